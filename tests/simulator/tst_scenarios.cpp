#include "app/response/reasontable.h"
#include "tests/support/simulatorcalls.h"
#include "tests/support/strict.h"

#include <QElapsedTimer>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

const QString textModel = u"gemini-3.6-flash"_s;
const QString pictureModel = u"gemini-3-pro-image"_s;

QJsonObject ordering(const QString& orders)
{
    return SimulatorCalls::prompt(u"#simulate: "_s + orders + u"\nDraw a lighthouse"_s);
}

HttpAnswer unary(SimulatorCalls& calls, const QString& orders, const QString& model = textModel)
{
    return calls.post(SimulatorCalls::path(model), ordering(orders));
}

HttpAnswer stream(SimulatorCalls& calls, const QString& orders, const QString& model = textModel)
{
    return calls.post(SimulatorCalls::path(model, u"streamGenerateContent?alt=sse"_s), ordering(orders));
}

} // namespace

// Each scenario that the menu offers, over the wire.
class TestScenarios : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void everyScenarioIsKnown_data();
    void everyScenarioIsKnown();
    void everyReasonIsPlayed();
    void lineIsNoPartOfThePrompt();
    void headerOrdersToo();
    void blockReasons_data();
    void blockReasons();
    void finishReasons_data();
    void finishReasons();
    void errors_data();
    void errors();
    void retryDelayAndDailyQuota();
    void echoesTheKey();
    void malformedBodies();
    void malformedStreams();
    void streamEndings();
    void emptyAnswers();
    void connectionFaults_data();
    void connectionFaults();
    void dropsAfterPieces();
    void slowStartsLate();
    void paceIsKeptBetweenThePieces();
    void floodsUntilTheClientLeaves();
    void manyChunks();
    void largePicture();
    void rateIsAChance();
};

void TestScenarios::everyScenarioIsKnown_data()
{
    QTest::addColumn<SimulatorScenario>("scenario");
    for (const auto& scenario : Simulator::scenarios())
        QTest::newRow(qPrintable(scenario.name)) << scenario;
}

void TestScenarios::everyScenarioIsKnown()
{
    QFETCH(SimulatorScenario, scenario);
    QVERIFY(scenario.description.endsWith(u'.'));
    QVERIFY(!scenario.group.isEmpty());
    if (scenario.group == "Faults"_L1)
        return; // each has a test of its own below
    SimulatorCalls calls;
    for (const QString& model : {textModel, pictureModel}) {
        const auto answer = unary(calls, scenario.name, model);
        QVERIFY2(answer.status > 0, "there is an answer");
        QVERIFY2(!answer.body.contains("does not know the scenario"), answer.body.constData());
    }
}

void TestScenarios::everyReasonIsPlayed()
{
    QStringList offered;
    for (const auto& scenario : Simulator::scenarios())
        offered << scenario.name;
    QCOMPARE(QSet(offered.begin(), offered.end()).size(), offered.size());
    for (const auto rows : {blockReasonRows(), finishReasonRows()}) {
        for (const ReasonRow& row : rows)
            QVERIFY2(offered.contains(QLatin1StringView(row.play.scenario)), row.rule.id.data());
    }
    QVERIFY(offered.contains(u"block=BLOCKED_REASON_UNSPECIFIED"_s));
    QVERIFY(offered.contains(u"signature-missing"_s));
    SimulatorCalls calls;
    QCOMPARE(unary(calls, u"MODEL_ARMOR"_s).block(),
             u"MODEL_ARMOR"_s); // of the prompt; finish=… is the other
    QVERIFY(unary(calls, u"CONTINUATION"_s).body.contains("continuationToken"));
}

void TestScenarios::lineIsNoPartOfThePrompt()
{
    SimulatorCalls calls;
    const auto answer =
        calls.post(SimulatorCalls::path(textModel), SimulatorCalls::prompt(u"#simulate: STOP\nabcd"_s));
    QCOMPARE(answer.usage().value(u"promptTokenCount").toInt(), 1);
    QVERIFY(!answer.body.contains("#simulate"));
}

void TestScenarios::headerOrdersToo()
{
    SimulatorCalls calls;
    auto request = calls.request(SimulatorCalls::path(textModel));
    request.setRawHeader("X-Safelight-Scenario", "RECITATION");
    const auto body = QJsonDocument(SimulatorCalls::prompt(u"hi"_s)).toJson();
    QCOMPARE(calls.post(request, body).finish(), u"RECITATION"_s);
}

void TestScenarios::blockReasons_data()
{
    QTest::addColumn<QString>("reason");
    for (const auto& [reason, name] : WireNames<BlockReason>::table)
        QTest::newRow(name.data()) << QString(name);
}

void TestScenarios::blockReasons()
{
    QFETCH(QString, reason);
    SimulatorCalls calls;
    for (const auto& answer :
         {unary(calls, u"block="_s + reason), unary(calls, u"block="_s + reason, pictureModel)}) {
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.block(), reason);
        QVERIFY(!answer.object().contains(u"candidates"));
        QVERIFY(!answer.usage().contains(u"thoughtsTokenCount"));
    }
    const auto events = stream(calls, u"block="_s + reason).events();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().value(u"promptFeedback").toObject().value(u"blockReason").toString(), reason);
}

void TestScenarios::finishReasons_data()
{
    QTest::addColumn<QString>("reason");
    for (const auto& [reason, name] : WireNames<FinishReason>::table)
        QTest::newRow(name.data()) << QString(name);
}

void TestScenarios::finishReasons()
{
    QFETCH(QString, reason);
    SimulatorCalls calls;
    const QString order = u"finish="_s + reason;
    QCOMPARE(unary(calls, order).finish(), reason);
    const auto picture = unary(calls, order, pictureModel);
    QCOMPARE(picture.finish(), reason);
    QCOMPARE(picture.body.contains("inlineData"), reason == "STOP"_L1);
    const auto last = stream(calls, order).events().constLast();
    QCOMPARE(last.value(u"candidates").toArray().at(0).toObject().value(u"finishReason").toString(), reason);
    QVERIFY(last.contains(u"usageMetadata"));
}

void TestScenarios::errors_data()
{
    QTest::addColumn<QString>("orders");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("status");
    const auto row = [](const char* orders, int code, const char* status) {
        QTest::newRow(orders) << QString::fromLatin1(orders) << code << QString::fromLatin1(status);
    };
    row("error=400", 400, "INVALID_ARGUMENT");
    row("error=401", 401, "UNAUTHENTICATED");
    row("error=402", 402, "FAILED_PRECONDITION");
    row("error=403", 403, "PERMISSION_DENIED");
    row("error=404", 404, "NOT_FOUND");
    row("error=413", 413, "INVALID_ARGUMENT");
    row("error=429", 429, "RESOURCE_EXHAUSTED");
    row("error=499", 499, "CANCELLED");
    row("error=500", 500, "INTERNAL");
    row("error=503", 503, "UNAVAILABLE");
    row("error=504", 504, "DEADLINE_EXCEEDED");
    row("region", 400, "FAILED_PRECONDITION");
    row("signature-missing", 400, "INVALID_ARGUMENT");
    row("signature-invalid", 400, "INVALID_ARGUMENT");
}

void TestScenarios::errors()
{
    QFETCH(QString, orders);
    SimulatorCalls calls;
    for (const auto& answer : {unary(calls, orders), stream(calls, orders)}) {
        QTEST(answer.status, "code");
        QTEST(answer.errorStatus(), "status");
        QCOMPARE(answer.object().value(u"error").toObject().value(u"code").toInt(), answer.status);
        QVERIFY(!answer.object().value(u"error").toObject().value(u"message").toString().isEmpty());
    }
}

void TestScenarios::retryDelayAndDailyQuota()
{
    SimulatorCalls calls;
    const auto minute = unary(calls, u"error=429 retryDelay=3s"_s);
    QVERIFY(minute.body.contains("\"retryDelay\": \"3s\""));
    QVERIFY(minute.body.contains("PerMinute"));
    QVERIFY(minute.body.contains("Please retry in 3s"));
    const auto day = unary(calls, u"error=429 perDay"_s);
    QVERIFY(day.body.contains("PerDay"));
    QVERIFY(!day.body.contains("retryDelay"));
    const auto vertex = calls.post(SimulatorCalls::vertexPath(textModel), ordering(u"error=429"_s));
    QVERIFY2(!vertex.body.contains("details"), "Vertex gives none");
}

void TestScenarios::echoesTheKey()
{
    SimulatorCalls calls;
    const auto request = calls.request(SimulatorCalls::path(textModel), "AIza-not-a-real-key");
    const auto answer = calls.post(request, QJsonDocument(ordering(u"key-echo"_s)).toJson());
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.contains("API_KEY_INVALID"));
    QVERIFY(answer.body.contains("Invalid API key: AIza-not-a-real-key"));
}

void TestScenarios::malformedBodies()
{
    SimulatorCalls calls;
    const auto isJson = [](const HttpAnswer& answer) {
        return !QJsonDocument::fromJson(answer.body).isNull();
    };
    for (const char* orders : {"invalid-json", "truncated", "broken-chunk", "error-tail"}) {
        const auto answer = unary(calls, QString::fromLatin1(orders));
        QCOMPARE(answer.status, 200);
        QVERIFY2(!answer.body.isEmpty() && !isJson(answer), orders);
    }
    const auto empty = unary(calls, u"empty-body"_s);
    QCOMPARE(empty.status, 200);
    QCOMPARE(empty.body, QByteArray());
    const auto page = unary(calls, u"html"_s);
    QVERIFY(page.type.startsWith("text/html") && page.body.startsWith("<!DOCTYPE html>"));
    QVERIFY(QJsonDocument::fromJson(unary(calls, u"error-array"_s).body).isArray());
    const auto nothing = unary(calls, u"null-candidates"_s).object();
    QVERIFY(nothing.contains(u"candidates") && nothing.value(u"candidates").isNull());
    QVERIFY(unary(calls, u"no-finish"_s).finish().isEmpty());
    QVERIFY(unary(calls, u"unknown-enum"_s).body.contains("HARM_CATEGORY_WEATHER"));
    QVERIFY(!unary(calls, u"no-usage"_s).object().contains(u"usageMetadata"));
    const auto ratings = unary(calls, u"empty-ratings"_s).candidate().value(u"safetyRatings").toArray();
    QCOMPARE(ratings, (QJsonArray {QJsonObject(), QJsonObject()}));
}

void TestScenarios::malformedStreams()
{
    SimulatorCalls calls;
    QVERIFY(stream(calls, u"invalid-json"_s).body.contains("data: {this is no JSON\n\n"));
    const auto tail = stream(calls, u"error-tail"_s).body;
    QVERIFY(tail.contains("\n\n{\n    \"error\": {"));
    QVERIFY(tail.trimmed().endsWith('}'));
    for (const char* orders : {"truncated", "broken-chunk"}) {
        const auto cut = stream(calls, QString::fromLatin1(orders));
        QVERIFY(!cut.body.endsWith('\n'));
        QVERIFY(!cut.body.contains("finishReason"));
    }
    const auto lines = stream(calls, u"crlf"_s);
    QCOMPARE(lines.body.count("\r\n"), lines.body.count('\n'));
    QVERIFY(!lines.events().isEmpty());
    const auto comments = stream(calls, u"comments"_s);
    QVERIFY(comments.body.startsWith(": ") && comments.body.endsWith("data: [DONE]\n\n"));
    for (const char* orders : {"no-finish", "empty-body"})
        QVERIFY(!stream(calls, QString::fromLatin1(orders)).body.contains("finishReason"));
}

void TestScenarios::streamEndings()
{
    SimulatorCalls calls;
    const auto partWay = stream(calls, u"SAFETY"_s).events();
    QVERIFY2(partWay.size() > 2, "some text arrives before the stop");
    const auto end = partWay.last().value(u"candidates").toArray().at(0).toObject();
    QVERIFY(!end.value(u"content").toObject().contains(u"parts"));
    QVERIFY(QJsonDocument(end).toJson().contains("\"blocked\": true"));
    QCOMPARE(stream(calls, u"SAFETY empty"_s).events().size(), 1);
    const auto unnamed = unary(calls, u"SAFETY unnamed"_s);
    QVERIFY(unnamed.body.contains("NEGLIGIBLE"));
    QVERIFY(!unnamed.body.contains("blocked") && !unnamed.body.contains("\"HIGH\""));
    const auto picture = stream(calls, u"drafts=2"_s, pictureModel).events();
    QVERIFY(QJsonDocument(picture.last()).toJson().contains("inlineData"));
}

void TestScenarios::emptyAnswers()
{
    SimulatorCalls calls;
    for (const QString& model : {textModel, pictureModel}) {
        const auto answer = unary(calls, u"STOP empty"_s, model);
        QCOMPARE(answer.finish(), u"STOP"_s);
        QVERIFY(answer.parts().isEmpty());
    }
    const auto refusal = unary(calls, u"refusal"_s, pictureModel);
    QCOMPARE(refusal.finish(), u"STOP"_s);
    QCOMPARE(refusal.parts().size(), 1);
    const auto message = unary(calls, u"block-message-only"_s).object().value(u"promptFeedback").toObject();
    QVERIFY(!message.contains(u"blockReason") && message.contains(u"blockReasonMessage"));
    QVERIFY(unary(calls, u"IMAGE_OTHER"_s, pictureModel).body.contains("You will not be charged"));
}

void TestScenarios::connectionFaults_data()
{
    QTest::addColumn<QString>("orders");
    QTest::addColumn<bool>("someBytes");
    QTest::newRow("closed without an answer") << u"close"_s << false;
    QTest::newRow("reset") << u"reset"_s << false;
    QTest::newRow("dropped before anything") << u"drop-after=0"_s << false;
    QTest::newRow("dropped in the middle") << u"drop-after=1"_s << true;
}

void TestScenarios::connectionFaults()
{
    QFETCH(QString, orders);
    QFETCH(bool, someBytes);
    SimulatorCalls calls;
    const auto answer = unary(calls, orders);
    QVERIFY(answer.error != QNetworkReply::NoError);
    QCOMPARE(answer.status == 200, someBytes);
    QCOMPARE(unary(calls, u"STOP"_s).status, 200);
}

void TestScenarios::dropsAfterPieces()
{
    SimulatorCalls calls;
    const auto answer = stream(calls, u"drop-after=2"_s);
    QVERIFY(answer.error != QNetworkReply::NoError);
    QCOMPARE(answer.events().size(), 2);
}

void TestScenarios::slowStartsLate()
{
    SimulatorCalls calls;
    QElapsedTimer watch;
    watch.start();
    QCOMPARE(unary(calls, u"slow=600ms"_s).finish(), u"STOP"_s);
    QVERIFY(watch.elapsed() >= 600);
    // Another call is served meanwhile.
    const auto slow = calls.send(calls.request(SimulatorCalls::path(textModel)),
                                 QJsonDocument(ordering(u"slow=20s"_s)).toJson());
    QCOMPARE(unary(calls, u"STOP"_s).finish(), u"STOP"_s);
    QVERIFY(!slow->isFinished());
    slow->abort();
    const auto hanging = calls.send(calls.request(SimulatorCalls::path(textModel)),
                                    QJsonDocument(ordering(u"hang"_s)).toJson());
    QCOMPARE(unary(calls, u"STOP"_s).finish(), u"STOP"_s);
    QVERIFY(!hanging->isFinished());
    hanging->abort();
}

void TestScenarios::paceIsKeptBetweenThePieces()
{
    SimulatorCalls calls;
    QElapsedTimer watch;
    watch.start();
    const auto answer = stream(calls, u"chunks=5 pace=100ms"_s);
    const auto pieces = answer.events().size();
    QVERIFY(pieces >= 5);
    QVERIFY(watch.elapsed() >= (pieces - 1) * 100);
}

void TestScenarios::floodsUntilTheClientLeaves()
{
    SimulatorCalls calls;
    for (const char* method : {"generateContent", "streamGenerateContent?alt=sse"}) {
        const auto reply =
            calls.send(calls.request(SimulatorCalls::path(textModel, QString::fromLatin1(method))),
                       QJsonDocument(ordering(u"flood"_s)).toJson());
        qint64 bytes = 0;
        connect(reply.get(), &QNetworkReply::readyRead, this, [&] { bytes += reply->readAll().size(); });
        QTRY_VERIFY_WITH_TIMEOUT(bytes > 20'000'000, 20'000);
        reply->abort();
    }
    QCOMPARE(unary(calls, u"STOP"_s).status, 200);
}

void TestScenarios::manyChunks()
{
    SimulatorCalls calls;
    const auto events = stream(calls, u"chunks=5000"_s).events();
    QCOMPARE(events.size(), 5000);
    QCOMPARE(events.last().value(u"candidates").toArray().at(0).toObject().value(u"finishReason").toString(),
             u"STOP"_s);
}

void TestScenarios::largePicture()
{
    SimulatorCalls calls;
    const auto answer = unary(calls, u"large=20MB"_s, pictureModel);
    QCOMPARE(answer.finish(), u"STOP"_s);
    const auto data =
        answer.parts().last().toObject().value(u"inlineData").toObject().value(u"data").toString();
    const QByteArray bytes = QByteArray::fromBase64(data.toLatin1());
    QVERIFY(bytes.size() > 19'500'000 && bytes.size() < 21'000'000);
    QVERIFY(!QImage::fromData(bytes).isNull());
}

void TestScenarios::rateIsAChance()
{
    SimulatorCalls calls;
    int failed = 0;
    for (int i = 0; i < 30; ++i)
        failed += unary(calls, u"error=503 rate=0.5"_s).status == 503 ? 1 : 0;
    QVERIFY2(failed > 3 && failed < 27, qPrintable(QString::number(failed)));
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
