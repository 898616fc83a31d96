#include "app/simulatorreply/reply.h"

#include "app/simulatorreply/imagereply.h"
#include "app/simulatorreply/ratingwriter.h"
#include "app/simulatorreply/textreply.h"
#include "app/simulatorreply/usage.h"

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

QJsonObject feedback(const QString& reason, bool vertex)
{
    QJsonObject object;
    if (!reason.isEmpty())
        object.insert("blockReason"_L1, reason);
    if (vertex || reason.isEmpty() || reason == "MODEL_ARMOR"_L1 || reason == "JAILBREAK"_L1)
        object.insert("blockReasonMessage"_L1,
                      u"The prompt was blocked by the service's policy. (Simulated.)"_s);
    return object;
}

// Ratings that explain a block which the settings in force would not have caused: as if all were strict.
QJsonArray explainingRatings(const Situation& situation, Scores scores)
{
    if (situation.directives.unnamed)
        scores.fill(0.05);
    else if (probabilityOf(scores[3]) < HarmProbability::Medium)
        scores[3] = 0.8; // dangerous content stands for "some category"
    const auto settings =
        settingsOf(situation.directives.unnamed ? SafetyPreset::Diagnostic : SafetyPreset::Strict);
    return Layer1(settings, BlockThreshold::None, situation.vertex).ratings(scores);
}

// The promptFeedback of a stopped prompt, or nothing.
QJsonObject judgePrompt(const Situation& situation, const Scores& scores)
{
    const auto& directives = situation.directives;
    if (isProhibited(situation.request.text) || isProhibited(situation.request.systemInstruction))
        return feedback(u"PROHIBITED_CONTENT"_s, situation.vertex); // without ratings (gemini-api.md §3)
    if (directives.blockMessageOnly)
        return feedback({}, situation.vertex);
    if (!directives.blockReason.isEmpty()) {
        QJsonObject result = feedback(directives.blockReason, situation.vertex);
        if (directives.blockReason == "SAFETY"_L1)
            result.insert("safetyRatings"_L1, explainingRatings(situation, scores));
        else if (directives.blockReason == "OTHER"_L1)
            result.insert("safetyRatings"_L1, QJsonArray());
        return result;
    }
    const Layer1 layer(situation.request.safety, situation.model.defaultThreshold(), situation.vertex);
    // A forced end is one of the answer: then the prompt passes.
    if (!directives.finishReason.isEmpty() || directives.refusal || !layer.blocksAny(scores))
        return {};
    QJsonObject result = feedback(u"SAFETY"_s, situation.vertex);
    result.insert("safetyRatings"_L1, layer.ratings(scores));
    return result;
}

bool wantsPicture(const Situation& situation)
{
    const QStringList& modalities = situation.request.generation.responseModalities;
    return situation.model.outputsImages && (modalities.isEmpty() || modalities.contains(u"IMAGE"_s));
}

void nameAnswer(Reply& reply, const Situation& situation, RandomDraws& draws)
{
    reply.modelVersion = situation.model.id;
    if (!situation.vertex)
        reply.modelStage = situation.model.stage;
    reply.responseId = u"simulated-%1"_s.arg(draws.bits(), 8, 16, QChar(u'0'));
}

} // namespace

Reply makeReply(const Situation& situation, RandomDraws& draws)
{
    Reply reply;
    nameAnswer(reply, situation, draws);
    const Scores scores = ratePrompt(situation.request.text, situation.request.systemInstruction);
    reply.promptFeedback = judgePrompt(situation, scores);
    if (!reply.promptFeedback.isEmpty()) {
        reply.usage = usageOf(situation, {}); // the prompt only: nothing was thought or made
        return reply;
    }
    if (wantsPicture(situation))
        fillImageReply(reply, situation, scores, draws);
    else
        fillTextReply(reply, situation, scores, draws);
    const bool safety = !reply.candidates.isEmpty() && situation.directives.finishReason == "SAFETY"_L1;
    if (safety) {
        reply.candidates.first().ratings = explainingRatings(situation, scores);
        reply.candidates.first().rated = true;
    }
    return reply;
}

QJsonObject countReply(const GenerateRequest& request, const SimulatedModel& model)
{
    const ScenarioDirectives none;
    const QJsonObject usage = usageOf({request, none, model, false}, {});
    return {{u"totalTokens"_s, usage.value("promptTokenCount"_L1)},
            {u"promptTokensDetails"_s, usage.value("promptTokensDetails"_L1)}};
}

} // namespace safelight::simulation
