#include "app/diagnosis/diagnose.h"

#include "app/diagnosis/evidence.h"
#include "app/diagnosis/refusal.h"
#include "app/diagnosis/rules.h"
#include "app/diagnosis/stagepicture.h"
#include "app/prompt/modelinfo.h"
#include "app/prompt/prompt.h"
#include "app/response/response.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What decided: a rule, the text it was read from, and the ratings beside it.
struct Decision
{
    Rule rule;
    std::optional<QString> reason = {};
    QList<SafetyRating> ratings = {};
};

bool isBlocking(const SafetyRating& rating)
{
    return rating.blocked.value_or(false);
}

bool isPromptBlocked(const Response& response)
{
    if (!response.promptFeedback)
        return false;
    const auto& feedback = *response.promptFeedback;
    if (feedback.blockReason && !feedback.blockReason->text().isEmpty()) {
        // The proto default says nothing where an answer came all the same.
        return feedback.blockReason != BlockReason::Unspecified || response.candidates.isEmpty();
    }
    return response.candidates.isEmpty()
        && (!feedback.blockReasonMessage.isEmpty() || std::ranges::any_of(feedback.ratings, isBlocking));
}

std::optional<QString> textOf(const QString& text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

template<typename E>
std::optional<QString> textOf(const std::optional<Known<E>>& reason)
{
    return reason ? textOf(reason->text()) : std::nullopt;
}

bool isAdjustable(const SafetyRating& rating)
{
    return rating.category && rating.category->isKnown()
        && std::ranges::find(adjustableCategories, *rating.category->value()) != adjustableCategories.end();
}

// Could a threshold have let this through? A SAFETY stop whose ratings are all negligible is not
// explained by them, one that names only categories without a slider is not reached by any, and a
// threshold that the service overwrote is not the user's (gemini-api.md §2).
SettingHelps thresholdHelps(const QList<SafetyRating>& ratings)
{
    if (std::ranges::any_of(ratings, isBlocking)) {
        const bool reachable = std::ranges::any_of(ratings, [](const SafetyRating& rating) {
            return isBlocking(rating) && isAdjustable(rating) && !rating.overwrittenThreshold;
        });
        return reachable ? SettingHelps::Yes : SettingHelps::Unknown;
    }
    const auto isRated = [](const SafetyRating& rating) { return rating.probability.has_value(); };
    const auto isNegligible = [](const SafetyRating& rating) {
        return !rating.probability || rating.probability == HarmProbability::Negligible;
    };
    const bool explained =
        std::ranges::none_of(ratings, isRated) || !std::ranges::all_of(ratings, isNegligible);
    return explained ? SettingHelps::Yes : SettingHelps::Unknown;
}

QStringList blockingCategories(const QList<SafetyRating>& ratings)
{
    QStringList names;
    for (const auto& rating : ratings) {
        if (!isBlocking(rating) || !rating.category || rating.category->text().isEmpty()
            || rating.category == HarmCategory::Unspecified)
            continue;
        names << rating.category->text();
    }
    names.removeDuplicates();
    return names;
}

Decision decideOnPrompt(const Response& response)
{
    const auto& feedback = *response.promptFeedback;
    return {ruleFor(feedback.blockReason), textOf(feedback.blockReason), feedback.ratings};
}

Decision decideOnError(const Response& response)
{
    return {ruleFor(*response.error), textOf(response.error->status)};
}

Decision decideOnErrorTail(const Response& response)
{
    Rule rule = ruleFor(Situation::EndErrorTail);
    if (!response.error)
        return {rule};
    rule.retry = ruleFor(*response.error).retry;
    return {rule, textOf(response.error->status)};
}

Decision decideOnStop(const Candidate& candidate, const RequestContext& context)
{
    const auto reason = textOf(candidate.finishReason);
    if (!candidate.hasContent())
        return {ruleFor(Situation::EmptyStop), reason, candidate.ratings};
    const bool onlyText = std::ranges::all_of(
        candidate.parts, [](const Part& part) { return part.thought || part.kind == Part::Kind::Text; });
    if (context.imageAskedFor.value_or(false) && onlyText)
        return {ruleFor(Situation::RefusedTextOnly), reason, candidate.ratings};
    return {ruleFor(Known(FinishReason::Stop)), reason, candidate.ratings};
}

bool hasFinished(const Candidate* candidate)
{
    return candidate && textOf(candidate->finishReason);
}

Decision decideWithoutReason(const Response& response, const Candidate* candidate)
{
    if (response.shape == AnswerShape::Predictions) {
        const bool delivered = candidate && candidate->hasContent();
        return {ruleFor(delivered ? Situation::PredictionDelivered : Situation::PredictionFiltered)};
    }
    if (!candidate)
        return {ruleFor(Situation::EmptyNothingAtAll)};
    return {ruleFor(candidate->hasContent() ? Situation::FinishAbsent : Situation::EmptyNoReason),
            {},
            candidate->ratings};
}

Decision decideOnCandidate(const Response& response, const Candidate* candidate,
                           const RequestContext& context)
{
    if (!hasFinished(candidate))
        return decideWithoutReason(response, candidate);
    if (candidate->finishReason == FinishReason::Stop)
        return decideOnStop(*candidate, context);
    return {ruleFor(*candidate->finishReason), textOf(candidate->finishReason), candidate->ratings};
}

// A stream that lost its end after the reason had come has still said all that matters; one whose last
// event is broken, or that ended in an error, has not (headless.md, `interrupted`).
std::optional<Situation> interruption(const Response& response, const Candidate* candidate)
{
    switch (response.end) {
    case AnswerEnd::BrokenChunk:
        return Situation::EndBrokenChunk;
    case AnswerEnd::ErrorTail:
        return Situation::EndErrorTail;
    case AnswerEnd::NoFinish:
        // A single object is not a stream: without a reason it is empty, or a chunk kept alone.
        return hasFinished(candidate) || response.shape == AnswerShape::Object
            ? std::nullopt
            : std::optional(Situation::EndNoFinish);
    case AnswerEnd::Cancelled:
        return hasFinished(candidate) ? std::nullopt : std::optional(Situation::EndCancelled);
    case AnswerEnd::Network:
        return hasFinished(candidate) ? std::nullopt : std::optional(Situation::EndNetwork);
    case AnswerEnd::Refused:
        return hasFinished(candidate) ? std::nullopt : std::optional(Situation::EndRefused);
    case AnswerEnd::Complete:
    case AnswerEnd::Unreadable:
        break;
    }
    return {};
}

Decision decide(const Response& response, const Candidate* candidate, const RequestContext& context)
{
    if (isPromptBlocked(response))
        return decideOnPrompt(response);
    if (response.error && !candidate)
        return decideOnError(response);
    if (response.end == AnswerEnd::Unreadable)
        return {ruleFor(Situation::EndUnreadable)};
    const auto situation = interruption(response, candidate);
    if (situation == Situation::EndErrorTail)
        return decideOnErrorTail(response);
    if (situation)
        return {ruleFor(*situation)};
    return decideOnCandidate(response, candidate, context);
}

Checks checksOf(const Response& response, const Candidate* candidate, const Verdict& verdict)
{
    Checks checks;
    checks.noBlockReason =
        verdict.outcome != Outcome::PromptBlocked && verdict.outcome != Outcome::Unreadable;
    checks.finishStop =
        response.end == AnswerEnd::Complete && candidate && candidate->finishReason == FinishReason::Stop;
    checks.hasContent = candidate && candidate->hasContent();
    return checks;
}

} // namespace

RequestContext requestContext(const Prompt& prompt, const std::optional<ModelInfo>& model)
{
    RequestContext context;
    if (!prompt.generation.responseModalities.isEmpty())
        context.imageAskedFor =
            prompt.generation.responseModalities.contains("IMAGE"_L1, Qt::CaseInsensitive);
    else if (model)
        context.imageAskedFor = model->outputsImages;
    context.maxOutputTokens = prompt.generation.maxOutputTokens;
    return context;
}

Verdict diagnose(const Response& response, const RequestContext& context)
{
    const Candidate* candidate = decisiveCandidate(response);
    Decision decision = decide(response, candidate, context);
    if (const auto prohibited = ruleForSupportCodes(response, decision.rule))
        decision.rule = *prohibited;
    const Rule& rule = decision.rule;

    Verdict verdict;
    verdict.outcome = rule.outcome;
    verdict.stage = rule.stage;
    verdict.reason = decision.reason;
    verdict.retry = rule.retry;
    // Only the configurable filter listens to thresholds.
    const bool configurable = rule.settingHelps == SettingHelps::Yes && rule.outcome != Outcome::ApiError;
    verdict.settingHelps = !configurable ? rule.settingHelps
        : context.thresholdsAreOpen      ? SettingHelps::No
                                         : thresholdHelps(decision.ratings);
    verdict.categories = blockingCategories(decision.ratings);
    verdict.rule = rule.id;
    verdict.source = QString::fromUtf8(rule.source);
    verdict.checks = checksOf(response, candidate, verdict);
    verdict.looksLikeRefusal = candidate && verdict.checks.hasContent
        && (verdict.outcome == Outcome::Delivered || verdict.outcome == Outcome::Refused)
        && looksLikeRefusal(candidate->text());
    verdict.stages = stagePicture(response, candidate, verdict);
    verdict.readFrom = evidenceFor(response, candidate, verdict);
    return verdict;
}

} // namespace safelight
