#include "app/advice/advise.h"

#include "app/advice/applyremedy.h"
#include "app/advice/remedytable.h"
#include "app/advice/templates.h"
#include "app/diagnosis/rules.h"
#include "app/wording/advicewords.h"
#include "app/wording/words.h"
#include "tests/support/advicecases.h"
#include "tests/support/strict.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

Q_DECLARE_METATYPE(safelight::Response)
Q_DECLARE_METATYPE(safelight::AdviceContext)

namespace {

ModelInfo model(const QString& id, bool draws)
{
    ModelInfo info;
    info.id = id;
    info.outputsImages = draws;
    info.outputTokenLimit = 65536;
    info.thinkingLevels = {u"low"_s, u"high"_s};
    return info;
}

AdviceContext contextFor(bool image, bool references)
{
    AdviceContext context;
    context.models = {model(u"text-a"_s, false), model(u"text-b"_s, false), model(u"draws-a"_s, true),
                      model(u"draws-b"_s, true)};
    context.prompt.emplace();
    context.prompt->text = u"A sentence."_s;
    context.prompt->model = image ? u"draws-a"_s : u"text-a"_s;
    context.prompt->generation.maxOutputTokens = 100;
    for (const auto harm : adjustableCategories)
        context.prompt->safety.setThreshold(harm, BlockThreshold::MediumAndAbove);
    if (references)
        context.prompt->images = {ReferenceImage(), ReferenceImage()};
    context.request = requestContext(*context.prompt, image ? context.models.at(2) : context.models.at(0));
    return context;
}

QStringList idsOf(const QList<Remedy>& remedies, bool helps)
{
    QStringList ids;
    for (const auto& remedy : remedies) {
        if (remedy.helps == helps)
            ids << remedy.id;
    }
    return ids;
}

const Remedy* find(const QList<Remedy>& remedies, const QString& id)
{
    const auto it = std::ranges::find(remedies, id, &Remedy::id);
    return it == remedies.end() ? nullptr : &*it;
}

QList<Remedy> adviceFor(const Response& response, const AdviceContext& context = {})
{
    return advise(diagnose(response, context.request.value_or(RequestContext())), response, context);
}

Response withSupportCode(Response response, const QString& code)
{
    response.candidates.first().finishMessage = u"Filtered. Support codes: "_s + code;
    return response;
}

} // namespace

class TestAdvise final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void everyEndingHasAdvice_data();
    void everyEndingHasAdvice();
    void aProhibitionIsNeverEditedOrRetried_data();
    void aProhibitionIsNeverEditedOrRetried();
    void aWithheldImageReadsAsInTheDesign();
    void aNamedCategoryIsTheOneToChange();
    void aThresholdThatCannotHelpSaysWhy_data();
    void aThresholdThatCannotHelpSaysWhy();
    void remediesFitTheReason_data();
    void remediesFitTheReason();
    void theProposedSettingsAreBetter();
    void aWaitIsAsLongAsTheServiceSays();
    void whatCannotBeDoneIsNotOffered();
    void aRecordedAnswerGetsAdviceToo();
    void nothingIsSaidWhereNothingCanBeChanged();
};

void TestAdvise::everyEndingHasAdvice_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<AdviceContext>("context");
    for (const auto& ending : everyEnding()) {
        QTest::addRow("%s, text", ending.name.constData()) << ending.response << contextFor(false, false);
        QTest::addRow("%s, image", ending.name.constData()) << ending.response << contextFor(true, false);
        QTest::addRow("%s, image with references", ending.name.constData())
            << ending.response << contextFor(true, true);
        QTest::addRow("%s, recorded", ending.name.constData()) << ending.response << AdviceContext();
    }
}

void TestAdvise::everyEndingHasAdvice()
{
    QFETCH(Response, response);
    QFETCH(AdviceContext, context);
    const Verdict verdict = diagnose(response, context.request.value_or(RequestContext()));
    QVERIFY(wording::summary(verdict, response).size() > 5);
    const auto remedies = advise(verdict, response, context);
    // The checklist is for when nothing helped: it does not count.
    QStringList helping = idsOf(remedies, true);
    helping.removeAll(u"checklist"_s);
    const QString nothing = nothingYouCanChange(verdict, response, remedies);
    QVERIFY2(!helping.isEmpty() || !nothing.isEmpty(), qPrintable(verdict.rule));
    if (verdict.outcome != Outcome::Delivered)
        QVERIFY2(!helping.isEmpty(), qPrintable(verdict.rule));
    if (!nothing.isEmpty())
        QVERIFY2(wording::nothingYouCanChange(nothing).endsWith(u'.'), qPrintable(nothing));
    QVERIFY(std::ranges::is_sorted(
        remedies, {}, [](const Remedy& remedy) { return std::pair(!remedy.helps, remedy.rank); }));
    QStringList ids;
    for (const auto& remedy : remedies) {
        QVERIFY2(!ids.contains(remedy.id), qPrintable(remedy.id));
        ids << remedy.id;
        QVERIFY(!remedy.source.isEmpty());
        const QString why = wording::remedyWhy(remedy);
        QVERIFY2(why.endsWith(u'.') && !why.contains("%1"_L1) && why.contains(u' '), qPrintable(why));
        QVERIFY2(remedy.helps || remedy.action == RemedyAction(), qPrintable(remedy.id));
    }
}

void TestAdvise::aProhibitionIsNeverEditedOrRetried_data()
{
    QTest::addColumn<Response>("response");
    QTest::newRow("prohibited prompt") << promptBlock(u"PROHIBITED_CONTENT"_s);
    for (const auto& reason : {"PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT", "SPII",
                               "GENERATED_IMAGE_MINORS", "NOVEL_CHILD_SAFETY", "image_prohibited_novel"})
        QTest::newRow(reason) << answer(QString::fromLatin1(reason));
    QTest::newRow("an unknown block that names children") << promptBlock(u"CHILD_SAFETY"_s);
    for (const auto& code : {"58061214", "17301594", "64151117", "89371032", "49114662", "92201652"})
        QTest::addRow("support code %s", code)
            << withSupportCode(answer(u"IMAGE_SAFETY"_s), QString::fromLatin1(code));
    QTest::newRow("a second candidate") << [] {
        Response response = answer(u"IMAGE_SAFETY"_s);
        response.candidates.append(answer(u"PROHIBITED_CONTENT"_s).candidates);
        response.candidates.last().index = 1;
        return response;
    }();
    QTest::newRow("reported as a rate limit") << [] {
        Response response = apiError(429);
        response.error->message = u"Blocked. Support codes: 58061214"_s;
        return response;
    }();
}

void TestAdvise::aProhibitionIsNeverEditedOrRetried()
{
    QFETCH(Response, response);
    for (const auto& context : {AdviceContext(), contextFor(false, false), contextFor(true, true)}) {
        const Verdict verdict = diagnose(response, context.request.value_or(RequestContext()));
        const auto remedies = advise(verdict, response, context);
        QCOMPARE(idsOf(remedies, true), QStringList {u"appeal"_s});
        for (const auto& remedy : remedies) {
            QVERIFY2(remedy.action.kind == RemedyKind::Explain, qPrintable(remedy.id));
            QVERIFY(!applyRemedy(remedy, context.prompt.value_or(Prompt()), {}));
        }
        const QString why = wording::remedyWhy(remedies.first());
        QVERIFY2(why.contains("Generative AI Prohibited Use Policy"_L1), qPrintable(why));
        QVERIFY2(why.contains("AI Studio"_L1) && why.contains("support case"_L1), qPrintable(why));
        QCOMPARE(nothingYouCanChange(verdict, response, remedies), u"nothing.prohibited"_s);
    }
}

void TestAdvise::aWithheldImageReadsAsInTheDesign()
{
    const auto remedies = adviceFor(answer(u"IMAGE_SAFETY"_s), contextFor(true, true));
    QCOMPARE(idsOf(remedies, true).first(4),
             (QStringList {u"repeat"_s, u"artStyle"_s, u"describeScene"_s, u"modestClothing"_s}));
    QVERIFY(find(remedies, u"flatLay"_s)->helps);
    const Remedy* threshold = find(remedies, u"raiseThreshold"_s);
    QVERIFY(threshold && !threshold->helps);
    QCOMPARE(wording::remedyWhy(*threshold), u"Won’t help: this filter can’t be set."_s);
    QCOMPARE(wording::remedyTitle(u"artStyle"_s), u"Name an art style"_s);
}

void TestAdvise::aNamedCategoryIsTheOneToChange()
{
    Response response = promptBlock(u"SAFETY"_s);
    response.promptFeedback->ratings = {rating(u"HARM_CATEGORY_SEXUALLY_EXPLICIT"_s, u"MEDIUM"_s, true),
                                        rating(u"HARM_CATEGORY_HARASSMENT"_s, u"HIGH"_s)};
    const auto remedies = adviceFor(response, contextFor(false, false));
    QCOMPARE(remedies.first().id, u"raiseThreshold"_s);
    QCOMPARE(remedies.first().action.thresholds.size(), 1);
    QCOMPARE(wording::remedyWhy(remedies.first()),
             u"The smallest change that lets these ratings pass: Sexually explicit: only high instead of "
             "medium and up."_s);
    QVERIFY(!find(remedies, u"repeat"_s)->helps);
}

void TestAdvise::aThresholdThatCannotHelpSaysWhy_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<QString>("why");
    const auto safety = [](const SafetyRating& rating) {
        Response response = answer(u"SAFETY"_s);
        response.candidates.first().ratings = {rating};
        return response;
    };
    const QString hate = u"HARM_CATEGORY_HATE_SPEECH"_s;
    QTest::newRow("all negligible") << safety(rating(hate, u"NEGLIGIBLE"_s))
                                    << u"raiseThreshold.allNegligible"_s;
    QTest::newRow("low, and medium is set") << safety(rating(hate, u"LOW"_s)) << u"raiseThreshold.passing"_s;
    QTest::newRow("a category without a slider")
        << safety(rating(u"HARM_CATEGORY_IMAGE_HATE"_s, u"HIGH"_s, true)) << u"raiseThreshold.outOfReach"_s;
    SafetyRating overwritten = rating(hate, u"HIGH"_s, true);
    overwritten.overwrittenThreshold = BlockThreshold::LowAndAbove;
    QTest::newRow("overwritten") << safety(overwritten) << u"raiseThreshold.overwritten"_s;
    QTest::newRow("the finished image") << answer(u"IMAGE_SAFETY"_s) << u"raiseThreshold.imageFilter"_s;
    QTest::newRow("a blocklist") << promptBlock(u"BLOCKLIST"_s) << u"raiseThreshold.otherFilter"_s;
    QTest::newRow("personal data") << answer(u"SPII"_s) << u"raiseThreshold.prohibited"_s;
    QTest::newRow("other") << promptBlock(u"OTHER"_s) << u"raiseThreshold.otherFilter"_s;
    QTest::newRow("no image") << answer(u"NO_IMAGE"_s) << u"raiseThreshold.noFilter"_s;
}

void TestAdvise::aThresholdThatCannotHelpSaysWhy()
{
    QFETCH(Response, response);
    QFETCH(QString, why);
    const auto remedies = adviceFor(response, contextFor(true, false));
    const Remedy* remedy = find(remedies, u"raiseThreshold"_s);
    QVERIFY(remedy);
    QVERIFY(!remedy->helps);
    QCOMPARE(remedy->why, why);
}

void TestAdvise::remediesFitTheReason_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<QString>("first");
    QTest::newRow("no image") << answer(u"NO_IMAGE"_s) << u"askForImage"_s;
    QTest::newRow("the limit") << answer(u"MAX_TOKENS"_s) << u"raiseOutputLimit"_s;
    QTest::newRow("other, with pictures") << promptBlock(u"OTHER"_s) << u"fewerReferences"_s;
    QTest::newRow("recitation") << answer(u"RECITATION"_s) << u"ownWords"_s;
    QTest::newRow("likeness") << answer(u"IMAGE_RECITATION"_s) << u"originalDesign"_s;
    QTest::newRow("language") << answer(u"LANGUAGE"_s) << u"english"_s;
    QTest::newRow("a known person") << withSupportCode(answer(u"IMAGE_SAFETY"_s), u"15236754"_s)
                                    << u"removeName"_s;
    QTest::newRow("a brand") << withSupportCode(answer(u"IMAGE_SAFETY"_s), u"35561574"_s)
                             << u"originalDesign"_s;
    QTest::newRow("model armor") << promptBlock(u"MODEL_ARMOR"_s) << u"askPolicyOwner"_s;
    QTest::newRow("a model that is gone") << apiError(404) << u"chooseModel"_s;
    QTest::newRow("the key") << apiError(401) << u"fixKey"_s;
    QTest::newRow("the credit") << apiError(402) << u"topUp"_s;
    QTest::newRow("the rate") << apiError(429) << u"wait"_s;
    QTest::newRow("the service") << apiError(503) << u"wait"_s;
    QTest::newRow("the request") << apiError(400) << u"fixRequest"_s;
    QTest::newRow("tools") << answer(u"TOO_MANY_TOOL_CALLS"_s) << u"fixTools"_s;
    QTest::newRow("text instead of an image") << answer(u"STOP"_s, u"I cannot."_s) << u"readAnswer"_s;
    QTest::newRow("an empty answer") << answer(u"STOP"_s) << u"repeat"_s;
}

void TestAdvise::remediesFitTheReason()
{
    QFETCH(Response, response);
    QFETCH(QString, first);
    const auto remedies = adviceFor(response, contextFor(true, true));
    QVERIFY(!remedies.isEmpty());
    QCOMPARE(remedies.first().id, first);
}

void TestAdvise::theProposedSettingsAreBetter()
{
    AdviceContext context = contextFor(true, false);
    const auto limited = adviceFor(answer(u"MAX_TOKENS"_s), context);
    QCOMPARE(*find(limited, u"raiseOutputLimit"_s)->action.generation->maxOutputTokens, 2048);
    QCOMPARE(*find(limited, u"lowerThinking"_s)->action.generation->thinkingLevel, u"low"_s);
    QVERIFY(!find(limited, u"lowerThinking"_s)->action.generation->thinkingBudget);

    context.prompt->generation.maxOutputTokens = 65536;
    context.prompt->generation.thinkingLevel = u"low"_s;
    const auto highest = adviceFor(answer(u"MAX_TOKENS"_s), context);
    QVERIFY(!find(highest, u"raiseOutputLimit"_s)->helps);
    QVERIFY(!find(highest, u"lowerThinking"_s)); // nothing below low that this model has

    context.prompt->generation.responseModalities = {u"IMAGE"_s};
    const auto silent = adviceFor(answer(u"NO_IMAGE"_s), context);
    QCOMPARE(find(silent, u"allowText"_s)->action.generation->responseModalities,
             (QStringList {u"TEXT"_s, u"IMAGE"_s}));

    Response refused = apiError(400);
    refused.error->message = u"safety_settings[0]: element predicate failed: HARM_CATEGORY_HATE_SPEECH"_s;
    const auto unsend = adviceFor(refused, context);
    QCOMPARE(unsend.first().action.thresholds.size(), 1);
    QVERIFY(unsend.first().action.thresholds.first().category == HarmCategory::HateSpeech);
    QVERIFY(!unsend.first().action.thresholds.first().to);
}

void TestAdvise::aWaitIsAsLongAsTheServiceSays()
{
    Response response = apiError(429);
    response.error->retryAfterSeconds = 38;
    const auto remedies = adviceFor(response);
    QCOMPARE(remedies.first().action.waitSeconds, 38.0);
    QVERIFY(wording::remedyWhy(remedies.first()).contains("38 s"_L1));
    response.error->quotaId = u"PerDay"_s;
    QVERIFY(!find(adviceFor(response), u"wait"_s));
}

void TestAdvise::whatCannotBeDoneIsNotOffered()
{
    AdviceContext context = contextFor(false, false);
    context.models = {model(u"text-a"_s, false)}; // the one already chosen
    QVERIFY(!find(adviceFor(promptBlock(u"SAFETY"_s), context), u"otherModel"_s));
    context.models.append(model(u"text-c"_s, false));
    context.models.last().note = u"Shut down 25 Jun 2026"_s;
    QVERIFY(!find(adviceFor(promptBlock(u"SAFETY"_s), context), u"otherModel"_s));
    context.models.append(model(u"text-d"_s, false));
    const auto remedies = adviceFor(promptBlock(u"SAFETY"_s), context);
    QCOMPARE(find(remedies, u"otherModel"_s)->action.models, QStringList {u"text-d"_s});
    QVERIFY(!find(adviceFor(promptBlock(u"OTHER"_s), context), u"fewerReferences"_s));
}

void TestAdvise::aRecordedAnswerGetsAdviceToo()
{
    Response response = answer(u"IMAGE_SAFETY"_s);
    response.usage.emplace();
    response.usage->promptDetails = {{Modality::Text, 18}, {Modality::Image, 258}};
    const auto remedies = adviceFor(response);
    QVERIFY(find(remedies, u"fewerReferences"_s)->helps); // the usage shows that a picture was sent
    response.usage->promptDetails.removeLast();
    QVERIFY(!find(adviceFor(response), u"fewerReferences"_s));
    QVERIFY(find(adviceFor(answer(u"MAX_TOKENS"_s)), u"raiseOutputLimit"_s)->helps);
}

void TestAdvise::nothingIsSaidWhereNothingCanBeChanged()
{
    const auto nothingFor = [](const Response& response) {
        const Verdict verdict = diagnose(response);
        return nothingYouCanChange(verdict, response, advise(verdict, response));
    };
    QCOMPARE(nothingFor(answer(u"STOP"_s, u"Hello"_s)), u"nothing.delivered"_s);
    QCOMPARE(nothingFor(apiError(402)), u"nothing.service"_s);
    QCOMPARE(nothingFor(promptBlock(u"MODEL_ARMOR"_s)), u"nothing.request"_s);
    QCOMPARE(nothingFor(promptBlock(u"PROHIBITED_CONTENT"_s)), u"nothing.prohibited"_s);
    QCOMPARE(nothingFor(answer(u"IMAGE_SAFETY"_s)), QString());
}

QTEST_GUILESS_MAIN(TestAdvise)
#include "tst_advise.moc"
