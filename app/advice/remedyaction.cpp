#include "app/advice/remedyaction.h"

#include "app/advice/thresholdadvice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int leastOutputLimit = 2048; // tokens: room for an answer beside the thinking

SafetySettings settingsOf(const AdviceContext& context)
{
    return context.prompt ? context.prompt->safety : SafetySettings();
}

QList<ThresholdChange> allTo(std::optional<BlockThreshold> threshold, const SafetySettings& settings)
{
    QList<ThresholdChange> changes;
    for (const auto category : adjustableCategories) {
        if (settings.threshold(category) != threshold)
            changes.append({category, settings.threshold(category), threshold, {}});
    }
    return changes;
}

// Those the service named in its message; all that are sent where it named none.
QList<ThresholdChange> refusedThresholds(const AdviceCase& advice)
{
    const auto settings = settingsOf(advice.context);
    const QString message = advice.response.error ? advice.response.error->message : QString();
    QList<ThresholdChange> sent = allTo({}, settings);
    QList<ThresholdChange> named;
    std::ranges::copy_if(sent, std::back_inserter(named), [&message](const ThresholdChange& change) {
        return message.contains(Known<HarmCategory>::wireName(change.category));
    });
    return named.isEmpty() ? sent : named;
}

QList<ThresholdChange> thresholdsFor(const QString& id, const AdviceCase& advice)
{
    if (id == "unsendThresholds"_L1)
        return refusedThresholds(advice);
    if (id == "seeRatings"_L1)
        return allTo(BlockThreshold::None, settingsOf(advice.context));
    return thresholdAdvice(decisiveRatings(advice.verdict, advice.response), settingsOf(advice.context))
        .changes;
}

std::optional<GenerationSettings> higherLimit(const AdviceContext& context)
{
    GenerationSettings next = context.prompt->generation;
    if (!next.maxOutputTokens)
        return {};
    const ModelInfo* model = modelOf(context);
    const qint64 doubled = std::max<qint64>(2 * qint64(*next.maxOutputTokens), leastOutputLimit);
    const qint64 limit =
        model && model->outputTokenLimit ? *model->outputTokenLimit : std::numeric_limits<int>::max();
    next.maxOutputTokens = int(std::min(doubled, limit));
    return *next.maxOutputTokens > *context.prompt->generation.maxOutputTokens ? std::optional(next)
                                                                               : std::nullopt;
}

// The next lower level of those the model has, or of those the API knows.
std::optional<QString> lowerLevel(const QString& level, const ModelInfo* model)
{
    static const QStringList all {u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s};
    const auto at = all.indexOf(level.toLower());
    for (auto i = at - 1; i >= 0; --i) {
        if (!model || model->thinkingLevels.isEmpty() || model->thinkingLevels.contains(all.at(i)))
            return all.at(i);
    }
    return {};
}

// Level and budget never together (gemini-api.md §6).
std::optional<GenerationSettings> lessThinking(const AdviceContext& context)
{
    GenerationSettings next = context.prompt->generation;
    const ModelInfo* model = modelOf(context);
    if (next.thinkingLevel) {
        next.thinkingLevel = lowerLevel(*next.thinkingLevel, model);
    } else if (next.thinkingBudget) {
        const int budget = *next.thinkingBudget;
        next.thinkingBudget = budget < 0 ? 1024 : budget / 2;
    } else if (model && !model->thinkingLevels.isEmpty()) {
        next.thinkingLevel = model->thinkingLevels.first();
    } else if (model && model->thinkingBudget.value_or(false)) {
        next.thinkingBudget = 1024;
    }
    const bool changed = next != context.prompt->generation && (next.thinkingLevel || next.thinkingBudget);
    return changed ? std::optional(next) : std::nullopt;
}

std::optional<GenerationSettings> withTextAllowed(const AdviceContext& context)
{
    GenerationSettings next = context.prompt->generation;
    next.responseModalities = {u"TEXT"_s, u"IMAGE"_s};
    return next;
}

std::optional<GenerationSettings> generationFor(const QString& id, const AdviceContext& context)
{
    if (!context.prompt)
        return {};
    if (id == "raiseOutputLimit"_L1)
        return higherLimit(context);
    return id == "lowerThinking"_L1 ? lessThinking(context) : withTextAllowed(context);
}

// Never one that is known to be switched off; first those that draw when a picture was asked for.
QStringList otherModels(const AdviceContext& context)
{
    const bool image = context.request && context.request->imageAskedFor.value_or(false);
    QStringList fitting;
    for (const auto& model : context.models) {
        const bool current = context.prompt && model.id == context.prompt->model;
        const bool gone = model.note.contains("shut down"_L1, Qt::CaseInsensitive);
        if (!current && !gone && (!image || model.outputsImages.value_or(true)))
            fitting << model.id;
    }
    return fitting;
}

} // namespace

RemedyAction remedyAction(const QString& id, RemedyKind kind, const AdviceCase& adviceCase)
{
    RemedyAction action;
    action.kind = kind;
    switch (kind) {
    case RemedyKind::Thresholds:
        action.thresholds = thresholdsFor(id, adviceCase);
        break;
    case RemedyKind::Wait:
        if (adviceCase.response.error)
            action.waitSeconds = adviceCase.response.error->retryAfterSeconds;
        break;
    case RemedyKind::Generation:
        action.generation = generationFor(id, adviceCase.context);
        break;
    case RemedyKind::Model:
        action.models = otherModels(adviceCase.context);
        break;
    default:
        break;
    }
    return action;
}

} // namespace safelight
