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
    void whatItRefusesIsNamed();
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
    QVERIFY(without.sending().problem().contains(u"simulator is not running"_s));
    without.connectBackends({});
    QVERIFY(without.sending().problem().contains(u"simulator is not running"_s));
    QSignalSpy changed(&without, &Workbench::backendChanged);
    without.connectBackends(QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(without.backend().baseUrl, QUrl(u"http://127.0.0.1:1"_s));
    QCOMPARE(without.sending().problem(), QString());
}

void TestBackendChoice::keyIsStoredAndReadBack()
{
    workbench().selectBackend(u"gemini"_s);
    QVERIFY(!workbench().hasKey(u"gemini"_s));
    QVERIFY(workbench().sending().problem().contains(u"needs a key"_s));
    QSignalSpy changed(&workbench(), &Workbench::keyChanged);
    workbench().setKey(u"gemini"_s, Secret("top-secret"));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(workbench().hasKey(u"gemini"_s));
    QCOMPARE(changed.first().at(1).toBool(), true);
    QCOMPARE(workbench().sending().problem(), QString());

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

void TestBackendChoice::aChangedListIsKept()
{
    auto& choice = workbench().backendChoice();
    QSignalSpy listed(&choice, &BackendChoice::backendsChanged);
    QSignalSpy changed(&workbench(), &Workbench::backendChanged);
    workbench().selectBackend(u"gemini"_s);
    QList<Backend> all = choice.backends();
    all[1].baseUrl = QUrl(u"https://proxy.example.com/base"_s);
    choice.setBackends(all);
    QCOMPARE(listed.size(), 1);
    QCOMPARE(changed.size(), 2); // chosen, and its address
    QCOMPARE(workbench().backend().baseUrl, QUrl(u"https://proxy.example.com/base"_s));
    m_bench->start();
    QCOMPARE(workbench().backends(), all); // where the simulator listens is not kept
    QVERIFY(!m_bench->settings.value(SettingKey::Backends).toByteArray().contains("127.0.0.1"));
}

void TestBackendChoice::aRemovedRowTakesItsSecretsAlong()
{
    auto& choice = workbench().backendChoice();
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"Proxy"_s;
    proxy.baseUrl = QUrl(u"https://proxy.example"_s);
    proxy.headers = {{u"X-Gate"_s, u"proxy/x-gate"_s, true}};
    const auto before = choice.backends();
    choice.setBackends(before + QList<Backend> {proxy});
    choice.select(u"proxy"_s);
    QVERIFY(choice.problem().contains(u"needs a key"_s));
    workbench().setKey(u"proxy"_s, Secret("top-secret"));
    QVERIFY(choice.problem().contains(u"X-Gate"_s));
    choice.setSecret({Backend::KeySource::KeyStore, u"proxy/x-gate"_s, u"X-Gate"_s}, Secret("gate"));
    QCOMPARE(choice.problem(), QString());
    QCOMPARE(choice.endpoint().secretHeaders.value(0).value, Secret("gate"));
    choice.setBackends(before);
    QVERIFY(workbench().backend().simulated);
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

void TestBackendChoice::whatItRefusesIsNamed()
{
    const auto& choice = workbench().backendChoice();
    QCOMPARE(choice.problemWith(R"({"contents":[]})"), QString());
    QVERIFY(choice.problemWith(R"({"labels":{}})").contains(u"labels"_s));
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
