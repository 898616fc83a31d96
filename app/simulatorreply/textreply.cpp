#include "app/simulatorreply/textreply.h"

#include "app/simulatorreply/answertext.h"
#include "app/simulatorreply/finish.h"
#include "app/simulatorreply/ratingwriter.h"
#include "app/simulatorreply/usage.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

constexpr int charactersPerToken = 4;

struct Draft
{
    QString text;
    QString finishReason = u"STOP"_s;
    qint64 thoughts = 0;
};

qint64 thinkingTokens(const GenerationSettings& generation, RandomDraws& draws)
{
    const qint64 drawn = draws.between(60, 400);
    if (generation.thinkingBudget == 0 || generation.thinkingLevel == u"minimal"_s)
        return 0;
    if (generation.thinkingBudget.value_or(-1) > 0)
        return std::min<qint64>(drawn, *generation.thinkingBudget);
    return generation.thinkingLevel == u"low"_s ? drawn / 2 : drawn;
}

QString textFor(const Situation& situation, RandomDraws& draws)
{
    if (situation.directives.refusal)
        return refusalText();
    if (situation.directives.chunks > 0)
        return u"simulated "_s.repeated(situation.directives.chunks);
    QString text = answerText(situation.request.text, draws);
    if (situation.request.responseMimeType != "application/json"_L1)
        return text;
    const QJsonObject object {{u"simulated"_s, true}, {u"answer"_s, text}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void applyStopSequences(Draft& draft, const QStringList& sequences)
{
    for (const QString& sequence : sequences) {
        const qsizetype found = sequence.isEmpty() ? -1 : draft.text.indexOf(sequence);
        if (found >= 0)
            draft.text.truncate(found);
    }
}

void applyLimit(Draft& draft, const std::optional<int>& limit)
{
    if (!limit)
        return;
    // Thinking counts against the limit and can use it up (gemini-api.md §3).
    draft.thoughts = std::min<qint64>(draft.thoughts, *limit);
    const qint64 left = (*limit - draft.thoughts) * charactersPerToken;
    if (draft.text.size() <= left)
        return;
    draft.text.truncate(left);
    draft.finishReason = u"MAX_TOKENS"_s;
}

// The text being written is rated too: it may come out worse than the prompt and be stopped on the way.
void applyOutputFilter(Draft& draft, const Layer1& layer, Scores& scores, RandomDraws& draws)
{
    for (double& score : scores)
        score = std::clamp(score * (0.6 + 0.7 * draws.draw()), 0.01, 0.98);
    if (layer.blocksAny(scores))
        draft.finishReason = u"SAFETY"_s;
}

void applyDirectives(Draft& draft, const ScenarioDirectives& directives)
{
    if (!directives.finishReason.isEmpty())
        draft.finishReason = directives.finishReason;
    if (directives.refusal || directives.chunks > 0)
        draft.finishReason = u"STOP"_s;
    const bool nothing =
        directives.empty || (draft.finishReason != "STOP"_L1 && !endsPartWay(draft.finishReason));
    if (nothing)
        draft.text.clear();
}

QList<QJsonObject> partsOf(const Draft& draft, const Situation& situation)
{
    QList<QJsonObject> parts;
    const bool thoughts = situation.request.generation.includeThoughts.value_or(false) && draft.thoughts > 0;
    if (thoughts) {
        for (const QString& piece : streamed(thoughtText(situation.request.text), 10))
            parts.append(QJsonObject {{u"text"_s, piece}, {u"thought"_s, true}});
    }
    for (const QString& piece : streamed(draft.text, situation.directives.chunks > 0 ? 1 : 8))
        parts.append(QJsonObject {{u"text"_s, piece}});
    return parts;
}

} // namespace

void fillTextReply(Reply& reply, const Situation& situation, const Scores& scores, RandomDraws& draws)
{
    const auto& generation = situation.request.generation;
    const Layer1 layer(situation.request.safety, situation.model.defaultThreshold(), situation.vertex);
    Spent spent;
    spent.answered = true;
    for (int i = 0; i < generation.candidateCount.value_or(1); ++i) {
        Draft draft;
        Scores output = scores;
        draft.thoughts = thinkingTokens(generation, draws);
        draft.text = textFor(situation, draws);
        applyStopSequences(draft, generation.stopSequences);
        applyOutputFilter(draft, layer, output, draws);
        applyLimit(draft, generation.maxOutputTokens);
        applyDirectives(draft, situation.directives);
        if (endsPartWay(draft.finishReason) && draft.finishReason != "MAX_TOKENS"_L1)
            draft.text.truncate(draft.text.size() / 2);

        SpokenCandidate candidate;
        candidate.parts = partsOf(draft, situation);
        candidate.finishReason = draft.finishReason;
        candidate.finishMessage = finishMessage(draft.finishReason, situation.vertex);
        candidate.ratings = layer.ratings(output);
        candidate.rated = !candidate.ratings.isEmpty();
        spent.thoughts += draft.thoughts;
        spent.text += (draft.text.size() + charactersPerToken - 1) / charactersPerToken;
        reply.candidates.append(candidate);
    }
    reply.usage = usageOf(situation, spent);
    reply.delay = 40;
}

} // namespace safelight::simulation
