#include "app/simulator/examples.h"
#include "app/simulatorreply/imagefilter.h"
#include "app/simulatorreply/picture.h"
#include "app/simulatorreply/promptrating.h"
#include "app/simulatorreply/ratingwriter.h"
#include "app/simulatorreply/render.h"
#include "app/simulatorreply/service.h"
#include "app/simulatorrequest/directives.h"
#include "app/simulatorrequest/randomdraws.h"
#include "tests/support/print.h"
#include "tests/support/simulatorcalls.h"
#include "tests/support/strict.h"

#include <QImage>
#include <QTest>

using namespace safelight;
using namespace safelight::simulation;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

HarmProbability dangerOf(const QString& text, const QString& instruction = {})
{
    return probabilityOf(ratePrompt(text, instruction)[3]);
}

double chanceOf(const QString& text, int pictures = 0)
{
    GenerateRequest request;
    request.text = text;
    request.pictures = QList<QSize>(pictures, QSize(100, 100));
    return withholdingChance(request);
}

// A prompt of the program as a request of the wire, written here by hand.
QJsonObject bodyOf(const Prompt& prompt)
{
    QJsonArray settings;
    for (const HarmCategory category : adjustableCategories) {
        if (const auto threshold = prompt.safety.threshold(category)) {
            settings.append(QJsonObject {{u"category"_s, Known<HarmCategory>::wireName(category)},
                                         {u"threshold"_s, Known<BlockThreshold>::wireName(*threshold)}});
        }
    }
    QJsonObject more {{u"safetySettings"_s, settings}};
    if (prompt.generation.aspectRatio) {
        const QJsonObject image {{u"aspectRatio"_s, *prompt.generation.aspectRatio}};
        more.insert(u"generationConfig"_s, QJsonObject {{u"imageConfig"_s, image}});
    }
    return SimulatorCalls::prompt(prompt.text, more);
}

// The answer without a network.
HttpAnswer direct(const QString& model, const QJsonObject& body, const Turn& turn = {})
{
    HttpCall call;
    call.method = "POST";
    call.path = SimulatorCalls::path(model);
    call.headers.insert("x-goog-api-key", "simulator");
    call.body = QJsonDocument(body).toJson();
    const Answer answer = answerTo(call, turn);
    return {answer.status, answer.contentType, answer.pieces.join(), QNetworkReply::NoError};
}

QJsonObject question(const QString& text, const QString& threshold = {})
{
    return threshold.isEmpty()
        ? SimulatorCalls::prompt(text)
        : SimulatorCalls::prompt(text, {{u"safetySettings"_s, SimulatorCalls::safety(threshold)}});
}

const QString textModel = u"gemini-3.6-flash"_s;
const QString olderModel = u"gemini-2.5-flash"_s;
const QString pictureModel = u"gemini-3-pro-image"_s;
const QString worrying = u"How do attackers use malware to steal passwords?"_s;
const QString vague = u"Photo of a woman in swimwear at the beach"_s;

} // namespace

// What the simulator decides, away from the wire.
class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void contextLowersTheRating();
    void wordsCountOnlyWhole();
    void thresholdDecides_data();
    void thresholdDecides();
    void offHidesRatingsAndNoneShowsThem();
    void notSentIsTheModelsDefault();
    void blockSpendsThePromptOnly();
    void prohibitedIsAlwaysRefused();
    void chanceFallsWithSpecificity();
    void noThresholdMovesTheOutputFilter();
    void withheldPictureSpendsThinking();
    void middleChanceVaries();
    void textMayStopPartWay();
    void sameSeedSameAnswers();
    void examplesKeepTheirPromise_data();
    void examplesKeepTheirPromise();
    void pictureIsTheSameForTheSameSeed();
    void largePictureHasTheAskedSize();
    void ordersCombine();
    void ordersThatAreNoneAreNamed_data();
    void ordersThatAreNoneAreNamed();
    void dataNamesCannotBeForged();
};

void TestRules::contextLowersTheRating()
{
    const QString bare = u"malware phishing"_s;
    QCOMPARE(dangerOf(bare), HarmProbability::High);
    QVERIFY(dangerOf(bare + u" and how to prevent it"_s) < HarmProbability::High);
    QVERIFY(dangerOf(bare + u" for a training course, how to prevent it, OWASP"_s) < HarmProbability::Medium);
    QVERIFY(dangerOf(bare, u"You are an assistant for security engineers."_s) < HarmProbability::High);
    QCOMPARE(dangerOf(u"Why is the sky blue?"_s), HarmProbability::Negligible);
}

void TestRules::wordsCountOnlyWhole()
{
    QCOMPARE(dangerOf(u"A bombastic gunmetal grey"_s), HarmProbability::Negligible);
    QCOMPARE(dangerOf(u"BOMB!"_s), HarmProbability::Medium);
    QCOMPARE(dangerOf(QString()), HarmProbability::Negligible);
}

void TestRules::thresholdDecides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<QString>("block");
    const QString medium = u"a bomb"_s;
    const QString high = u"a bomb, explosives, detonate"_s;
    const QString low = u"a gun"_s;
    QTest::newRow("low stops at low and up") << low << u"BLOCK_LOW_AND_ABOVE"_s << u"SAFETY"_s;
    QTest::newRow("low passes medium and up") << low << u"BLOCK_MEDIUM_AND_ABOVE"_s << QString();
    QTest::newRow("medium stops at medium and up") << medium << u"BLOCK_MEDIUM_AND_ABOVE"_s << u"SAFETY"_s;
    QTest::newRow("medium passes only high") << medium << u"BLOCK_ONLY_HIGH"_s << QString();
    QTest::newRow("high stops at only high") << high << u"BLOCK_ONLY_HIGH"_s << u"SAFETY"_s;
    QTest::newRow("high passes none") << high << u"BLOCK_NONE"_s << QString();
    QTest::newRow("high passes off") << high << u"OFF"_s << QString();
}

void TestRules::thresholdDecides()
{
    QFETCH(QString, text);
    QFETCH(QString, threshold);
    const auto answer = direct(textModel, question(text, threshold));
    QTEST(answer.block(), "block");
    QCOMPARE(answer.object().contains(u"candidates"), answer.block().isEmpty());
}

void TestRules::offHidesRatingsAndNoneShowsThem()
{
    QVERIFY(!direct(textModel, question(u"hello"_s, u"OFF"_s)).candidate().contains(u"safetyRatings"));
    const auto ratings =
        direct(textModel, question(worrying, u"BLOCK_NONE"_s)).candidate().value(u"safetyRatings").toArray();
    QCOMPARE(ratings.size(), 4);
    for (const QJsonValue& rating : ratings)
        QVERIFY(!rating.toObject().contains(u"blocked"));
}

void TestRules::notSentIsTheModelsDefault()
{
    QCOMPARE(direct(textModel, question(worrying)).block(), QString());
    QVERIFY(!direct(textModel, question(worrying)).candidate().contains(u"safetyRatings"));
    QCOMPARE(direct(olderModel, question(worrying)).block(), u"SAFETY"_s);
    QVERIFY(direct(olderModel, question(u"hello"_s)).candidate().contains(u"safetyRatings"));
    const QJsonArray unspecified = SimulatorCalls::safety(u"HARM_BLOCK_THRESHOLD_UNSPECIFIED"_s);
    QCOMPARE(
        direct(olderModel, SimulatorCalls::prompt(worrying, {{u"safetySettings"_s, unspecified}})).block(),
        u"SAFETY"_s);
}

void TestRules::blockSpendsThePromptOnly()
{
    const auto answer = direct(textModel, question(worrying, u"BLOCK_LOW_AND_ABOVE"_s));
    const auto usage = answer.usage();
    QVERIFY(!usage.contains(u"thoughtsTokenCount"));
    QVERIFY(!usage.contains(u"candidatesTokenCount"));
    QCOMPARE(usage.value(u"totalTokenCount"), usage.value(u"promptTokenCount"));
    int blocked = 0;
    for (const QJsonValue& rating :
         answer.object().value(u"promptFeedback").toObject().value(u"safetyRatings").toArray())
        blocked += rating.toObject().value(u"blocked").toBool() ? 1 : 0;
    QVERIFY(blocked > 0);
}

void TestRules::prohibitedIsAlwaysRefused()
{
    for (const char* text : {"Some simulated prohibited content, please",
                             "#simulate: STOP\nSimulated prohibited content", "Erotic story about a child"}) {
        for (const char* threshold : {"OFF", "BLOCK_NONE", "BLOCK_LOW_AND_ABOVE"}) {
            for (const QString& model : {textModel, olderModel, pictureModel}) {
                const auto answer =
                    direct(model, question(QString::fromLatin1(text), QString::fromLatin1(threshold)));
                QCOMPARE(answer.block(), u"PROHIBITED_CONTENT"_s);
                QVERIFY(!answer.body.contains("safetyRatings"));
            }
        }
    }
}

void TestRules::chanceFallsWithSpecificity()
{
    QCOMPARE(chanceOf(u"Illustration of a lighthouse"_s), 0.0);
    QCOMPARE(chanceOf(vague), 1.0);
    double before = chanceOf(vague);
    QString text = vague;
    for (const QString& more : {u", in front of a harbour"_s, u", golden hour"_s, u", a long robe"_s}) {
        text += more;
        QVERIFY2(chanceOf(text) < before, qPrintable(text));
        before = chanceOf(text);
    }
    QVERIFY(chanceOf(vague + u", watercolour illustration"_s) < 1);
    QVERIFY(chanceOf(u"Flat lay of a swimsuit on white, no person, soft light"_s) < 0.1);
    QVERIFY2(chanceOf(u"Photo of a woman"_s, 1) > chanceOf(u"Photo of a woman"_s),
             "an edit of a person is judged more strictly");
}

void TestRules::noThresholdMovesTheOutputFilter()
{
    for (const char* threshold : {"OFF", "BLOCK_NONE", "BLOCK_ONLY_HIGH"})
        QCOMPARE(direct(pictureModel, question(vague, QString::fromLatin1(threshold))).finish(),
                 u"IMAGE_SAFETY"_s);
}

void TestRules::withheldPictureSpendsThinking()
{
    bool mirrored = false;
    bool zero = false;
    for (quint32 number = 0; number < 20; ++number) {
        const auto answer = direct(pictureModel, question(vague), {1, number});
        const auto usage = answer.usage();
        const int thoughts = usage.value(u"thoughtsTokenCount").toInt();
        QVERIFY(thoughts >= 50 && thoughts <= 350);
        QCOMPARE(usage.value(u"totalTokenCount").toInt(),
                 usage.value(u"promptTokenCount").toInt() + thoughts);
        QVERIFY(answer.parts().isEmpty());
        QVERIFY(answer.candidate().value(u"finishMessage").toString().startsWith(u"Unable to show"));
        mirrored = mirrored || usage.value(u"candidatesTokenCount").toInt() == thoughts;
        zero = zero || usage.value(u"candidatesTokenCount").toInt() == 0;
    }
    QVERIFY2(mirrored && zero, "both shapes occur in the wild");
}

void TestRules::middleChanceVaries()
{
    const QString text = u"Photo of a woman in a swimsuit in front of a pool, golden hour"_s;
    QVERIFY(chanceOf(text) > 0.3 && chanceOf(text) < 0.9);
    QSet<QString> finishes;
    for (quint32 number = 0; number < 25; ++number)
        finishes << direct(pictureModel, question(text), {7, number}).finish();
    QVERIFY(finishes.contains(u"STOP"_s));
    QVERIFY(finishes.contains(u"IMAGE_SAFETY"_s));
}

void TestRules::textMayStopPartWay()
{
    // Medium passes "only high"; the text that is written sometimes comes out worse.
    const QString text = u"gun drugs"_s;
    QCOMPARE(dangerOf(text), HarmProbability::Medium);
    bool stopped = false;
    for (quint32 number = 0; number < 40 && !stopped; ++number) {
        const auto answer = direct(textModel, question(text, u"BLOCK_ONLY_HIGH"_s), {1, number});
        QVERIFY(answer.block().isEmpty());
        stopped = answer.finish() == "SAFETY"_L1;
        if (stopped)
            QVERIFY2(answer.body.contains("\"blocked\": true"), "the category is named");
    }
    QVERIFY(stopped);
}

void TestRules::sameSeedSameAnswers()
{
    const auto run = [](quint32 seed) {
        SimulatorCalls calls(seed);
        QList<QByteArray> answers;
        for (const QString& text : {u"Why?"_s, vague, u"Illustration of a lighthouse"_s}) {
            for (const QString& model : {textModel, pictureModel}) {
                calls.get(u"/v1beta/models"_s); // reading takes no part in the sequence
                answers << calls.post(SimulatorCalls::path(model), SimulatorCalls::prompt(text)).body;
            }
        }
        return answers;
    };
    const auto first = run(5);
    QCOMPARE(run(5), first);
    QVERIFY(run(6) != first);
}

void TestRules::examplesKeepTheirPromise_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("finish");
    QTest::newRow("the first passes") << 0 << QString() << u"STOP"_s;
    QTest::newRow("a threshold blocks the second") << 1 << u"SAFETY"_s << QString();
    QTest::newRow("the output filter withholds the third") << 2 << QString() << u"IMAGE_SAFETY"_s;
}

void TestRules::examplesKeepTheirPromise()
{
    QFETCH(int, index);
    const auto all = examples();
    QCOMPARE(all.size(), 3);
    const Example example = all.at(index);
    QVERIFY(!example.title.isEmpty() && !example.explanation.isEmpty());
    for (quint32 i = 0; i < 20; ++i) {
        const auto answer = direct(example.prompt.model, bodyOf(example.prompt), {i * 7919 + 1, i});
        QCOMPARE(answer.status, 200);
        QTEST(answer.block(), "block");
        QTEST(answer.finish(), "finish");
        QCOMPARE(answer.body.contains("inlineData"), index == 0);
    }
    SimulatorCalls calls;
    const auto live = calls.post(SimulatorCalls::path(example.prompt.model), bodyOf(example.prompt));
    QTEST(live.block(), "block");
    QTEST(live.finish(), "finish");
}

void TestRules::pictureIsTheSameForTheSameSeed()
{
    const PictureSpec spec {{320, 200}, 5, u"image/png"_s, 0};
    PictureSpec other = spec;
    other.seed = 6;
    QCOMPARE(drawPicture(spec), drawPicture(spec));
    QVERIFY(drawPicture(spec) != drawPicture(other));
    other.mimeType = u"image/jpeg"_s;
    QVERIFY(drawPicture(other).startsWith("\xff\xd8"));
    const QImage picture = QImage::fromData(drawPicture(spec));
    QCOMPARE(picture.size(), QSize(320, 200));
    // "simulated" stands in the lower left: near-white strokes.
    int white = 0;
    for (int y = 130; y < 200; ++y) {
        for (int x = 0; x < 320; ++x)
            white += qGray(picture.pixel(x, y)) > 225 ? 1 : 0;
    }
    QVERIFY2(white > 300, qPrintable(QString::number(white)));
}

void TestRules::largePictureHasTheAskedSize()
{
    const QByteArray bytes = drawPicture({{64, 64}, 1, u"image/jpeg"_s, 5'000'000});
    QVERIFY(bytes.size() > 4'900'000 && bytes.size() < 5'200'000);
    QVERIFY(!QImage::fromData(bytes).isNull());
}

void TestRules::ordersCombine()
{
    const auto read = readDirectives({u"IMAGE_SAFETY  rate=0.5"_s, u"slow=250ms"_s});
    const auto* directives = std::get_if<ScenarioDirectives>(&read);
    QVERIFY(directives);
    QCOMPARE(directives->finishReason, u"IMAGE_SAFETY"_s);
    QCOMPARE(directives->rate, 0.5);
    QCOMPARE(directives->delay, 250);
    int held = 0;
    for (quint32 number = 0; number < 400; ++number) {
        RandomDraws draws({3, number});
        const ScenarioDirectives result = drawn(*directives, draws);
        QCOMPARE(result.delay, 250);
        held += result.finishReason.isEmpty() ? 0 : 1;
    }
    QVERIFY(held > 150 && held < 250);
}

void TestRules::ordersThatAreNoneAreNamed_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"wind", "error=200", "error=abc", "slow=-5s", "slow=9999999s", "pace=soon",
                             "rate=2", "rate=nan", "drop-after=x", "block=WIND", "finish=", "large=0MB",
                             "large=9999999MB", "chunks=0", "drafts=99", "=5", "retryDelay=soon"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestRules::ordersThatAreNoneAreNamed()
{
    QFETCH(QString, line);
    const auto answer = direct(textModel, SimulatorCalls::prompt(u"hello\n  #simulate: "_s + line));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.field(), u"simulate"_s);
    QVERIFY(answer.body.contains(line.toUtf8()));
}

void TestRules::dataNamesCannotBeForged()
{
    const QByteArray json = QJsonDocument(QJsonObject {{u"text"_s, u"\"data\":\"@blob0@\""_s}}).toJson();
    QCOMPARE(withBlobs(json, {"SECRET"}), json);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
