#include "app/dialects/googledialects.h"

#include "app/dialects/answerparts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The codes of the Interactions API that stand for a block, and not for a fault.
constexpr std::array interactionBlocks {"safety"_L1,
                                        "recitation"_L1,
                                        "language"_L1,
                                        "prohibited_content"_L1,
                                        "spii"_L1,
                                        "blocklist"_L1,
                                        "image_safety"_L1,
                                        "image_prohibited_content"_L1,
                                        "image_recitation"_L1,
                                        "image_other"_L1,
                                        "content_blocked"_L1,
                                        "no_image"_L1,
                                        "missing_thought_signature"_L1};
// Those that a prompt can be blocked for.
constexpr std::array promptBlocks {"safety"_L1, "prohibited_content"_L1, "blocklist"_L1,
                                   "content_blocked"_L1};

template<typename List>
bool isOneOf(const List& list, const QString& word)
{
    return std::ranges::find(list, word) != list.end();
}

// "The request was blocked …" is about the prompt; "Unable to show the generated image" is not.
bool isAboutPrompt(const QString& message)
{
    const auto says = [&message](QLatin1StringView word) {
        return message.contains(word, Qt::CaseInsensitive);
    };
    return (says("request"_L1) || says("prompt"_L1) || says("input"_L1)) && says("block"_L1)
        && !says("generated"_L1);
}

// The codes are the names of the REST API in small letters, but for some of its own.
QString reasonOf(const QString& code)
{
    const QString name = code.toUpper();
    return isGeminiFinish(name) ? name : code;
}

QJsonObject blockFrom(const QJsonObject& error, const QJsonArray& parts)
{
    const QString code = error.value("code"_L1).toString();
    const QString message = error.value("message"_L1).toString();
    if (!isOneOf(interactionBlocks, code))
        return {{"error"_L1, error}};
    if (parts.isEmpty() && isOneOf(promptBlocks, code) && isAboutPrompt(message))
        return {{"promptFeedback"_L1,
                 QJsonObject {{"blockReason"_L1, reasonOf(code)}, {"blockReasonMessage"_L1, message}}}};
    CandidateParts candidate;
    candidate.parts = parts;
    candidate.finish = reasonOf(code);
    candidate.message = message;
    return answerOf(candidate);
}

QJsonArray outputsOf(const QJsonObject& interaction)
{
    QJsonArray parts = partsOf(interaction.value("outputs"_L1));
    const auto steps = interaction.value("steps"_L1).toArray();
    for (const auto step : steps) {
        for (const auto part : partsOf(step["content"_L1]))
            parts.append(part);
    }
    return parts;
}

Translation interactionOf(QJsonObject answer, const QJsonObject& interaction, bool isChunk)
{
    addUsage(answer, interaction.value("usage"_L1).toObject());
    addModel(answer, interaction.value("model"_L1).toString());
    if (const auto id = pickText(interaction, {"interaction_id"_L1, "id"_L1}); !id.isEmpty())
        answer["responseId"_L1] = id;
    return {answer, u"interactions"_s, {}, isChunk};
}

std::optional<Translation> readWholeInteraction(const QJsonObject& interaction, bool isEvent)
{
    const QString status = interaction.value("status"_L1).toString();
    const auto first = interaction.value("errors"_L1)[0].toObject();
    const auto error = first.isEmpty() ? interaction.value("error"_L1).toObject() : first;
    const auto parts = isEvent ? QJsonArray() : outputsOf(interaction);
    if (error.contains("code"_L1))
        return interactionOf(blockFrom(error, parts), interaction, isEvent);
    if (status.isEmpty() || status == "in_progress"_L1 || status == "failed"_L1)
        return {};
    CandidateParts candidate;
    candidate.parts = parts;
    candidate.finish = status == "requires_action"_L1 ? u"STOP"_s : finishWord(status);
    return interactionOf(answerOf(candidate), interaction, isEvent);
}

bool isInputReason(const QString& reason)
{
    return reason.startsWith("INPUT_"_L1) || reason.contains("_INPUT_"_L1)
        || reason.startsWith("UNSAFE_PROMPT"_L1);
}

// What Imagen and Veo deliver: videos or images under any of their names.
QJsonArray mediaOf(const QJsonObject& result)
{
    QJsonArray parts;
    const auto list = pick(result, {"videos"_L1, "generatedSamples"_L1, "generatedVideos"_L1}).toArray();
    for (const auto item : list) {
        const auto media = pickObject(item.toObject(), {"video"_L1});
        const auto& object = media.isEmpty() ? item.toObject() : media;
        parts.append(
            QJsonObject {{"fileData"_L1,
                          QJsonObject {{"fileUri"_L1, pickText(object, {"uri"_L1, "gcsUri"_L1})},
                                       {"mimeType"_L1, pickText(object, {"mimeType"_L1, "encoding"_L1})}}}});
    }
    return parts;
}

} // namespace

std::optional<Translation> readInteraction(const QJsonObject& object)
{
    if (object.value("object"_L1) == "interaction"_L1)
        return readWholeInteraction(object, false);
    const QString event = object.value("event_type"_L1).toString();
    const auto error = object.value("error"_L1).toObject();
    if (isOneOf(interactionBlocks, error.value("code"_L1).toString()))
        return interactionOf(blockFrom(error, {}), object, true);
    if (event.isEmpty())
        return {};
    if (const auto interaction = object.value("interaction"_L1).toObject(); !interaction.isEmpty())
        return readWholeInteraction(interaction, true);
    const auto delta = object.value("delta"_L1).toObject();
    CandidateParts parts;
    parts.parts = partsOf(QJsonArray {delta});
    return parts.parts.isEmpty() ? std::nullopt : std::optional(interactionOf(answerOf(parts), object, true));
}

std::optional<Translation> readLiveMessage(const QJsonObject& object)
{
    const auto content = pickObject(object, {"serverContent"_L1});
    if (content.isEmpty())
        return {};
    QJsonObject answer;
    const QString reason = pickText(content, {"turnCompleteReason"_L1});
    CandidateParts parts;
    parts.parts = pickObject(content, {"modelTurn"_L1}).value("parts"_L1).toArray();
    if (isInputReason(reason))
        answer["promptFeedback"_L1] = QJsonObject {{"blockReason"_L1, reason}};
    else if (!reason.isEmpty() && !reason.endsWith("UNSPECIFIED"_L1))
        parts.finish = reason;
    else if (pick(content, {"turnComplete"_L1}).toBool())
        parts.finish = u"STOP"_s;
    if (!parts.parts.isEmpty() || !parts.finish.isEmpty())
        answer["candidates"_L1] = QJsonArray {candidateOf(parts)};
    auto usage = pickObject(object, {"usageMetadata"_L1});
    if (usage.contains("responseTokenCount"_L1))
        usage["candidatesTokenCount"_L1] = usage.value("responseTokenCount"_L1);
    addUsage(answer, usage);
    return answer.isEmpty() ? std::nullopt : std::optional(Translation {answer, u"gemini.live"_s, {}, true});
}

std::optional<Translation> readOperation(const QJsonObject& object)
{
    const auto response = object.value("response"_L1).toObject();
    const auto video = pickObject(response, {"generateVideoResponse"_L1});
    const auto& result = !video.isEmpty() ? video : response.isEmpty() ? object : response;
    const auto reasons = pick(result, {"raiMediaFilteredReasons"_L1});
    const bool isFiltered = reasons.isArray() || pick(result, {"raiMediaFilteredCount"_L1}).toInt() > 0;
    const auto media = mediaOf(result);
    const bool isDone = object.value("done"_L1).toBool() && object.value("name"_L1).isString();
    if (!isFiltered && (media.isEmpty() || !isDone))
        return {};
    if (!media.isEmpty()) {
        CandidateParts parts;
        parts.parts = media;
        parts.finish = u"STOP"_s;
        return Translation {answerOf(parts), u"vertex.operation"_s, {}};
    }
    QStringList sentences;
    for (const auto reason : reasons.toArray())
        sentences << reason.toString();
    return Translation {
        {{"predictions"_L1, QJsonArray {QJsonObject {{"raiFilteredReason"_L1, sentences.join(u'\n')}}}}},
        u"vertex.operation"_s,
        {}};
}

std::optional<Translation> readPalm(const QJsonObject& object)
{
    const QString reason = object.value("filters"_L1)[0]["reason"_L1].toString();
    const auto feedback = pick(object, {"safetyFeedback"_L1}).toArray();
    if (!isGeminiBlock(reason) && !(reason.isEmpty() && !feedback.isEmpty()))
        return {};
    QJsonArray ratings;
    for (const auto item : feedback) {
        auto rating = item["rating"_L1].toObject();
        rating["blocked"_L1] = true; // only those that blocked are listed
        ratings.append(rating);
    }
    QJsonObject block {{"safetyRatings"_L1, ratings}};
    block["blockReason"_L1] = reason.isEmpty() ? u"SAFETY"_s : reason;
    return Translation {{{"promptFeedback"_L1, block}}, u"palm"_s, {}};
}

} // namespace safelight
