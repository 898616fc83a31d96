#include "app/backends/requestrules.h"

#include "app/backends/backend.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// What a back end accepts, held against bodies as they travel.
class RequestRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void findsWhatIsRefused_data();
    void findsWhatIsRefused();
    void saysWhichAndWhere();
    void timeGrowsWithTheBodyOnly();
};

void RequestRulesTest::findsWhatIsRefused_data()
{
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("refused");
    const QString gemini = u"geminiApi"_s;
    const QString vertex = u"vertexAi"_s;
    const QByteArray imageHate =
        R"({"contents":[],"safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE","threshold":"OFF"}]})";
    QTest::newRow("an ordinary request")
        << gemini
        << QByteArray(
               R"({"contents":[{"parts":[{"text":"labels store"}]}],)"
               R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]})")
        << QStringList();
    QTest::newRow("a category of Vertex AI")
        << gemini << imageHate << QStringList {u"HARM_CATEGORY_IMAGE_HATE"_s};
    QTest::newRow("which Vertex AI accepts") << vertex << imageHate << QStringList();
    QTest::newRow("no rules") << QString() << imageHate << QStringList();
    QTest::newRow("a category nobody has")
        << vertex << QByteArray(R"({"safetySettings":[{"category":"HARM_CATEGORY_X"}]})")
        << QStringList {u"HARM_CATEGORY_X"_s};
    QTest::newRow("a threshold nobody has, in snake case")
        << gemini
        << QByteArray(R"({"safety_settings":[{"threshold":"BLOCK_ALL"},{"threshold":"BLOCK_ALL"}]})")
        << QStringList {u"BLOCK_ALL"_s};
    QTest::newRow("a field of Vertex AI")
        << gemini << QByteArray(R"({"safetySettings":[{"method":"SEVERITY"}],"labels":{"a":"b"}})")
        << QStringList {u"safetySettings.method"_s, u"labels"_s};
    QTest::newRow("nested, in snake case")
        << gemini << QByteArray(R"({"generation_config":{"image_config":{"person_generation":"ALLOW_ALL"}}})")
        << QStringList {u"generationConfig.imageConfig.personGeneration"_s};
    QTest::newRow("a field of the Gemini API")
        << vertex << QByteArray(R"({"store":false})") << QStringList {u"store"_s};
    QTest::newRow("null is as good as absent") << vertex << QByteArray(R"({"store":null})") << QStringList();
    QTest::newRow("a name elsewhere")
        << gemini << QByteArray(R"({"contents":[{"parts":[{"functionCall":{"args":{"labels":1}}}]}]})")
        << QStringList();
    QTest::newRow("not JSON") << gemini << QByteArray("labels") << QStringList();
    QTest::newRow("cut off") << gemini << QByteArray(R"({"labels":{},"a":[)") << QStringList {u"labels"_s};
    QTest::newRow("nothing") << gemini << QByteArray() << QStringList();
    QTest::newRow("deep") << gemini
                          << QByteArray(R"({"a":)" + QByteArray(900, '[') + QByteArray(900, ']') + '}')
                          << QStringList();
}

void RequestRulesTest::findsWhatIsRefused()
{
    QFETCH(const QString, rules);
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, refused);
    QCOMPARE(refusedIn(body, requestRulesOf(rules)), refused);
}

void RequestRulesTest::saysWhichAndWhere()
{
    Backend backend;
    backend.name = u"My Gemini"_s;
    backend.accepts = u"geminiApi"_s;
    const QString problem = requestProblem(backend, R"({"labels":{},"modelArmorConfig":{}})");
    for (const QString& word : {u"My Gemini"_s, u"labels"_s, u"modelArmorConfig"_s})
        QVERIFY2(problem.contains(word), qPrintable(problem));
    backend.accepts.clear();
    QCOMPARE(requestProblem(backend, R"({"labels":{}})"), QString());
}

// A large image is skipped, not read.
void RequestRulesTest::timeGrowsWithTheBodyOnly()
{
    const QByteArray body = R"({"contents":[{"parts":[{"inlineData":{"data":")" + QByteArray(20'000'000, 'A')
        + R"("}}]}],"labels":{}})";
    QCOMPARE(refusedIn(body, requestRulesOf(u"geminiApi"_s)), QStringList {u"labels"_s});
}

QTEST_GUILESS_MAIN(RequestRulesTest)
#include "tst_requestrules.moc"
