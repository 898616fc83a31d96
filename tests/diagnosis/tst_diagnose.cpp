#include "app/diagnosis/diagnose.h"

#include "app/diagnosis/rules.h"
#include "app/prompt/modelinfo.h"
#include "app/prompt/prompt.h"
#include "tests/support/answers.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

Q_DECLARE_METATYPE(safelight::Response)

namespace {

// The four words of a verdict, as the command line says them.
QString words(const Verdict& verdict)
{
    return QStringList {Known<Outcome>::wireName(verdict.outcome), Known<Stage>::wireName(verdict.stage),
                        Known<SettingHelps>::wireName(verdict.settingHelps),
                        Known<RetryAdvice>::wireName(verdict.retry)}
        .join(u' ');
}

const QString harassment = u"HARM_CATEGORY_HARASSMENT"_s;
const QString hate = u"HARM_CATEGORY_HATE_SPEECH"_s;

} // namespace

class TestDiagnose final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void aRefusalInWordsIsMarked_data();
    void aRefusalInWordsIsMarked();
    void aFinishReasonDecides_data();
    void aFinishReasonDecides();
    void aBlockReasonDecides_data();
    void aBlockReasonDecides();
    void anErrorDecides_data();
    void anErrorDecides();
    void theEndDecides_data();
    void theEndDecides();
    void ratingsTellWhetherAThresholdHelps_data();
    void ratingsTellWhetherAThresholdHelps();

    void everyKnownReasonHasARuleOfItsOwn();
    void everyRuleNamesItsSource();
    void noCategoryIsNamedThatTheServiceDidNotName();
    void theFirstCandidateDecides();
    void textInsteadOfAnImageIsARefusalOnlyWhenAnImageWasAskedFor();
    void theTextOfARefusalIsItsEvidence();
    void aRefusalNeedsWordsOfTheFirstCandidate();
    void aProhibitionNamedByASupportCodeIsNotTriedAgain_data();
    void aProhibitionNamedByASupportCodeIsNotTriedAgain();
    void otherSupportCodesChangeNothing();
    void aReasonThatCameBeforeTheConnectionBrokeStillDecides();
    void aBlockMessageAloneIsABlock();
    void anAnswerBesideAnUnspecifiedBlockReasonIsAnAnswer();
    void predictionsNeedNoFinishReason();
    void quotasThatAreSpentAreNotWaitedFor();
    void aRefusedSafetySettingIsASettingThatHelps();
    void theDecidingFieldComesFirst();
    void longValuesAreShortenedInTheEvidence();
    void checksHoldOnlyForADeliveredAnswer();
    void theRequestTellsWhetherAnImageWasAskedFor();
};

void TestDiagnose::aFinishReasonDecides_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& reason, const QString& text,
                        const QString& expected) { QTest::newRow(name) << reason << text << expected; };
    row("a stop with text is delivered", u"STOP"_s, u"Hello"_s, u"delivered delivered no no"_s);
    row("a stop with nothing in it is empty", u"STOP"_s, {}, u"empty generation unknown same"_s);
    row("a stop with only white space is empty", u"STOP"_s, u" \n"_s, u"empty generation unknown same"_s);
    row("the output limit truncates", u"MAX_TOKENS"_s, u"Half"_s, u"truncated generation no changed"_s);
    row("the output limit without text too", u"MAX_TOKENS"_s, {}, u"truncated generation no changed"_s);
    row("safety without ratings", u"SAFETY"_s, {}, u"responseBlocked generation yes changed"_s);
    row("recitation", u"RECITATION"_s, {}, u"responseBlocked generation no changed"_s);
    row("prohibited content", u"PROHIBITED_CONTENT"_s, {}, u"responseBlocked output no no"_s);
    row("blocklist", u"BLOCKLIST"_s, {}, u"responseBlocked output no changed"_s);
    row("personal data", u"SPII"_s, {}, u"responseBlocked output no no"_s);
    row("image safety", u"IMAGE_SAFETY"_s, {}, u"responseBlocked output no same"_s);
    row("prohibited image", u"IMAGE_PROHIBITED_CONTENT"_s, {}, u"responseBlocked output no no"_s);
    row("recited image", u"IMAGE_RECITATION"_s, {}, u"responseBlocked output no changed"_s);
    row("other image", u"IMAGE_OTHER"_s, {}, u"stopped output no same"_s);
    row("no image", u"NO_IMAGE"_s, {}, u"stopped generation no changed"_s);
    row("language", u"LANGUAGE"_s, {}, u"stopped output no changed"_s);
    row("other", u"OTHER"_s, {}, u"stopped unknown no same"_s);
    row("malformed call", u"MALFORMED_FUNCTION_CALL"_s, {}, u"stopped generation no changed"_s);
    row("unexpected tool", u"UNEXPECTED_TOOL_CALL"_s, {}, u"stopped generation no changed"_s);
    row("too many tools", u"TOO_MANY_TOOL_CALLS"_s, {}, u"stopped generation no changed"_s);
    row("missing signature", u"MISSING_THOUGHT_SIGNATURE"_s, {}, u"stopped request no changed"_s);
    row("malformed response", u"MALFORMED_RESPONSE"_s, {}, u"stopped generation no changed"_s);
    row("escalation", u"ESCALATION"_s, {}, u"responseBlocked input no changed"_s);
    row("one part of a longer answer", u"CONTINUATION"_s, u"Half"_s, u"truncated generation no same"_s);
    row("one part with only thinking in it", u"CONTINUATION"_s, {}, u"truncated generation no same"_s);
    row("model armor", u"MODEL_ARMOR"_s, {}, u"responseBlocked output no changed"_s);
    row("a limited account", u"PUP_LIMITED_DISABLED"_s, {}, u"responseBlocked request no no"_s);
    row("unspecified", u"FINISH_REASON_UNSPECIFIED"_s, {}, u"stopped unknown unknown changed"_s);
    row("a reason nobody knows", u"FELL_OFF"_s, u"x"_s, u"stopped unknown unknown changed"_s);
    row("a reason in small letters is not known", u"stop"_s, u"x"_s, u"stopped unknown unknown changed"_s);
    row("a megabyte of reason", QString(1 << 20, u'X'), {}, u"stopped unknown unknown changed"_s);
}

void TestDiagnose::aFinishReasonDecides()
{
    QFETCH(QString, reason);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Verdict verdict = diagnose(answer(reason, text));
    QCOMPARE(words(verdict), expected);
    QVERIFY(verdict.reason == reason);
}

void TestDiagnose::aBlockReasonDecides_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("expected");
    QTest::newRow("safety") << u"SAFETY"_s << u"promptBlocked input yes changed"_s;
    QTest::newRow("prohibited") << u"PROHIBITED_CONTENT"_s << u"promptBlocked input no no"_s;
    QTest::newRow("blocklist") << u"BLOCKLIST"_s << u"promptBlocked input no changed"_s;
    QTest::newRow("other") << u"OTHER"_s << u"promptBlocked input no changed"_s;
    QTest::newRow("image safety") << u"IMAGE_SAFETY"_s << u"promptBlocked input no changed"_s;
    QTest::newRow("model armor") << u"MODEL_ARMOR"_s << u"promptBlocked input no changed"_s;
    QTest::newRow("jailbreak") << u"JAILBREAK"_s << u"promptBlocked input no changed"_s;
    QTest::newRow("unspecified") << u"BLOCK_REASON_UNSPECIFIED"_s << u"promptBlocked input unknown changed"_s;
    QTest::newRow("unspecified in the SDKs' spelling")
        << u"BLOCKED_REASON_UNSPECIFIED"_s << u"promptBlocked input unknown changed"_s;
    QTest::newRow("a reason nobody knows") << u"NOVEL"_s << u"promptBlocked input unknown changed"_s;
}

void TestDiagnose::aBlockReasonDecides()
{
    QFETCH(QString, reason);
    QFETCH(QString, expected);
    const Verdict verdict = diagnose(promptBlock(reason));
    QCOMPARE(words(verdict), expected);
    QCOMPARE(verdict.reason.value_or(QString()), reason);
    QVERIFY(!verdict.checks.noBlockReason);
}

void TestDiagnose::anErrorDecides_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("retry");
    const auto row = [](const char* name, int code, const QString& status, const QString& reason,
                        const QString& rule, const QString& retry) {
        QTest::newRow(name) << code << status << reason << rule << retry;
    };
    const QString exhausted = u"RESOURCE_EXHAUSTED"_s;
    const QString invalid = u"INVALID_ARGUMENT"_s;
    row("a wrong key is a 400", 400, invalid, u"API_KEY_INVALID"_s, u"error.key-invalid"_s, u"changed"_s);
    row("a wrong request", 400, invalid, {}, u"error.invalid-request"_s, u"changed"_s);
    row("a precondition", 400, u"FAILED_PRECONDITION"_s, {}, u"error.invalid-request"_s, u"changed"_s);
    row("no key", 401, u"UNAUTHENTICATED"_s, {}, u"error.unauthenticated"_s, u"changed"_s);
    row("no money", 402, {}, {}, u"error.payment"_s, u"no"_s);
    row("a proxy's account without money", 403, u"insufficient_user_quota"_s, {}, u"error.payment"_s,
        u"no"_s);
    row("no money, told as a rate limit", 429, u"insufficient_quota"_s, {}, u"error.payment"_s, u"no"_s);
    row("a proxy without the model", 503, u"model_not_found"_s, {}, u"error.not-found"_s, u"changed"_s);
    row("not allowed", 403, u"PERMISSION_DENIED"_s, {}, u"error.forbidden"_s, u"changed"_s);
    row("not found", 404, u"NOT_FOUND"_s, {}, u"error.not-found"_s, u"changed"_s);
    row("slow request", 408, {}, {}, u"error.timeout"_s, u"later"_s);
    row("too large", 413, {}, {}, u"error.too-large"_s, u"changed"_s);
    row("a quota without details", 429, exhausted, {}, u"error.rate-limit"_s, u"later"_s);
    row("cancelled by the service", 499, u"CANCELLED"_s, {}, u"error.cancelled"_s, u"same"_s);
    row("internal", 500, u"INTERNAL"_s, {}, u"error.internal"_s, u"later"_s);
    row("gateway", 502, {}, {}, u"error.gateway"_s, u"later"_s);
    row("overloaded", 503, u"UNAVAILABLE"_s, {}, u"error.overloaded"_s, u"later"_s);
    row("out of time", 504, u"DEADLINE_EXCEEDED"_s, {}, u"error.deadline"_s, u"later"_s);
    row("a code of tomorrow above 500", 529, {}, {}, u"error.server"_s, u"later"_s);
    row("a code of tomorrow below 500", 418, {}, {}, u"error.unknown"_s, u"changed"_s);
    row("a status without a code", 0, u"UNAVAILABLE"_s, {}, u"error.overloaded"_s, u"later"_s);
    row("a quota without a code", 0, exhausted, {}, u"error.rate-limit"_s, u"later"_s);
    row("an error inside an HTTP 200", 200, exhausted, {}, u"error.rate-limit"_s, u"later"_s);
    row("neither code nor status", 0, {}, {}, u"error.unknown"_s, u"changed"_s);
    row("a negative code", -5, {}, {}, u"error.unknown"_s, u"changed"_s);
}

void TestDiagnose::anErrorDecides()
{
    QFETCH(int, code);
    QFETCH(QString, status);
    QFETCH(QString, reason);
    QFETCH(QString, rule);
    QFETCH(QString, retry);
    const Verdict verdict = diagnose(apiError(code, status, reason));
    QCOMPARE(verdict.rule, rule);
    QCOMPARE(words(verdict), u"apiError request no "_s + retry);
    QCOMPARE(verdict.reason.value_or(QString()), status);
}

void TestDiagnose::theEndDecides_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char* name, Response response, AnswerEnd end, const QString& expected,
                        const QString& rule) {
        response.end = end;
        QTest::newRow(name) << response << expected << rule;
    };
    Response nothing;
    nothing.shape = AnswerShape::EventStream;
    Response part = answer({}, u"It was "_s);
    part.shape = AnswerShape::EventStream;
    part.candidates.first().finishReason.reset();
    Response tail = part;
    tail.error = apiError(503, u"UNAVAILABLE"_s).error;
    Response tailOnly = nothing;
    tailOnly.error = tail.error;
    Response cancelledTail = part;
    cancelledTail.error = apiError(499, u"CANCELLED"_s).error;
    Response object;
    object.shape = AnswerShape::Object;
    Response bare = object;
    bare.candidates.append(Candidate());
    Response alone = part;
    alone.shape = AnswerShape::Object;

    const QString same = u"interrupted transport no same"_s;
    row("what cannot be read", {}, AnswerEnd::Unreadable, u"unreadable unknown unknown no"_s,
        u"end.unreadable"_s);
    row("a stream without a reason", part, AnswerEnd::NoFinish, same, u"end.no-finish"_s);
    row("a stream with nothing in it", nothing, AnswerEnd::NoFinish, same, u"end.no-finish"_s);
    row("a cut off event", part, AnswerEnd::BrokenChunk, same, u"end.broken-chunk"_s);
    row("a cut off event after the reason", answer(u"STOP"_s, u"x"_s), AnswerEnd::BrokenChunk, same,
        u"end.broken-chunk"_s);
    row("a lost connection", part, AnswerEnd::Network, same, u"end.network"_s);
    row("a server that is not trusted", {}, AnswerEnd::Refused, u"interrupted transport no no"_s,
        u"end.refused"_s);
    row("no answer at all", {}, AnswerEnd::Network, same, u"end.network"_s);
    row("stopped by the user", part, AnswerEnd::Cancelled, same, u"end.cancelled"_s);
    row("stopped before the first byte", {}, AnswerEnd::Cancelled, same, u"end.cancelled"_s);
    row("an overloaded tail", tail, AnswerEnd::ErrorTail, u"interrupted transport no later"_s,
        u"end.error-tail"_s);
    row("a cancelled tail", cancelledTail, AnswerEnd::ErrorTail, same, u"end.error-tail"_s);
    row("a tail without a body is an error", tailOnly, AnswerEnd::ErrorTail, u"apiError request no later"_s,
        u"error.overloaded"_s);
    row("an empty object", object, AnswerEnd::Complete, u"empty input unknown changed"_s,
        u"empty.nothing-at-all"_s);
    row("a candidate with nothing at all", bare, AnswerEnd::NoFinish, u"empty unknown unknown same"_s,
        u"empty.no-reason"_s);
    row("one chunk of a stream alone", alone, AnswerEnd::Complete, same, u"finish.absent"_s);
}

void TestDiagnose::theEndDecides()
{
    QFETCH(Response, response);
    QFETCH(QString, expected);
    QFETCH(QString, rule);
    const Verdict verdict = diagnose(response);
    QCOMPARE(words(verdict), expected);
    QCOMPARE(verdict.rule, rule);
}

void TestDiagnose::ratingsTellWhetherAThresholdHelps_data()
{
    QTest::addColumn<QList<SafetyRating>>("ratings");
    QTest::addColumn<QString>("helps");
    QTest::addColumn<QStringList>("categories");
    const auto negligible = rating(harassment, u"NEGLIGIBLE"_s);
    auto overwritten = rating(hate, u"HIGH"_s, true);
    overwritten.overwrittenThreshold = Known(BlockThreshold::LowAndAbove);
    SafetyRating blockedWithoutName;
    blockedWithoutName.blocked = true;

    QTest::newRow("a named category")
        << QList {negligible, rating(hate, u"MEDIUM"_s, true)} << u"yes"_s << QStringList {hate};
    QTest::newRow("a high rating that is not named")
        << QList {rating(hate, u"HIGH"_s)} << u"yes"_s << QStringList();
    QTest::newRow("all negligible") << QList {negligible, rating(hate, u"NEGLIGIBLE"_s)} << u"unknown"_s
                                    << QStringList();
    QTest::newRow("all negligible and not blocked")
        << QList {rating(hate, u"NEGLIGIBLE"_s, false)} << u"unknown"_s << QStringList();
    QTest::newRow("no ratings") << QList<SafetyRating>() << u"yes"_s << QStringList();
    QTest::newRow("only empty ratings")
        << QList {SafetyRating(), SafetyRating()} << u"yes"_s << QStringList();
    QTest::newRow("a probability nobody knows")
        << QList {rating(hate, u"ENORMOUS"_s)} << u"yes"_s << QStringList();
    QTest::newRow("a category without a slider")
        << QList {rating(u"HARM_CATEGORY_JAILBREAK"_s, u"HIGH"_s, true)} << u"unknown"_s
        << QStringList {u"HARM_CATEGORY_JAILBREAK"_s};
    QTest::newRow("a category nobody knows") << QList {rating(u"HARM_CATEGORY_NOVEL"_s, u"HIGH"_s, true)}
                                             << u"unknown"_s << QStringList {u"HARM_CATEGORY_NOVEL"_s};
    QTest::newRow("a threshold the service overwrote")
        << QList {overwritten} << u"unknown"_s << QStringList {hate};
    QTest::newRow("blocked without a name") << QList {blockedWithoutName} << u"unknown"_s << QStringList();
    QTest::newRow("an unspecified category")
        << QList {rating(u"HARM_CATEGORY_UNSPECIFIED"_s, u"HIGH"_s, true)} << u"unknown"_s << QStringList();
    QTest::newRow("the same category twice")
        << QList {rating(hate, u"LOW"_s, true), rating(hate, u"LOW"_s, true)} << u"yes"_s
        << QStringList {hate};
}

void TestDiagnose::ratingsTellWhetherAThresholdHelps()
{
    QFETCH(QList<SafetyRating>, ratings);
    QFETCH(QString, helps);
    QFETCH(QStringList, categories);
    Response output = answer(u"SAFETY"_s);
    output.candidates.first().ratings = ratings;
    Response input = promptBlock(u"SAFETY"_s);
    input.promptFeedback->ratings = ratings;
    for (const auto& response : {output, input}) {
        const Verdict verdict = diagnose(response);
        QCOMPARE(Known<SettingHelps>::wireName(verdict.settingHelps), helps);
        QCOMPARE(verdict.categories, categories);
    }
}

void TestDiagnose::everyKnownReasonHasARuleOfItsOwn()
{
    QHash<QLatin1StringView, int> values; // by rule; a reason may have a second spelling
    const auto verify = [&values](QLatin1StringView rule, int value) {
        QCOMPARE(values.value(rule, value), value);
        values.insert(rule, value);
    };
    for (const auto& [reason, name] : WireNames<FinishReason>::table)
        verify(ruleFor(Known(reason)).id, int(reason));
    QVERIFY(!values.contains("finish.unknown"_L1));
    for (const auto& [reason, name] : WireNames<BlockReason>::table)
        verify(ruleFor(std::optional(Known(reason))).id, int(reason));
    QVERIFY(!values.contains("block.unknown"_L1));
}

void TestDiagnose::everyRuleNamesItsSource()
{
    const auto rules = allRules();
    QVERIFY(rules.size() > 60);
    for (const auto& rule : rules) {
        QVERIFY(!rule.id.isEmpty());
        QVERIFY2(QString::fromUtf8(rule.source).contains(".md"_L1), rule.id.data());
    }
}

void TestDiagnose::noCategoryIsNamedThatTheServiceDidNotName()
{
    Response response = answer(u"IMAGE_SAFETY"_s);
    response.candidates.first().ratings = {rating(hate, u"HIGH"_s), rating(harassment, u"HIGH"_s, false)};
    QCOMPARE(diagnose(response).categories, QStringList());
}

void TestDiagnose::theFirstCandidateDecides()
{
    Response response = answer(u"STOP"_s, u"one"_s);
    Candidate second = answer(u"SAFETY"_s).candidates.first();
    second.index = 1;
    second.ratings = {rating(hate, u"HIGH"_s, true)};
    response.candidates.append(second);
    const Verdict verdict = diagnose(response);
    QCOMPARE(words(verdict), u"delivered delivered no no"_s);
    QCOMPARE(verdict.categories, QStringList());
    // In a stream the second may arrive before the first.
    std::swap(response.candidates[0], response.candidates[1]);
    QCOMPARE(diagnose(response).outcome, Outcome::Delivered);
    QCOMPARE(diagnose(response).readFrom.constFirst().path, u"candidates[1].finishReason"_s);
}

void TestDiagnose::textInsteadOfAnImageIsARefusalOnlyWhenAnImageWasAskedFor()
{
    Response response = answer(u"STOP"_s, u"I cannot draw that."_s);
    QCOMPARE(diagnose(response).outcome, Outcome::Delivered);
    RequestContext context;
    context.imageAskedFor = false;
    QCOMPARE(diagnose(response, context).outcome, Outcome::Delivered);
    context.imageAskedFor = true;
    QCOMPARE(words(diagnose(response, context)), u"refused generation no changed"_s);
    response.candidates.first().parts.append(imagePart());
    QCOMPARE(diagnose(response, context).outcome, Outcome::Delivered);
}

void TestDiagnose::theTextOfARefusalIsItsEvidence()
{
    RequestContext context;
    context.imageAskedFor = true;
    Response response = answer(u"STOP"_s, u"Let me think."_s);
    response.candidates.first().parts = {textPart(u"Hm."_s, true), textPart(u"\n"_s),
                                         textPart(u" I cannot draw that. "_s + QString(500, u'x'))};
    const Verdict verdict = diagnose(response, context);
    QCOMPARE(verdict.outcome, Outcome::Refused);
    const auto it =
        std::ranges::find(verdict.readFrom, u"candidates[0].content.parts[2].text"_s, &Evidence::path);
    QVERIFY(it != verdict.readFrom.end());
    QVERIFY(it->value.startsWith(u"I cannot draw that."_s));
    QVERIFY(it->value.size() < 250);
    for (const auto& field : verdict.readFrom)
        QVERIFY2(!field.value.contains(u"Hm."_s), qPrintable(field.path));
    // Where text was asked for it is the answer and no evidence.
    for (const auto& field : diagnose(response).readFrom)
        QVERIFY2(!field.path.endsWith(u".text"_s), qPrintable(field.path));
}

void TestDiagnose::aRefusalNeedsWordsOfTheFirstCandidate()
{
    RequestContext context;
    context.imageAskedFor = true;
    Response response = answer(u"STOP"_s);
    response.candidates.first().parts = {textPart(u"Only a thought."_s, true)};
    QCOMPARE(diagnose(response, context).outcome, Outcome::Empty);
    Candidate drawn = response.candidates.constFirst();
    drawn.index = 1;
    drawn.parts = {imagePart()};
    response.candidates.first().parts = {textPart(u"No."_s)};
    response.candidates.prepend(drawn);
    const Verdict verdict = diagnose(response, context);
    QCOMPARE(verdict.outcome, Outcome::Refused);
    QCOMPARE(verdict.readFrom.constLast().path, u"candidates[1].content.parts[0].text"_s);
}

void TestDiagnose::aProhibitionNamedByASupportCodeIsNotTriedAgain_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("rule");
    Response image = answer(u"IMAGE_SAFETY"_s);
    image.candidates.first().finishMessage = u"Support codes: 12345678, 17301594"_s;
    QTest::newRow("a child in the image")
        << image << u"responseBlocked output no no"_s << u"support.child-safety"_s;
    image.candidates.first().finishMessage = u"Support codes: 49114662, 64151117"_s;
    QTest::newRow("a celebrity or a child")
        << image << u"responseBlocked output no no"_s << u"support.child-safety"_s;
    Response other = answer(u"IMAGE_OTHER"_s);
    other.candidates.first().finishMessage = u"Support codes: 49114662"_s;
    QTest::newRow("prohibited content")
        << other << u"stopped output no no"_s << u"support.prohibited-content"_s;
    Response error = apiError(400, u"INVALID_ARGUMENT"_s);
    error.error->message = u"The prompt could not be submitted. Support codes: 92201652"_s;
    QTest::newRow("personal data in an error")
        << error << u"apiError request no no"_s << u"support.personal-data"_s;
    Response filtered = answer({});
    filtered.candidates.first().finishReason.reset();
    filtered.candidates.first().finishMessage = u"Filtered. Support codes: 58061214"_s;
    filtered.shape = AnswerShape::Predictions;
    QTest::newRow("a child in a prediction")
        << filtered << u"responseBlocked output no no"_s << u"support.child-safety"_s;
    Response prompt = promptBlock(u"SAFETY"_s);
    prompt.promptFeedback->blockReasonMessage = u"Support codes: 58061214"_s;
    QTest::newRow("a child in the prompt")
        << prompt << u"promptBlocked input no no"_s << u"support.child-safety"_s;
}

void TestDiagnose::aProhibitionNamedByASupportCodeIsNotTriedAgain()
{
    QFETCH(Response, response);
    QFETCH(QString, verdict);
    QFETCH(QString, rule);
    const Verdict read = diagnose(response);
    QCOMPARE(words(read), verdict);
    QCOMPARE(read.rule, rule);
}

void TestDiagnose::otherSupportCodesChangeNothing()
{
    Response image = answer(u"IMAGE_SAFETY"_s);
    const Verdict without = diagnose(image);
    image.candidates.first().finishMessage = u"Support codes: 90789179, 12345678"_s;
    QCOMPARE(words(diagnose(image)), words(without));
    QCOMPARE(diagnose(image).rule, without.rule);
    // An answer that came all the same was not stopped.
    Response delivered = answer(u"STOP"_s, u"Here."_s);
    delivered.candidates.first().finishMessage = u"Support codes: 17301594"_s;
    QCOMPARE(diagnose(delivered).outcome, Outcome::Delivered);
    QCOMPARE(diagnose(delivered).rule, u"finish.stop"_s);
}

void TestDiagnose::aReasonThatCameBeforeTheConnectionBrokeStillDecides()
{
    for (const auto end : {AnswerEnd::Network, AnswerEnd::Cancelled, AnswerEnd::NoFinish}) {
        Response response = answer(u"IMAGE_SAFETY"_s);
        response.shape = AnswerShape::EventStream;
        response.end = end;
        QCOMPARE(diagnose(response).outcome, Outcome::ResponseBlocked);
        Response blocked = promptBlock(u"OTHER"_s);
        blocked.end = end;
        QCOMPARE(diagnose(blocked).outcome, Outcome::PromptBlocked);
    }
}

void TestDiagnose::aBlockMessageAloneIsABlock()
{
    Response response = promptBlock({});
    response.promptFeedback->blockReason.reset();
    QCOMPARE(diagnose(response).outcome, Outcome::Empty);
    response.promptFeedback->blockReasonMessage = u"No."_s;
    QCOMPARE(words(diagnose(response)), u"promptBlocked input unknown changed"_s);
    QVERIFY(!diagnose(response).reason);
    response.promptFeedback->blockReasonMessage.clear();
    response.promptFeedback->ratings = {rating(hate, u"HIGH"_s, true)};
    QCOMPARE(diagnose(response).outcome, Outcome::PromptBlocked);
    QCOMPARE(diagnose(response).categories, QStringList {hate});
}

void TestDiagnose::anAnswerBesideAnUnspecifiedBlockReasonIsAnAnswer()
{
    Response response = answer(u"STOP"_s, u"Hello"_s);
    response.promptFeedback = promptBlock(u"BLOCK_REASON_UNSPECIFIED"_s).promptFeedback;
    QCOMPARE(diagnose(response).outcome, Outcome::Delivered);
    response.promptFeedback = promptBlock(u"SAFETY"_s).promptFeedback;
    QCOMPARE(diagnose(response).outcome, Outcome::PromptBlocked);
}

void TestDiagnose::predictionsNeedNoFinishReason()
{
    Response response;
    response.shape = AnswerShape::Predictions;
    Candidate candidate;
    candidate.finishMessage = u"Filtered. Support codes: 39322892"_s;
    response.candidates.append(candidate);
    QCOMPARE(words(diagnose(response)), u"responseBlocked output unknown changed"_s);
    response.candidates.first().parts.append(imagePart());
    QCOMPARE(words(diagnose(response)), u"delivered delivered no no"_s);
}

void TestDiagnose::quotasThatAreSpentAreNotWaitedFor()
{
    Response response = apiError(429, u"RESOURCE_EXHAUSTED"_s);
    response.error->retryAfterSeconds = 38;
    response.error->quotaId = u"GenerateRequestsPerMinutePerProjectPerModel"_s;
    response.error->quotaValue = u"10"_s;
    QCOMPARE(diagnose(response).retry, RetryAdvice::Later);
    response.error->quotaValue = u"0"_s;
    QCOMPARE(diagnose(response).retry, RetryAdvice::No);
    response.error->quotaValue = u"250"_s;
    response.error->quotaId = u"GenerateRequestsPerDayPerProjectPerModel"_s;
    QCOMPARE(diagnose(response).retry, RetryAdvice::No);
}

void TestDiagnose::aRefusedSafetySettingIsASettingThatHelps()
{
    Response response = apiError(400, u"INVALID_ARGUMENT"_s);
    response.error->message = u"* GenerateContentRequest.safety_settings[1]: element predicate failed"_s;
    QCOMPARE(words(diagnose(response)), u"apiError request yes changed"_s);
    response.error->message = u"User location is not supported for the API use."_s;
    QCOMPARE(diagnose(response).rule, u"error.location"_s);
}

void TestDiagnose::theDecidingFieldComesFirst()
{
    Response response = answer(u"SAFETY"_s);
    response.candidates.first().ratings = {SafetyRating(), rating(hate, u"HIGH"_s, true)};
    response.usage.emplace();
    response.usage->thoughts = 5;
    const Verdict verdict = diagnose(response);
    QCOMPARE(verdict.readFrom.constFirst(), (Evidence {u"candidates[0].finishReason"_s, u"SAFETY"_s}));
    QVERIFY(verdict.readFrom.contains(
        Evidence {u"candidates[0].safetyRatings[1].blocked"_s, u"true (HARM_CATEGORY_HATE_SPEECH)"_s}));
    QVERIFY(verdict.readFrom.contains(Evidence {u"usageMetadata.thoughtsTokenCount"_s, u"5"_s}));

    QCOMPARE(diagnose(promptBlock(u"OTHER"_s)).readFrom.constFirst(),
             (Evidence {u"promptFeedback.blockReason"_s, u"OTHER"_s}));
    QCOMPARE(diagnose(apiError(400, u"INVALID_ARGUMENT"_s, u"API_KEY_INVALID"_s)).readFrom.constFirst().value,
             u"API_KEY_INVALID"_s);
}

void TestDiagnose::longValuesAreShortenedInTheEvidence()
{
    const Verdict verdict = diagnose(answer(QString(100000, u'X')));
    QVERIFY(verdict.readFrom.constFirst().value.size() < 300);
    QCOMPARE(verdict.reason->size(), 100000); // the verdict itself keeps the text as it came
}

void TestDiagnose::checksHoldOnlyForADeliveredAnswer()
{
    QVERIFY(diagnose(answer(u"STOP"_s, u"Hello"_s)).checks.allPassed());
    QCOMPARE(diagnose(answer(u"STOP"_s)).checks, (Checks {true, true, false}));
    QCOMPARE(diagnose(answer(u"SAFETY"_s, u"Half"_s)).checks, (Checks {true, false, true}));
    QCOMPARE(diagnose(promptBlock(u"SAFETY"_s)).checks, (Checks {false, false, false}));
    Response unreadable;
    unreadable.end = AnswerEnd::Unreadable;
    QCOMPARE(diagnose(unreadable).checks, Checks());
}

void TestDiagnose::theRequestTellsWhetherAnImageWasAskedFor()
{
    Prompt prompt;
    QVERIFY(!requestContext(prompt, {}).imageAskedFor);
    ModelInfo model;
    QVERIFY(!requestContext(prompt, model).imageAskedFor);
    model.outputsImages = true;
    QCOMPARE(requestContext(prompt, model).imageAskedFor, std::optional(true));
    prompt.generation.responseModalities = {u"TEXT"_s};
    QCOMPARE(requestContext(prompt, model).imageAskedFor, std::optional(false));
    prompt.generation.responseModalities = {u"TEXT"_s, u"IMAGE"_s};
    prompt.generation.maxOutputTokens = 7;
    QCOMPARE(requestContext(prompt, {}).imageAskedFor, std::optional(true));
    QCOMPARE(requestContext(prompt, {}).maxOutputTokens, std::optional(7));
}

void TestDiagnose::aRefusalInWordsIsMarked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isRefusal");
    QTest::newRow("English") << u"I’m sorry, but I can’t help with that."_s << true;
    QTest::newRow("a longer opening")
        << u"I am programmed to be a harmless AI assistant, and I cannot generate such a thing."_s << true;
    QTest::newRow("German") << u"Dabei kann ich leider nicht helfen, das kann ich leider nicht."_s << true;
    QTest::newRow("Japanese") << u"申し訳ありませんが、お手伝いできません。"_s << true;
    QTest::newRow("Chinese") << u"抱歉，我无法满足这个要求。"_s << true;
    QTest::newRow("Arabic") << u"آسف، لا يمكنني المساعدة في ذلك."_s << true;
    QTest::newRow("an answer") << u"Here is the picture you asked for."_s << false;
    QTest::newRow("a search without result") << u"I am unable to find a match for it in the list."_s << false;
    QTest::newRow("far behind its beginning")
        << QString(u"Once upon a time. "_s.repeated(40) + u"I can't help with that, he said."_s) << false;
}

void TestDiagnose::aRefusalInWordsIsMarked()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isRefusal);
    Response response;
    response.shape = AnswerShape::Object;
    Candidate candidate;
    candidate.finishReason = FinishReason::Stop;
    candidate.parts.emplaceBack().text = text;
    response.candidates = {candidate};
    const Verdict verdict = diagnose(response);
    QCOMPARE(verdict.outcome, Outcome::Delivered); // never a block: no filter did that
    QCOMPARE(verdict.looksLikeRefusal, isRefusal);
    response.candidates[0].finishReason = FinishReason::Safety;
    QVERIFY(!diagnose(response).looksLikeRefusal);
}

QTEST_GUILESS_MAIN(TestDiagnose)
#include "tst_diagnose.moc"
