#include "app/advice/advicefacts.h"

#include "app/advice/thresholdadvice.h"
#include "app/diagnosis/rules.h"
#include "app/response/supportcodes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString yesNo(bool value)
{
    return value ? u"yes"_s : u"no"_s;
}

QString yesNo(std::optional<bool> value)
{
    return value ? yesNo(*value) : u"unknown"_s;
}

template<typename E>
QStringList wordsOf()
{
    QStringList words;
    for (const auto& [value, name] : WireNames<E>::table)
        words << name;
    return words;
}

std::optional<bool> imageAskedFor(const Verdict& verdict, const Response& response,
                                  const AdviceContext& context)
{
    if (context.request && context.request->imageAskedFor)
        return context.request->imageAskedFor;
    // Only image answers end for these reasons.
    const QString reason = verdict.reason.value_or(QString());
    if (reason.contains("IMAGE"_L1) || verdict.rule.startsWith("prediction."_L1))
        return true;
    const bool drawn = std::ranges::any_of(
        response.candidates, [](const Candidate& candidate) { return !candidate.images().isEmpty(); });
    return drawn ? std::optional(true) : std::nullopt;
}

std::optional<bool> hasReferences(const Response& response, const AdviceContext& context)
{
    if (context.prompt)
        return !context.prompt->images.isEmpty();
    if (!response.usage || response.usage->promptDetails.isEmpty())
        return {};
    return std::ranges::any_of(response.usage->promptDetails, [](const ModalityTokens& detail) {
        return detail.modality == Modality::Image && detail.tokens > 0;
    });
}

QString thresholdFact(const Verdict& verdict, const Response& response, const AdviceContext& context)
{
    using State = ThresholdAdvice::State;
    const auto ratings = decisiveRatings(verdict, response);
    const auto settings = context.prompt ? context.prompt->safety : SafetySettings();
    switch (thresholdAdvice(ratings, settings).state) {
    case State::Changes:
        return u"changes"_s;
    case State::Passing:
        return u"passing"_s;
    case State::AllNegligible:
        return u"allNegligible"_s;
    case State::NoRatings:
        return u"noRatings"_s;
    case State::Overwritten:
        return u"overwritten"_s;
    case State::OutOfReach:
        return u"outOfReach"_s;
    case State::Open:
        return u"open"_s;
    }
    return {};
}

QString limitFact(const AdviceContext& context)
{
    if (!context.prompt)
        return u"unknown"_s;
    const auto set = context.prompt->generation.maxOutputTokens;
    if (!set)
        return u"unset"_s;
    const ModelInfo* model = modelOf(context);
    return model && model->outputTokenLimit && *set >= *model->outputTokenLimit ? u"highest"_s : u"set"_s;
}

QString thinkingFact(const AdviceContext& context)
{
    if (!context.prompt)
        return u"unknown"_s;
    const auto& generation = context.prompt->generation;
    if (generation.thinkingLevel)
        return *generation.thinkingLevel == "minimal"_L1 ? u"lowest"_s : u"adjustable"_s;
    if (generation.thinkingBudget)
        return *generation.thinkingBudget == 0 ? u"lowest"_s : u"adjustable"_s;
    const ModelInfo* model = modelOf(context);
    if (!model)
        return u"unknown"_s;
    const bool adjustable = !model->thinkingLevels.isEmpty() || model->thinkingBudget.value_or(false);
    return adjustable ? u"adjustable"_s : u"fixed"_s;
}

QString modalityFact(const AdviceContext& context)
{
    if (!context.prompt)
        return u"unknown"_s;
    const auto& asked = context.prompt->generation.responseModalities;
    if (asked.isEmpty())
        return u"unset"_s;
    return asked.contains("TEXT"_L1, Qt::CaseInsensitive) ? u"text"_s : u"imageOnly"_s;
}

QString backEndFact(const AdviceContext& context)
{
    if (context.backEnd.isEmpty())
        return u"unknown"_s;
    static const QStringList known {u"simulator"_s, u"gemini"_s, u"vertex"_s};
    return known.contains(context.backEnd) ? context.backEnd : u"other"_s;
}

QStringList supportFact(const Response& response)
{
    QStringList words;
    for (const auto& code : supportCodes(response)) {
        const QString word = code.category ? Known<SupportCategory>::wireName(*code.category) : u"unknown"_s;
        if (!words.contains(word))
            words << word;
    }
    return words.isEmpty() ? QStringList {u"none"_s} : words;
}

bool namesProhibition(const QString& reason)
{
    static const QStringList words {u"PROHIBITED"_s, u"SPII"_s, u"CHILD"_s, u"MINOR"_s, u"CSAM"_s};
    return std::ranges::any_of(
        words, [&reason](const QString& word) { return reason.contains(word, Qt::CaseInsensitive); });
}

template<typename E>
bool isProhibited(const std::optional<Known<E>>& reason)
{
    if (!reason)
        return false;
    return reason->isKnown() ? reasonRow(*reason->value()).isProhibition : namesProhibition(reason->text());
}

bool isProhibitedCode(const SupportCode& code)
{
    return code.category && isProhibition(*code.category);
}

const QHash<QString, QStringList>& vocabulary()
{
    static const auto words = [] {
        QStringList rules;
        for (const auto& rule : allRules())
            rules << rule.id;
        const QStringList decided {u"yes"_s, u"no"_s, u"unknown"_s};
        return QHash<QString, QStringList> {
            {u"rule"_s, rules},
            {u"outcome"_s, wordsOf<Outcome>()},
            {u"stage"_s, wordsOf<Stage>()},
            {u"settingHelps"_s, wordsOf<SettingHelps>()},
            {u"retry"_s, wordsOf<RetryAdvice>()},
            {u"reason"_s, wordsOf<BlockReason>() + wordsOf<FinishReason>()},
            {u"support"_s, wordsOf<SupportCategory>() + QStringList {u"unknown"_s, u"none"_s}},
            {u"image"_s, decided},
            {u"references"_s, decided},
            {u"prohibited"_s, {u"yes"_s, u"no"_s}},
            {u"content"_s, {u"yes"_s, u"no"_s}},
            {u"pictureNamed"_s, {u"yes"_s, u"no"_s}},
            {u"thresholds"_s,
             {u"changes"_s, u"passing"_s, u"allNegligible"_s, u"noRatings"_s, u"overwritten"_s,
              u"outOfReach"_s, u"open"_s}},
            {u"limit"_s, {u"set"_s, u"unset"_s, u"highest"_s, u"unknown"_s}},
            {u"thinking"_s, {u"adjustable"_s, u"fixed"_s, u"lowest"_s, u"unknown"_s}},
            {u"modalities"_s, {u"imageOnly"_s, u"text"_s, u"unset"_s, u"unknown"_s}},
            {u"backEnd"_s, {u"simulator"_s, u"gemini"_s, u"vertex"_s, u"other"_s, u"unknown"_s}},
        };
    }();
    return words;
}

} // namespace

const ModelInfo* modelOf(const AdviceContext& context)
{
    if (!context.prompt)
        return nullptr;
    const auto it = std::ranges::find(context.models, context.prompt->model, &ModelInfo::id);
    return it == context.models.end() ? nullptr : &*it;
}

// The advice for a text that declines is that of a refusal, whether an image was asked for or not.
Outcome adviceOutcome(const Verdict& verdict)
{
    return verdict.looksLikeRefusal ? Outcome::Refused : verdict.outcome;
}

AdviceFacts adviceFacts(const Verdict& verdict, const Response& response, const AdviceContext& context)
{
    const QString errorDetail = response.error ? response.error->detail : QString();
    return {
        {u"rule"_s, {verdict.rule}},
        {u"outcome"_s, {Known<Outcome>::wireName(adviceOutcome(verdict))}},
        {u"stage"_s, {Known<Stage>::wireName(verdict.stage)}},
        {u"settingHelps"_s, {Known<SettingHelps>::wireName(verdict.settingHelps)}},
        {u"retry"_s, {Known<RetryAdvice>::wireName(verdict.retry)}},
        {u"reason"_s, {verdict.reason.value_or(QString())}},
        {u"support"_s, supportFact(response)},
        {u"image"_s, {yesNo(imageAskedFor(verdict, response, context))}},
        {u"references"_s, {yesNo(hasReferences(response, context))}},
        {u"prohibited"_s, {yesNo(isProhibited(verdict, response))}},
        {u"content"_s, {yesNo(verdict.checks.hasContent)}},
        {u"pictureNamed"_s, {yesNo(errorDetail.contains("image"_L1, Qt::CaseInsensitive))}},
        {u"thresholds"_s, {thresholdFact(verdict, response, context)}},
        {u"limit"_s, {limitFact(context)}},
        {u"thinking"_s, {thinkingFact(context)}},
        {u"modalities"_s, {modalityFact(context)}},
        {u"backEnd"_s, {backEndFact(context)}},
    };
}

QStringList adviceFactWords(const QString& fact)
{
    return vocabulary().value(fact);
}

bool isProhibited(const Verdict& verdict, const Response& response)
{
    if (isProhibition(verdict.rule) || (verdict.reason && namesProhibition(*verdict.reason)))
        return true;
    if (response.promptFeedback && isProhibited(response.promptFeedback->blockReason))
        return true;
    const auto endedSo = [](const Candidate& candidate) { return isProhibited(candidate.finishReason); };
    return std::ranges::any_of(response.candidates, endedSo)
        || std::ranges::any_of(supportCodes(response), isProhibitedCode);
}

QList<SafetyRating> decisiveRatings(const Verdict& verdict, const Response& response)
{
    if (verdict.outcome == Outcome::PromptBlocked || verdict.stage == Stage::Input)
        return response.promptFeedback ? response.promptFeedback->ratings : QList<SafetyRating>();
    const Candidate* candidate = decisiveCandidate(response);
    return candidate ? candidate->ratings : QList<SafetyRating>();
}

} // namespace safelight
