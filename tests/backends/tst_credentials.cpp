#include "app/backends/endpointresolver.h"

#include "app/settings/secretstore.h"
#include "tests/support/strict.h"

#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Keys and secret headers, from wherever they are, without waiting for them.
class CredentialsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void secretsComeLaterFromEachSource_data();
    void secretsComeLaterFromEachSource();
    void aMissingOneIsAnError();
    void nothingComesAfterCancel_data();
    void nothingComesAfterCancel();
    void anEndpointHasAllItsSecrets();
    void anEndpointSaysWhatIsMissing();
    void typedSecretsAreNotAskedFor();
    void aSimulatedOneNeedsNothing();

private:
    CredentialSources sources() { return {m_keyStore, m_environment, m_session}; }

    SessionSecretStore m_store;
    KeyStoreCredentials m_keyStore {m_store};
    EnvironmentCredentials m_environment;
    SessionCredentials m_session;
};

namespace {

Backend twoSecrets()
{
    Backend backend;
    backend.id = u"gateway"_s;
    backend.name = u"Gateway"_s;
    backend.headers = {{u"X-Team"_s, u"red"_s, false}, {u"cf-aig-authorization"_s, u"gateway/cf"_s, true}};
    return backend;
}

} // namespace

void CredentialsTest::init()
{
    test::strict();
    m_store.write(u"there"_s, Secret("from the store"), [](const SecretStore::Stored&) {});
    qputenv("SAFELIGHT_TEST_there", " from the environment\n");
    m_session.set(u"there"_s, Secret("from the session"));
}

void CredentialsTest::secretsComeLaterFromEachSource_data()
{
    QTest::addColumn<Backend::KeySource>("source");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("key store") << Backend::KeySource::KeyStore << u"there"_s << QByteArray("from the store");
    QTest::newRow("environment") << Backend::KeySource::Environment << u"SAFELIGHT_TEST_there"_s
                                 << QByteArray("from the environment");
    QTest::newRow("session") << Backend::KeySource::Session << u"there"_s << QByteArray("from the session");
}

void CredentialsTest::secretsComeLaterFromEachSource()
{
    QFETCH(const Backend::KeySource, source);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, expected);
    QList<QByteArray> answers;
    sources().of(source).fetch(name, this, [&](const Result<Secret>& secret) {
        answers.append(secret ? secret->reveal() : QByteArray("none"));
    });
    QVERIFY(answers.isEmpty()); // never from within the call
    QTRY_COMPARE(answers, QList<QByteArray> {expected});
}

void CredentialsTest::aMissingOneIsAnError()
{
    for (const auto source :
         {Backend::KeySource::KeyStore, Backend::KeySource::Environment, Backend::KeySource::Session}) {
        std::optional<Error> error;
        sources().of(source).fetch(u"SAFELIGHT_NOBODY"_s, this, [&](const Result<Secret>& secret) {
            if (!secret)
                error = secret.error();
        });
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->code, Error::Code::NotFound);
        QVERIFY(!error->message.isEmpty());
    }
}

void CredentialsTest::nothingComesAfterCancel_data()
{
    QTest::addColumn<bool>("byContext");
    QTest::newRow("the question is cancelled") << false;
    QTest::newRow("who asked is gone") << true;
}

void CredentialsTest::nothingComesAfterCancel()
{
    QFETCH(const bool, byContext);
    for (const auto source :
         {Backend::KeySource::KeyStore, Backend::KeySource::Environment, Backend::KeySource::Session}) {
        auto context = std::make_unique<QObject>();
        bool came = false;
        auto question = sources().of(source).fetch(u"there"_s, context.get(),
                                                   [&](const Result<Secret>&) { came = true; });
        if (byContext)
            context.reset();
        else
            question.cancel();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QVERIFY(!came);
    }
}

void CredentialsTest::anEndpointHasAllItsSecrets()
{
    m_store.write(u"gateway"_s, Secret("the key"), [](const SecretStore::Stored&) {});
    m_store.write(u"gateway/cf"_s, Secret("Bearer abc"), [](const SecretStore::Stored&) {});
    EndpointResolver resolver(twoSecrets(), sources(), this);
    std::optional<Endpoint> endpoint;
    resolver.start([&](const Result<Endpoint>& resolved) {
        if (resolved)
            endpoint = *resolved;
    });
    QTRY_VERIFY(endpoint.has_value());
    QCOMPARE(endpoint->key, Secret("the key"));
    const QList<Endpoint::SecretHeader> expected {{u"cf-aig-authorization"_s, Secret("Bearer abc")}};
    QVERIFY(endpoint->secretHeaders == expected);
    QCOMPARE(missingSecret(*endpoint), QString());
}

void CredentialsTest::anEndpointSaysWhatIsMissing()
{
    Backend backend = twoSecrets();
    backend.keyName = u"SAFELIGHT_NOBODY"_s;
    backend.keySource = Backend::KeySource::Environment;
    std::optional<Error> error;
    EndpointResolver resolver(backend, sources(), this);
    resolver.start([&](const Result<Endpoint>& resolved) {
        if (!resolved)
            error = resolved.error();
    });
    QTRY_VERIFY(error.has_value());
    QVERIFY2(error->message.contains(u"SAFELIGHT_NOBODY"_s), qPrintable(error->message));

    const Endpoint noHeader = makeEndpoint(twoSecrets(), {{u"keyStore/gateway"_s, Secret("k")}});
    QVERIFY(missingSecret(noHeader).contains(u"cf-aig-authorization"_s));
    QVERIFY(missingSecret(makeEndpoint(twoSecrets(), {})).contains(u"needs a key"_s));
}

void CredentialsTest::typedSecretsAreNotAskedFor()
{
    EndpointResolver resolver(twoSecrets(), sources(), this);
    resolver.setKnown({{u"keyStore/gateway"_s, Secret("typed")}, {u"keyStore/gateway/cf"_s, Secret("too")}});
    std::optional<Endpoint> endpoint;
    resolver.start([&](const Result<Endpoint>& resolved) {
        if (resolved)
            endpoint = *resolved;
    });
    QVERIFY(!endpoint);
    QTRY_VERIFY(endpoint.has_value());
    QCOMPARE(endpoint->key, Secret("typed"));
}

void CredentialsTest::aSimulatedOneNeedsNothing()
{
    Backend backend;
    backend.simulated = true;
    QVERIFY(secretsNeeded(backend).isEmpty());
    QCOMPARE(makeEndpoint(backend, {}).key, simulatorKey());
}

QTEST_GUILESS_MAIN(CredentialsTest)
#include "tst_credentials.moc"
