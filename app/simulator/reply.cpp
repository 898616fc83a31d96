#include "app/simulator/reply.h"

#include "app/simulator/pictureteller.h"
#include "app/simulator/ratingwriter.h"
#include "app/simulator/textteller.h"
#include "app/simulator/usage.h"

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
    if (situation.orders.unnamed)
        scores.fill(0.05);
    else if (probabilityOf(scores[3]) < HarmProbability::Medium)
        scores[3] = 0.8; // dangerous content stands for "some category"
    const auto settings =
        settingsOf(situation.orders.unnamed ? SafetyPreset::Diagnostic : SafetyPreset::Strict);
    return Layer1(settings, BlockThreshold::None, situation.vertex).ratings(scores);
}

// The promptFeedback of a stopped prompt, or nothing.
QJsonObject judgePrompt(const Situation& situation, const Scores& scores)
{
    const auto& orders = situation.orders;
    if (isProhibited(situation.request.text) || isProhibited(situation.request.systemInstruction))
        return feedback(u"PROHIBITED_CONTENT"_s, situation.vertex); // without ratings (gemini-api.md §3)
    if (orders.blockMessageOnly)
        return feedback({}, situation.vertex);
    if (!orders.blockReason.isEmpty()) {
        QJsonObject result = feedback(orders.blockReason, situation.vertex);
        if (orders.blockReason == "SAFETY"_L1)
            result.insert("safetyRatings"_L1, explainingRatings(situation, scores));
        else if (orders.blockReason == "OTHER"_L1)
            result.insert("safetyRatings"_L1, QJsonArray());
        return result;
    }
    const Layer1 layer(situation.request.safety, situation.model.defaultThreshold(), situation.vertex);
    // A forced end is one of the answer: then the prompt passes.
    if (!orders.finishReason.isEmpty() || orders.refusal || !layer.blocksAny(scores))
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

void nameAnswer(Reply& reply, const Situation& situation, Luck& luck)
{
    reply.modelVersion = situation.model.id;
    if (!situation.vertex)
        reply.modelStage = situation.model.stage;
    reply.responseId = u"simulated-%1"_s.arg(luck.bits(), 8, 16, QChar(u'0'));
}

} // namespace

Reply makeReply(const Situation& situation, Luck& luck)
{
    Reply reply;
    nameAnswer(reply, situation, luck);
    const Scores scores = ratePrompt(situation.request.text, situation.request.systemInstruction);
    reply.promptFeedback = judgePrompt(situation, scores);
    if (!reply.promptFeedback.isEmpty()) {
        reply.usage = usageOf(situation, {}); // the prompt only: nothing was thought or made
        return reply;
    }
    if (wantsPicture(situation))
        tellPicture(reply, situation, scores, luck);
    else
        tellText(reply, situation, scores, luck);
    const bool safety = !reply.candidates.isEmpty() && situation.orders.finishReason == "SAFETY"_L1;
    if (safety) {
        reply.candidates.first().ratings = explainingRatings(situation, scores);
        reply.candidates.first().rated = true;
    }
    return reply;
}

QJsonObject countReply(const GenerateRequest& request, const SimulatedModel& model)
{
    const Orders none;
    const QJsonObject usage = usageOf({request, none, model, false}, {});
    return {{u"totalTokens"_s, usage.value("promptTokenCount"_L1)},
            {u"promptTokensDetails"_s, usage.value("promptTokensDetails"_L1)}};
}

} // namespace safelight::simulation
