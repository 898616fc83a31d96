#include "app/wording/words.h"

#include "app/diagnosis/diagnose.h"
#include "app/diagnosis/rules.h"
#include "app/wording/verdicttexts.h"
#include "tests/support/answers.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

struct Words
{
    QString title;
    QString explanation;

    QString all() const { return title + u'\n' + explanation; }
};

Words wordsFor(const Response& response, const RequestContext& context = {})
{
    const Verdict verdict = diagnose(response, context);
    return {wording::verdictTitle(verdict, response), wording::verdictExplanation(verdict, response)};
}

bool namesACategory(const QString& text)
{
    for (const auto harm : adjustableCategories) {
        if (text.contains(wording::category(harm), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

Response thinking(Response response, qint64 thoughts)
{
    response.usage.emplace();
    response.usage->thoughts = thoughts;
    return response;
}

const QString hate = u"HARM_CATEGORY_HATE_SPEECH"_s;

} // namespace

class TestVerdictWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void everyRuleHasATitle();
    void whatWeCutOffIsNoBrokenConnection();
    void everyReasonReadsAsSentences_data();
    void everyReasonReadsAsSentences();
    void aWithheldImageIsExplained();
    void anImageIsSaidToBeMadeOnlyWhereTheResponseShowsIt_data();
    void anImageIsSaidToBeMadeOnlyWhereTheResponseShowsIt();
    void onePartOfALongerAnswerIsNoFailure();
    void aSafetyStopNamesOnlyWhatTheServiceNamed();
    void aProhibitionIsExplainedWithoutAdviceToRewrite();
    void spentOutputIsCounted();
    void theServiceIsQuotedInShort();
    void aWaitIsSaid();
    void draftsAreTold();
    void theSummaryIsTheTitleAsASentence();
    void badgesAreShort();
    void stagesSpeak();
    void missingRatingsAreExplained();
    void hostileTextsDoNotReachThePlaceholders();
};

void TestVerdictWords::everyRuleHasATitle()
{
    QStringList missing;
    for (const auto& rule : allRules()) {
        if (verdictText(rule.id).title.isEmpty())
            missing << rule.id;
    }
    QCOMPARE(missing, QStringList());
    QVERIFY(verdictText(u"from.tomorrow"_s).title.isEmpty());
}

void TestVerdictWords::whatWeCutOffIsNoBrokenConnection()
{
    Response response;
    response.end = AnswerEnd::Refused;
    Candidate candidate;
    Part part;
    part.text = u"Half"_s;
    candidate.parts = {part};
    response.candidates = {candidate};
    const Verdict verdict = diagnose(response, RequestContext());
    QCOMPARE(wording::verdictTitle(verdict, response), u"Safelight stopped reading the response"_s);
    QVERIFY(wording::verdictExplanation(verdict, response).contains(u"What arrived until then is kept."_s));
}

void TestVerdictWords::everyReasonReadsAsSentences_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("explanation");
    const auto row = [](const QByteArray& name, const Response& response) {
        const Words words = wordsFor(response);
        QTest::newRow(name.constData()) << words.title << words.explanation;
    };
    for (const auto& [reason, name] : WireNames<FinishReason>::table) {
        row("answer " + QByteArray(name.data(), name.size()), answer(name));
        row("answer with text " + QByteArray(name.data(), name.size()), thinking(answer(name, u"Half"_s), 3));
    }
    for (const auto& [reason, name] : WireNames<BlockReason>::table)
        row("prompt " + QByteArray(name.data(), name.size()), promptBlock(name));
    for (const int code : {0, 400, 401, 402, 403, 404, 408, 413, 418, 429, 499, 500, 502, 503, 504, 529})
        row("error " + QByteArray::number(code), apiError(code));
    for (const auto end :
         {AnswerEnd::NoFinish, AnswerEnd::BrokenChunk, AnswerEnd::ErrorTail, AnswerEnd::Network,
          AnswerEnd::Refused, AnswerEnd::Cancelled, AnswerEnd::Unreadable}) {
        Response response;
        response.end = end;
        row("end " + QByteArray::number(int(end)), response);
    }
}

void TestVerdictWords::everyReasonReadsAsSentences()
{
    QFETCH(QString, title);
    QFETCH(QString, explanation);
    QVERIFY(!title.isEmpty());
    QVERIFY2(!title.endsWith(u'.'), qPrintable(title));
    QVERIFY2(title.size() < 80, qPrintable(title));
    QVERIFY2(!explanation.isEmpty(), qPrintable(title));
    QVERIFY2(explanation.endsWith(u'.'), qPrintable(explanation));
    QVERIFY2(!title.contains("%1"_L1) && !explanation.contains("%1"_L1), qPrintable(explanation));
    QVERIFY2(!explanation.contains("  "_L1), qPrintable(explanation));
}

void TestVerdictWords::aWithheldImageIsExplained()
{
    const Words words = wordsFor(thinking(answer(u"IMAGE_SAFETY"_s), 173));
    QCOMPARE(words.title, u"The image was blocked by the output filter"_s);
    QCOMPARE(
        words.explanation,
        u"Your prompt passed: the model thought for 173 tokens before the result was withheld. No threshold "
        "reaches this filter. The same prompt may pass on another try."_s);
    QVERIFY(!wordsFor(answer(u"IMAGE_SAFETY"_s)).explanation.contains(u"thought"_s));
    QVERIFY(wordsFor(thinking(answer(u"IMAGE_SAFETY"_s), 1)).explanation.contains(u"1 token before"_s));
}

void TestVerdictWords::anImageIsSaidToBeMadeOnlyWhereTheResponseShowsIt_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<bool>("made");
    const Response bare = thinking(answer(u"IMAGE_SAFETY"_s), 173);
    QTest::newRow("a reason alone does not say that one was made") << bare << false;
    Response told = bare;
    told.candidates.first().finishMessage = u"Unable to show the generated image."_s;
    QTest::newRow("the service says so") << told << true;
    Response counted = bare;
    counted.usage->candidates = 1290;
    QTest::newRow("tokens that were put out and did not arrive") << counted << true;
    counted.usage->candidates = 173;
    counted.usage->total = counted.usage->prompt.value_or(0) + 173;
    QTest::newRow("a mirrored count says nothing") << counted << false;
    Response text = bare;
    text.candidates.first().parts = {textPart(u"Here is your image:"_s)};
    text.usage->candidates = 8;
    QTest::newRow("tokens of the text that arrived say nothing") << text << false;
    text.usage->candidates = 1298;
    text.usage->candidatesDetails = {{Modality::Text, 8}, {Modality::Image, 1290}};
    QTest::newRow("tokens of an image") << text << true;
}

void TestVerdictWords::anImageIsSaidToBeMadeOnlyWhereTheResponseShowsIt()
{
    QFETCH(Response, response);
    QFETCH(bool, made);
    QCOMPARE(wordsFor(response).title,
             made ? u"The image was made, then blocked by the output filter"_s
                  : u"The image was blocked by the output filter"_s);
    const Verdict verdict = diagnose(response);
    QCOMPARE(wording::stageDetail(verdict.stages.at(2), verdict) == u"not known"_s, !made);
}

void TestVerdictWords::onePartOfALongerAnswerIsNoFailure()
{
    const Words words = wordsFor(thinking(answer(u"CONTINUATION"_s), 1021));
    QCOMPARE(words.title, u"One part of a longer answer is done"_s);
    QVERIFY2(!words.explanation.contains(u"nothing left"_s), qPrintable(words.explanation));
    QVERIFY2(!words.explanation.contains(u"another try"_s), qPrintable(words.explanation));
}

void TestVerdictWords::aSafetyStopNamesOnlyWhatTheServiceNamed()
{
    Response input = promptBlock(u"SAFETY"_s);
    input.promptFeedback->ratings = {rating(hate, u"HIGH"_s)};
    Response output = answer(u"SAFETY"_s, u"Half"_s);
    output.candidates.first().ratings = {rating(hate, u"HIGH"_s)};
    Response negligible = answer(u"SAFETY"_s);
    negligible.candidates.first().ratings = {rating(hate, u"NEGLIGIBLE"_s)};
    for (const auto& response : {input, output, negligible, answer(u"SAFETY"_s), promptBlock(u"SAFETY"_s)}) {
        const Words words = wordsFor(response);
        QVERIFY2(!namesACategory(words.title), qPrintable(words.all()));
        QVERIFY2(words.explanation.contains(u"Gemini did not name a category"_s), qPrintable(words.all()));
    }
    // Unflagged ratings are said to be there, and not to be the cause.
    const QString rated =
        u"Rated highest: hate speech (high). The response does not flag which category blocked."_s;
    QVERIFY(wordsFor(input).explanation.contains(rated));
    QVERIFY(wordsFor(output).explanation.contains(rated));
    for (const auto& response : {negligible, answer(u"SAFETY"_s), promptBlock(u"SAFETY"_s)})
        QVERIFY(!namesACategory(wordsFor(response).all()));
    input.promptFeedback->ratings = {rating(hate, u"HIGH"_s, true)};
    QVERIFY(!wordsFor(input).explanation.contains(u"Rated highest"_s));
    QCOMPARE(wordsFor(input).title, u"The prompt was blocked by the safety filter: hate speech"_s);
    output.candidates.first().ratings = {rating(u"HARM_CATEGORY_NOVEL"_s, u"HIGH"_s, true)};
    QVERIFY(wordsFor(output).title.contains(u"HARM_CATEGORY_NOVEL"_s));
    QVERIFY(wordsFor(output).title.contains(u"cut off"_s));
}

void TestVerdictWords::aProhibitionIsExplainedWithoutAdviceToRewrite()
{
    for (const auto& response : {promptBlock(u"PROHIBITED_CONTENT"_s), answer(u"PROHIBITED_CONTENT"_s),
                                 answer(u"IMAGE_PROHIBITED_CONTENT"_s)}) {
        const Words words = wordsFor(response);
        QVERIFY(words.explanation.contains(u"cannot be changed by a setting"_s));
        QVERIFY(words.explanation.contains(u"report it to Google"_s));
        for (const auto& advice :
             {u"rewrite"_s, u"rephrase"_s, u"Change the prompt"_s, u"another try"_s, u"again"_s})
            QVERIFY2(!words.all().contains(advice, Qt::CaseInsensitive), qPrintable(words.all()));
    }
}

void TestVerdictWords::spentOutputIsCounted()
{
    const Words words = wordsFor(thinking(answer(u"MAX_TOKENS"_s), 1021));
    QVERIFY(words.explanation.contains(u"1\u202f021 tokens"_s));
    QVERIFY(words.title != wordsFor(answer(u"MAX_TOKENS"_s, u"Half"_s)).title);
}

void TestVerdictWords::theServiceIsQuotedInShort()
{
    Response response = apiError(400, u"INVALID_ARGUMENT"_s);
    response.error->message = u"Bad\nrequest"_s;
    QVERIFY(wordsFor(response).explanation.contains(u"“Bad request”"_s));
    response.error->message = QString(1000000, u'x');
    QVERIFY(wordsFor(response).explanation.size() < 600);
}

void TestVerdictWords::aWaitIsSaid()
{
    Response response = apiError(429);
    response.error->retryAfterSeconds = 38;
    QVERIFY(wordsFor(response).explanation.contains(u"wait 38 s"_s));
    response.error->quotaId = u"RequestsPerDay"_s;
    QVERIFY(!wordsFor(response).explanation.contains(u"wait 38 s"_s));
}

void TestVerdictWords::draftsAreTold()
{
    Response response = answer(u"STOP"_s);
    response.candidates.first().parts = {imagePart(), imagePart(), imagePart()};
    QCOMPARE(wordsFor(response).title, u"The image was delivered"_s);
    QVERIFY(wordsFor(response).explanation.contains(u"3 images came: the last one is the result"_s));
}

void TestVerdictWords::theSummaryIsTheTitleAsASentence()
{
    const Response response = answer(u"NO_IMAGE"_s);
    QCOMPARE(wording::summary(diagnose(response), response), u"The model made no image."_s);
}

void TestVerdictWords::badgesAreShort()
{
    const auto badge = [](const Response& response) { return wording::badge(diagnose(response)); };
    QCOMPARE(badge(answer(u"IMAGE_SAFETY"_s)), u"IMAGE_SAFETY"_s);
    QCOMPARE(badge(answer(u"STOP"_s, u"x"_s)), u"STOP"_s);
    QCOMPARE(badge(promptBlock(u"SAFETY"_s)), u"PROMPT BLOCKED"_s);
    QCOMPARE(badge(apiError(429, u"RESOURCE_EXHAUSTED"_s)), u"429"_s);
    QCOMPARE(badge(apiError(0, u"RESOURCE_EXHAUSTED"_s)), u"RESOURCE_EXHAUSTED"_s);
    QCOMPARE(badge(apiError(0)), u"ERROR"_s);
    Response lost;
    lost.end = AnswerEnd::Network;
    QCOMPARE(badge(lost), u"INTERRUPTED"_s);
    lost.end = AnswerEnd::Cancelled;
    QCOMPARE(badge(lost), u"CANCELLED"_s);
    QVERIFY(badge(answer(QString(100000, u'X'))).size() < 50);
}

void TestVerdictWords::stagesSpeak()
{
    const auto details = [](const Response& response) {
        const Verdict verdict = diagnose(response);
        QStringList texts;
        for (const auto& state : verdict.stages)
            texts << wording::stageDetail(state, verdict);
        return texts;
    };
    Response withheld = thinking(answer(u"IMAGE_SAFETY"_s), 173);
    withheld.usage->prompt = 276;
    withheld.candidates.first().finishMessage = u"Unable to show the generated image."_s;
    QCOMPARE(details(withheld),
             (QStringList {u"passed · 276 tokens"_s, u"173 tokens"_s, u"image drawn"_s,
                           u"blocked · not configurable"_s, u"0 images"_s}));
    QCOMPARE(details(promptBlock(u"SAFETY"_s)).constFirst(), u"blocked · configurable"_s);
    QCOMPARE(details(answer(u"STOP"_s, u"x"_s)).at(1), u"none reported"_s);
    for (const auto& [reason, name] : WireNames<FinishReason>::table) {
        for (const auto& text : details(answer(name, u"Half"_s)))
            QVERIFY2(!text.isEmpty() && !text.contains(u'%'), name.data());
    }
}

void TestVerdictWords::missingRatingsAreExplained()
{
    const auto why = [](const Response& response, const SafetySettings* settings) {
        return wording::noRatings(diagnose(response), response, settings);
    };
    const SafetySettings off = settingsOf(SafetyPreset::Permissive);
    const SafetySettings unset;
    const Response delivered = answer(u"STOP"_s, u"x"_s);
    QVERIFY(why(delivered, &off).contains(u"filters off"_s));
    QVERIFY(why(delivered, &unset).contains(u"no threshold was sent"_s));
    QVERIFY(!why(delivered, nullptr).isEmpty());
    QVERIFY(why(answer(u"IMAGE_SAFETY"_s), &unset).contains(u"finished image"_s));
    QVERIFY(why(promptBlock(u"PROHIBITED_CONTENT"_s), &unset).contains(u"prohibited"_s));
    QVERIFY(why(apiError(500), &unset).contains(u"no answer came"_s));
    Response empty = delivered;
    empty.candidates.first().hasRatings = true;
    QVERIFY(why(empty, &unset).contains(u"empty list"_s));
}

void TestVerdictWords::hostileTextsDoNotReachThePlaceholders()
{
    QCOMPARE(wordsFor(answer(u"%1%2"_s)).title, u"Gemini stopped: %1%2"_s);
    Response response = promptBlock(u"SAFETY"_s);
    response.promptFeedback->ratings = {rating(u"%1\n%2"_s, u"HIGH"_s, true)};
    QCOMPARE(wordsFor(response).title, u"The prompt was blocked by the safety filter: %1 %2"_s);
}

QTEST_GUILESS_MAIN(TestVerdictWords)
#include "tst_verdictwords.moc"
