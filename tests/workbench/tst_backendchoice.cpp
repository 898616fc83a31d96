#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Back ends, keys and models as the workbench offers them.
class TestBackendChoice final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void simulatorIsTheFirst();
    void choiceIsRemembered();
    void unknownChoiceIsTheSimulator();
    void withoutSimulatorNothingCanBeSent();
    void keyIsStoredAndReadBack();
    void keyIsRemoved();
    void aChangedListIsKept();
    void aRemovedRowTakesItsSecretsAlong();
    void aKeyDoesNotComeBackWithItsSource();
    void whatItRefusesIsNamed();
    void aRequestLargerThanTheRowAllowsIsNamed();
    void bundledModelsUntilTheBackEndAnswers();
    void listIsAskedForOnlyWithAKey();
    void failedListKeepsTheBundledOne();

private:
    Workbench& workbench() { return *m_bench->workbench; }

    std::unique_ptr<test::Bench> m_bench;
};

void TestBackendChoice::init()
{
    test::strict();
    m_bench = std::make_unique<test::Bench>();
    workbench().document().setText(u"hi"_s);
}

void TestBackendChoice::simulatorIsTheFirst()
{
    QCOMPARE(workbench().backends().all().size(), 2);
    QVERIFY(workbench().backends().current().simulated);
    QCOMPARE(workbench().backends().current().baseUrl, QUrl(u"http://127.0.0.1:1"_s));
}

void TestBackendChoice::choiceIsRemembered()
{
    QSignalSpy changed(&workbench(), &Workbench::backendChanged);
    workbench().backends().select(u"gemini"_s);
    workbench().backends().select(u"gemini"_s);
    QCOMPARE(changed.size(), 1);
    m_bench->start();
    QCOMPARE(workbench().backends().current().id, u"gemini"_s);
}

void TestBackendChoice::unknownChoiceIsTheSimulator()
{
    workbench().backends().select(u"some other"_s);
    QCOMPARE(workbench().backends().current().id, u"simulator"_s);
}

void TestBackendChoice::withoutSimulatorNothingCanBeSent()
{
    Workbench without({m_bench->client, m_bench->secrets, m_bench->settings, m_bench->clock});
    without.document().setText(u"hi"_s);
    QVERIFY(without.sending().problem().contains(u"simulator is not running"_s));
    without.backends().connectTo({});
    QVERIFY(without.sending().problem().contains(u"simulator is not running"_s));
    QSignalSpy changed(&without, &Workbench::backendChanged);
    without.backends().connectTo(QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(without.backends().current().baseUrl, QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(without.sending().problem(), QString());
}

void TestBackendChoice::keyIsStoredAndReadBack()
{
    workbench().backends().select(u"gemini"_s);
    QVERIFY(!workbench().backends().hasKey(u"gemini"_s));
    QVERIFY(workbench().sending().problem().contains(u"needs a key"_s));
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().backends().setKey(u"gemini"_s, Secret("top-secret"));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(workbench().backends().hasKey(u"gemini"_s));
    QCOMPARE(changed.first().at(1).toBool(), true);
    QCOMPARE(workbench().sending().problem(), QString());

    m_bench->start();
    QTRY_VERIFY(workbench().backends().hasKey(u"gemini"_s));
    QVERIFY(!m_bench->settings.text(SettingKey::CurrentBackend).contains(u"top-secret"_s));
}

void TestBackendChoice::keyIsRemoved()
{
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().backends().setKey(u"gemini"_s, Secret("top-secret"));
    workbench().backends().setKey(u"gemini"_s, Secret());
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(!workbench().backends().hasKey(u"gemini"_s));
    m_bench->start();
    QSignalSpy again(&workbench(), &Workbench::keyChanged);
    QCoreApplication::processEvents();
    QVERIFY(again.isEmpty());
    QVERIFY(!workbench().backends().hasKey(u"gemini"_s));
}

void TestBackendChoice::aChangedListIsKept()
{
    auto& choice = workbench().backends();
    QSignalSpy listed(&choice, &BackendChoice::backendsChanged);
    QSignalSpy changed(&workbench(), &Workbench::backendChanged);
    workbench().backends().select(u"gemini"_s);
    QList<Backend> all = choice.all();
    all[1].baseUrl = QUrl(u"https://proxy.example.com/base"_s);
    choice.setAll(all);
    QCOMPARE(listed.size(), 1);
    QCOMPARE(changed.size(), 2); // chosen, and its address
    QCOMPARE(workbench().backends().current().baseUrl, QUrl(u"https://proxy.example.com/base"_s));
    m_bench->start();
    QCOMPARE(workbench().backends().all(), all); // where the simulator listens is not kept
    QVERIFY(!m_bench->settings.value(SettingKey::Backends).toByteArray().contains("127.0.0.1"));
}

void TestBackendChoice::aRemovedRowTakesItsSecretsAlong()
{
    auto& choice = workbench().backends();
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"Proxy"_s;
    proxy.baseUrl = QUrl(u"https://proxy.example"_s);
    proxy.headers = {{u"X-Gate"_s, u"proxy/x-gate"_s, true}};
    const auto before = choice.all();
    choice.setAll(before + QList<Backend> {proxy});
    choice.select(u"proxy"_s);
    QVERIFY(choice.problem().contains(u"needs a key"_s));
    workbench().backends().setKey(u"proxy"_s, Secret("top-secret"));
    QVERIFY(choice.problem().contains(u"X-Gate"_s));
    choice.setSecret({Backend::KeySource::KeyStore, u"proxy/x-gate"_s, u"X-Gate"_s}, Secret("gate"));
    QCOMPARE(choice.problem(), QString());
    QCOMPARE(choice.endpoint().secretHeaders.value(0).value, Secret("gate"));
    choice.setAll(before);
    QVERIFY(workbench().backends().current().simulated);
    QVERIFY(choice.knownSecrets().isEmpty());
    QStringList left;
    int answers = 0;
    for (const QString& name : {u"proxy"_s, u"proxy/x-gate"_s})
        m_bench->secrets.read(name, [&, name](const Secret& secret) {
            ++answers;
            if (!secret.isEmpty())
                left.append(name);
        });
    QTRY_COMPARE(answers, 2);
    QCOMPARE(left, QStringList());
}

// From the key store to the session and back, the key store's entry unread in between.
void TestBackendChoice::aKeyDoesNotComeBackWithItsSource()
{
    workbench().backends().setKey(u"gemini"_s, Secret("top-secret"));
    m_bench->start(); // and nothing was read yet
    auto& choice = workbench().backends();
    const auto takeFrom = [&choice](Backend::KeySource source) {
        auto rows = choice.all();
        rows[1].keySource = source;
        choice.setAll(rows);
    };
    takeFrom(Backend::KeySource::Session);
    takeFrom(Backend::KeySource::KeyStore);
    std::optional<Secret> left;
    m_bench->secrets.read(u"gemini"_s, [&left](const Secret& secret) { left = secret; });
    QTRY_VERIFY(left.has_value());
    QVERIFY(left->isEmpty());
    QVERIFY(!choice.hasKey(u"gemini"_s));
}

void TestBackendChoice::aRequestLargerThanTheRowAllowsIsNamed()
{
    auto rows = workbench().backends().all();
    rows[0].limits.requestBytes = 20'000;
    workbench().backends().setAll(rows);
    QCOMPARE(workbench().sending().problem(), QString());
    workbench().document().setText(QString(30'000, u'x'));
    QVERIFY(workbench().sending().problem().contains(u"the limit is 20"_s));
    QVERIFY(workbench().backends().problemWith(QByteArray(30'000, ' ')).contains(u"20"_s));
}

void TestBackendChoice::whatItRefusesIsNamed()
{
    const auto& choice = workbench().backends();
    QCOMPARE(choice.problemWith(R"({"contents":[]})"), QString());
    QVERIFY(choice.problemWith(R"({"labels":{}})").contains(u"labels"_s));
}

void TestBackendChoice::bundledModelsUntilTheBackEndAnswers()
{
    QVERIFY(!workbench().backends().models().isEmpty());
    QVERIFY(workbench().backends().models().first().bundled);
    QVERIFY(workbench().backends().model(workbench().document().prompt().model).has_value());
    ModelInfo model;
    model.id = u"only-one"_s;
    m_bench->client.models = QList<ModelInfo> {model};
    m_bench->start();
    QSignalSpy changed(&workbench(), &Workbench::modelsChanged);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(workbench().backends().models().size(), 1);
    QVERIFY(!workbench().backends().model(workbench().document().prompt().model));
    workbench().document().setModel(u"only-one"_s);
    QVERIFY(workbench().backends().model(workbench().document().prompt().model).has_value());
    workbench().backends().select(u"gemini"_s); // no key: the bundled list again
    QVERIFY(workbench().backends().models().size() > 1);
}

void TestBackendChoice::listIsAskedForOnlyWithAKey()
{
    const auto before = m_bench->client.listed.size();
    workbench().backends().select(u"gemini"_s);
    QCOMPARE(m_bench->client.listed.size(), before);
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().backends().setKey(u"gemini"_s, Secret("top-secret"));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(m_bench->client.listed.size(), before + 1);
    QCOMPARE(m_bench->client.listed.last().backend.id, u"gemini"_s);
    QCOMPARE(m_bench->client.listed.last().key, Secret("top-secret"));
}

void TestBackendChoice::failedListKeepsTheBundledOne()
{
    m_bench->client.models = Result<QList<ModelInfo>>(Error {Error::Code::Network, u"no"_s});
    m_bench->start();
    QSignalSpy changed(&workbench(), &Workbench::modelsChanged);
    QCoreApplication::processEvents();
    QVERIFY(changed.isEmpty());
    QVERIFY(workbench().backends().models().first().bundled);
}

QTEST_MAIN(TestBackendChoice)
#include "tst_backendchoice.moc"
