#include "app/client/httpmodelclient.h"

#include "app/diagnosis/diagnose.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "tests/support/tlsserver.h"

#include <QEventLoop>
#include <QProcess>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto longAgo = "20100101000000Z";
constexpr auto notSoLongAgo = "20110203000000Z";
constexpr auto farAhead = "20900304000000Z";
constexpr auto farther = "20950101000000Z";

enum class Signer { Known, Stranger, Itself };

Identity makeIdentity(const TestAuthority& authority, Signer signer, const QByteArray& host,
                      const QByteArray& from, const QByteArray& until)
{
    return signer == Signer::Itself ? authority.signItself(host) : authority.issue(host, from, until);
}

void trust(const QSslCertificate& certificate)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({certificate});
    QSslConfiguration::setDefaultConfiguration(configuration);
}

QByteArray helloAnswer()
{
    return Reply::json(chunk("hello", "STOP")).pieces.constFirst();
}

} // namespace

// A server over TLS whose certificate is no good gets nothing at all, and the user is told what is wrong.
class CertificatesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_usual); }
    void sendsOnceTheCertificateIsTrusted_data();
    void sendsOnceTheCertificateIsTrusted();
    void saysWhatIsWrongAndSendsNothing_data();
    void saysWhatIsWrongAndSendsNothing();
    void namesOfACertificateStayShort_data();
    void namesOfACertificateStayShort();
    void listAndCountSayItToo();
    void aServerWithoutACertificateGetsNothing();
    void whatMayHaveLeftIsNotDenied();
    void theCommandLineSaysItAndDoesNotTryAgain();

private:
    std::unique_ptr<TestAuthority> m_authority;
    std::unique_ptr<TestAuthority> m_stranger;
    QSslConfiguration m_usual;
};

void CertificatesTest::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
    m_usual = QSslConfiguration::defaultConfiguration();
    if (!TestAuthority::isPossible())
        QSKIP("The openssl program is not there to make certificates with.");
    m_authority = std::make_unique<TestAuthority>();
    m_stranger = std::make_unique<TestAuthority>();
    QVERIFY(m_authority->works() && m_stranger->works());
}

void CertificatesTest::init()
{
    test::strict();
}

void CertificatesTest::sendsOnceTheCertificateIsTrusted_data()
{
    QTest::addColumn<Signer>("signer");
    QTest::newRow("signed by itself, and trusted as it is") << Signer::Itself;
    QTest::newRow("signed by an authority that is trusted") << Signer::Known;
}

// Without this, a server that cannot speak at all would pass the tests below.
void CertificatesTest::sendsOnceTheCertificateIsTrusted()
{
    QFETCH(Signer, signer);
    const Identity identity = makeIdentity(*m_authority, signer, "localhost", longAgo, farther);
    trust(signer == Signer::Itself ? identity.certificate : m_authority->certificate());
    const TlsServer server(identity, helloAnswer());
    HttpModelClient client;
    test::Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, everythingIn(outcome.exchange()).constData());
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"hello"_s);
    QVERIFY(server.received().contains(key.reveal()));
    QVERIFY(!outcome.exchange().requestHeaders.isEmpty());
}

void CertificatesTest::saysWhatIsWrongAndSendsNothing_data()
{
    QTest::addColumn<Signer>("signer");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("until");
    QTest::addColumn<QString>("why");
    const QString stranger =
        u"its certificate comes from “Authority of a test”, which this computer does not "
        "trust"_s;
    QTest::newRow("signed by itself")
        << Signer::Itself << QByteArray("localhost") << QByteArray() << QByteArray()
        << u"its certificate is signed by itself and not by an authority that this computer trusts"_s;
    QTest::newRow("signed by an authority that nobody knows")
        << Signer::Stranger << QByteArray("localhost") << QByteArray(longAgo) << QByteArray(farther)
        << stranger;
    QTest::newRow("for another host")
        << Signer::Known << QByteArray("service.example") << QByteArray(longAgo) << QByteArray(farther)
        << u"its certificate is for service.example, not for localhost"_s;
    QTest::newRow("for hosts below this one")
        << Signer::Known << QByteArray("*.localhost") << QByteArray(longAgo) << QByteArray(farther)
        << u"its certificate is for *.localhost, not for localhost"_s;
    QTest::newRow("expired") << Signer::Known << QByteArray("localhost") << QByteArray(longAgo)
                             << QByteArray(notSoLongAgo) << u"its certificate expired on 3 February 2011"_s;
    QTest::newRow("not yet valid") << Signer::Known << QByteArray("localhost") << QByteArray(farAhead)
                                   << QByteArray(farther)
                                   << u"its certificate is not valid before 4 March 2090 (is the date of "
                                      "this computer right?)"_s;
    QTest::newRow("everything at once") << Signer::Stranger << QByteArray("service.example")
                                        << QByteArray(longAgo) << QByteArray(notSoLongAgo)
                                        << u"its certificate is for service.example, not for localhost; "_s
            + stranger + u"; its certificate expired on 3 February 2011"_s;
}

void CertificatesTest::saysWhatIsWrongAndSendsNothing()
{
    QFETCH(Signer, signer);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, until);
    QFETCH(QString, why);
    trust(m_authority->certificate());
    TlsServer server(
        makeIdentity(signer == Signer::Stranger ? *m_stranger : *m_authority, signer, host, from, until),
        helloAnswer());
    for (const bool stream : {false, true}) {
        HttpModelClient client;
        ModelRequest request = unaryRequest();
        request.stream = stream;
        test::Outcome outcome(client.send(endpointAt(server.url()), request, this));
        QVERIFY(outcome.wait());
        const Exchange& exchange = outcome.exchange();
        QVERIFY(exchange.failure);
        QCOMPARE(exchange.failure->message,
                 u"Nothing was sent to %1, because it could not prove who it is: %2."_s.arg(
                     server.url().authority(), why));
        QCOMPARE(exchange.failure->code, Error::Code::Refused);
        QVERIFY(!exchange.failure->detail.isEmpty());
        QCOMPARE(exchange.httpCode, 0);
        QVERIFY(exchange.requestHeaders.isEmpty());
        QVERIFY(!everythingIn(exchange).contains(key.reveal()));
        // No setting is to blame: nothing was judged.
        const Verdict verdict = diagnose(exchange.response);
        QCOMPARE(verdict.stage, Stage::Transport);
        QCOMPARE(verdict.outcome, safelight::Outcome::Interrupted);
        QCOMPARE(verdict.settingHelps, SettingHelps::No);
        QVERIFY(verdict.categories.isEmpty());
    }
    QTRY_COMPARE(server.ended(), 2);
    QCOMPARE(server.connections(), 2);
    QCOMPARE(server.received(), QByteArray());
}

void CertificatesTest::namesOfACertificateStayShort_data()
{
    QTest::addColumn<QByteArray>("hosts");
    QTest::addColumn<QString>("why");
    QTest::newRow("many")
        << QByteArray("e.example,DNS:d.example,DNS:c.example,DNS:b.example,DNS:a.example")
        << u"its certificate is for a.example, b.example, c.example …, not for localhost."_s;
    QTest::newRow("very long") << QByteArray(200, 'a') << u"its certificate is not for localhost."_s;
    QTest::newRow("with markup and a place for another value")
        << QByteArray("<b>%1</b>%2") << u"its certificate is not for localhost."_s;
    QTest::newRow("some of them useless") << QByteArray("<i>.example,DNS:b.example")
                                          << u"its certificate is for b.example, not for localhost."_s;
}

void CertificatesTest::namesOfACertificateStayShort()
{
    QFETCH(QByteArray, hosts);
    QFETCH(QString, why);
    trust(m_authority->certificate());
    const TlsServer server(m_authority->issue(hosts, longAgo, farther), helloAnswer());
    HttpModelClient client;
    test::Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure);
    const QString message = outcome.exchange().failure->message;
    QVERIFY2(message.endsWith(why), qPrintable(message));
}

void CertificatesTest::listAndCountSayItToo()
{
    TlsServer server(m_authority->signItself("localhost"), helloAnswer());
    HttpModelClient client;
    std::optional<Error> list;
    std::optional<Error> count;
    client.listModels(endpointAt(server.url()), this, [&](const Result<QList<ModelInfo>>& result) {
        list = result ? Error() : result.error();
    });
    client.countTokens(endpointAt(server.url()), unaryRequest(), this,
                       [&](const Result<qint64>& result) { count = result ? Error() : result.error(); });
    QTRY_VERIFY(list && count);
    for (const Error& error : {*list, *count})
        QVERIFY2(error.message.contains("signed by itself"_L1), qPrintable(error.message));
    QTRY_COMPARE(server.ended(), server.connections());
    QCOMPARE(server.received(), QByteArray());
}

void CertificatesTest::aServerWithoutACertificateGetsNothing()
{
    TlsServer server(Identity(), helloAnswer());
    HttpModelClient client;
    test::Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure);
    QCOMPARE(outcome.exchange().failure->message,
             u"No secure connection to %1 could be made; nothing was sent."_s.arg(server.url().authority()));
    QCOMPARE(diagnose(outcome.exchange().response).stage, Stage::Transport);
    QTRY_COMPARE(server.ended(), 1);
    QCOMPARE(server.received(), QByteArray());
}

// With TLS 1.3 the refusal may come after the request has left: that must not be denied.
void CertificatesTest::whatMayHaveLeftIsNotDenied()
{
    trust(m_authority->certificate());
    TlsServer server(m_authority->issue("localhost", longAgo, farther), helloAnswer(),
                     QSslSocket::VerifyPeer);
    HttpModelClient client;
    test::Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure);
    const QString message = outcome.exchange().failure->message;
    QVERIFY2(!message.contains("othing was sent"_L1), qPrintable(message));
    QVERIFY(!outcome.exchange().requestHeaders.isEmpty());
}

// The real program, asked to try three times: once is enough to know.
void CertificatesTest::theCommandLineSaysItAndDoesNotTryAgain()
{
    TlsServer server(m_authority->signItself("localhost"), helloAnswer());
    QProcess program;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TEST_KEY"_s, QString::fromLatin1(key.reveal()));
    program.setProcessEnvironment(environment);
    QEventLoop loop;
    connect(&program, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    program.start(QStringLiteral(SAFELIGHT_BINARY),
                  {u"send"_s, u"--url"_s, server.url().toString(), u"--key-env"_s, u"TEST_KEY"_s,
                   u"--retries"_s, u"2"_s, u"-"_s});
    program.write(unaryRequest().body);
    program.closeWriteChannel();
    loop.exec();
    QCOMPARE(program.state(), QProcess::NotRunning);
    QCOMPARE(program.exitCode(), 4);
    const QByteArray errors = program.readAllStandardError();
    QVERIFY2(errors.contains("its certificate is signed by itself"), errors.constData());
    QVERIFY(!errors.contains("Trying again"));
    const QByteArray output = program.readAllStandardOutput();
    QVERIFY2(output.contains("Safelight refused to go on"), output.constData());
    QVERIFY2(output.contains("Nothing was sent, so nothing is charged."), output.constData());
    QVERIFY(!errors.contains(key.reveal()) && !output.contains(key.reveal()));
    QTRY_COMPARE(server.ended(), 1);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.received(), QByteArray());
}

QTEST_GUILESS_MAIN(CertificatesTest)
#include "tst_certificates.moc"
