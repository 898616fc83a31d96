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
    void ownAddressIsCheckedAndKept_data();
    void ownAddressIsCheckedAndKept();
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
    QCOMPARE(workbench().backends().size(), 2);
    QVERIFY(workbench().backend().simulated);
    QCOMPARE(workbench().backend().baseUrl, QUrl(u"http://127.0.0.1:1"_s));
}

void TestBackendChoice::choiceIsRemembered()
{
    QSignalSpy changed(&workbench(), &Workbench::backendChanged);
    workbench().selectBackend(u"gemini"_s);
    workbench().selectBackend(u"gemini"_s);
    QCOMPARE(changed.size(), 1);
    m_bench->start();
    QCOMPARE(workbench().backend().id, u"gemini"_s);
}

void TestBackendChoice::unknownChoiceIsTheSimulator()
{
    workbench().selectBackend(u"some other"_s);
    QCOMPARE(workbench().backend().id, u"simulator"_s);
}

void TestBackendChoice::withoutSimulatorNothingCanBeSent()
{
    Workbench without({m_bench->client, m_bench->secrets, m_bench->settings, m_bench->clock});
    without.document().setText(u"hi"_s);
    QVERIFY(without.sendProblem().contains(u"simulator is not running"_s));
    without.connectBackends({});
    QVERIFY(without.sendProblem().contains(u"simulator is not running"_s));
    QSignalSpy changed(&without, &Workbench::backendChanged);
    without.connectBackends(QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(without.backend().baseUrl, QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(without.sendProblem(), QString());
}

void TestBackendChoice::keyIsStoredAndReadBack()
{
    workbench().selectBackend(u"gemini"_s);
    QVERIFY(!workbench().hasKey(u"gemini"_s));
    QVERIFY(workbench().sendProblem().contains(u"needs a key"_s));
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().setKey(u"gemini"_s, Secret("top-secret"));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(workbench().hasKey(u"gemini"_s));
    QCOMPARE(changed.first().at(1).toBool(), true);
    QCOMPARE(workbench().sendProblem(), QString());

    m_bench->start();
    QTRY_VERIFY(workbench().hasKey(u"gemini"_s));
    QVERIFY(!m_bench->settings.text(SettingKey::CurrentBackend).contains(u"top-secret"_s));
}

void TestBackendChoice::keyIsRemoved()
{
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().setKey(u"gemini"_s, Secret("top-secret"));
    workbench().setKey(u"gemini"_s, Secret());
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(!workbench().hasKey(u"gemini"_s));
    m_bench->start();
    QSignalSpy again(&workbench(), &Workbench::keyChanged);
    QCoreApplication::processEvents();
    QVERIFY(again.isEmpty());
    QVERIFY(!workbench().hasKey(u"gemini"_s));
}

void TestBackendChoice::ownAddressIsCheckedAndKept_data()
{
    QTest::addColumn<QString>("backend");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("taken");
    QTest::newRow("https") << u"gemini"_s << u"https://proxy.example.com/base"_s << true;
    QTest::newRow("http on this computer") << u"gemini"_s << u"http://127.0.0.1:8080"_s << true;
    QTest::newRow("http elsewhere") << u"gemini"_s << u"http://proxy.example.com"_s << false;
    QTest::newRow("no URL") << u"gemini"_s << u"nonsense"_s << false;
    QTest::newRow("key in it") << u"gemini"_s << u"https://example.com/?key=abc"_s << false;
    QTest::newRow("the simulator has its own") << u"simulator"_s << u"https://example.com"_s << false;
}

void TestBackendChoice::ownAddressIsCheckedAndKept()
{
    QFETCH(const QString, backend);
    QFETCH(const QString, url);
    QFETCH(const bool, taken);
    const QUrl standard = workbench().backends().at(1).baseUrl;
    QCOMPARE(workbench().setBaseUrl(backend, QUrl(url)).isEmpty(), taken);
    QCOMPARE(workbench().backends().at(1).baseUrl, taken ? QUrl(url) : standard);
    m_bench->start();
    QCOMPARE(workbench().backends().at(1).baseUrl, taken ? QUrl(url) : standard);
}

void TestBackendChoice::bundledModelsUntilTheBackEndAnswers()
{
    QVERIFY(!workbench().models().isEmpty());
    QVERIFY(workbench().models().first().bundled);
    QVERIFY(workbench().currentModel().has_value());
    ModelInfo model;
    model.id = u"only-one"_s;
    m_bench->client.models = QList<ModelInfo> {model};
    m_bench->start();
    QSignalSpy changed(&workbench(), &Workbench::modelsChanged);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(workbench().models().size(), 1);
    QVERIFY(!workbench().currentModel());
    workbench().document().setModel(u"only-one"_s);
    QVERIFY(workbench().currentModel().has_value());
    workbench().selectBackend(u"gemini"_s); // no key: the bundled list again
    QVERIFY(workbench().models().size() > 1);
}

void TestBackendChoice::listIsAskedForOnlyWithAKey()
{
    const auto before = m_bench->client.listed.size();
    workbench().selectBackend(u"gemini"_s);
    QCOMPARE(m_bench->client.listed.size(), before);
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().setKey(u"gemini"_s, Secret("top-secret"));
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
    QVERIFY(workbench().models().first().bundled);
}

QTEST_MAIN(TestBackendChoice)
#include "tst_backendchoice.moc"
