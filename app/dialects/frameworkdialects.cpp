#include "app/dialects/frameworkdialects.h"

#include "app/dialects/answerparts.h"

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr std::array unifiedFinishes {"stop"_L1,  "length"_L1, "content-filter"_L1, "tool-calls"_L1,
                                      "error"_L1, "other"_L1,  "unknown"_L1};

// A block reason that says something, in words.
QJsonObject feedbackOf(const QJsonObject& owner)
{
    const auto feedback = pickObject(owner, {"promptFeedback"_L1});
    const QString reason = pickText(feedback, {"blockReason"_L1});
    if (!isGeminiBlock(reason))
        return {};
    QJsonObject block {{"blockReason"_L1, reason.mid(reason.lastIndexOf(u'.') + 1)}};
    if (const QString message = pickText(feedback, {"blockReasonMessage"_L1}); !message.isEmpty())
        block["blockReasonMessage"_L1] = message;
    if (const auto ratings = ratingsOf(pick(feedback, {"safetyRatings"_L1})); !ratings.isEmpty())
        block["safetyRatings"_L1] = ratings;
    return block;
}

// The text of the answer, if the members say which it is, even when it is empty.
std::optional<QJsonArray> contentOf(const QJsonObject& object)
{
    if (const auto content = object.value("content"_L1); content.isObject())
        return content["parts"_L1].isArray() ? std::optional(content["parts"_L1].toArray()) : std::nullopt;
    for (const auto name : {"text"_L1, "content"_L1}) {
        if (const auto value = object.value(name); value.isString() || value.isArray())
            return partsOf(value);
    }
    return {};
}

// None where nothing is said that could be relied on.
std::optional<QJsonObject> answerFrom(const QString& finish, const QJsonObject& info,
                                      const std::optional<QJsonArray>& content)
{
    QJsonObject answer;
    if (const auto feedback = feedbackOf(info); !feedback.isEmpty())
        answer["promptFeedback"_L1] = feedback;
    else if (finish.isEmpty() || (!content && finishWord(finish) == "STOP"_L1))
        return {};
    if (finish.isEmpty())
        return answer;
    CandidateParts parts;
    parts.parts = content.value_or(QJsonArray());
    parts.finish = finishWord(finish);
    parts.message = pickText(info, {"finishMessage"_L1});
    parts.ratings = ratingsOf(pick(info, {"safetyRatings"_L1}));
    answer["candidates"_L1] = QJsonArray {candidateOf(parts)};
    return answer;
}

// Members of the second take the place of those of the first.
QJsonObject joined(QJsonObject first, const QJsonObject& second)
{
    for (auto it = second.begin(); it != second.end(); ++it)
        first[it.key()] = it.value();
    return first;
}

QJsonObject usageIn(std::initializer_list<QJsonObject> places)
{
    for (const auto& place : places) {
        for (const auto name :
             {"usageMetadata"_L1, "usage_metadata"_L1, "usage"_L1, "token_usage"_L1, "tokenUsage"_L1}) {
            if (const auto usage = place.value(name).toObject(); !usageOf(usage).isEmpty())
                return usage;
        }
    }
    return {};
}

QString modelIn(const QJsonObject& object)
{
    return pickText(object, {"modelVersion"_L1, "modelName"_L1, "model"_L1});
}

} // namespace

std::optional<Translation> readLangChain(const QJsonObject& object)
{
    const auto metadata = pickObject(object, {"responseMetadata"_L1});
    const auto info = joined(pickObject(object, {"generationInfo"_L1}), metadata);
    const QString finish = pickText(info, {"finishReason"_L1, "stopReason"_L1});
    auto answer = answerFrom(finish, info, contentOf(object));
    if (info.isEmpty() || !answer)
        return {};
    const auto message = object.value("message"_L1)["kwargs"_L1].toObject();
    addUsage(*answer, usageIn({info, object, message}));
    addModel(*answer, modelIn(info));
    return Translation {*answer, u"langchain"_s, u"LangChain"_s};
}

std::optional<Translation> readAiSdk(const QJsonObject& object)
{
    const auto reason = object.value("finishReason"_L1);
    const QString unified = reason.isObject() ? reason["unified"_L1].toString() : reason.toString();
    const bool isItsOwn = std::ranges::find(unifiedFinishes, unified) != unifiedFinishes.end();
    const auto usage = object.value("usage"_L1).toObject();
    if (!isItsOwn
        || (!hasAny(object, {"providerMetadata"_L1, "rawFinishReason"_L1})
            && !hasAny(usage, {"inputTokens"_L1, "promptTokens"_L1}) && !reason.isObject()))
        return {};
    const QString raw =
        reason.isObject() ? reason["raw"_L1].toString() : object.value("rawFinishReason"_L1).toString();
    const auto metadata = object.value("providerMetadata"_L1).toObject();
    const auto google = pickObject(metadata, {"google"_L1, "vertex"_L1});
    const auto answer = answerFrom(isGeminiFinish(raw) ? raw : unified, google, contentOf(object));
    if (!answer)
        return {};
    Translation translation {*answer, u"ai-sdk"_s, u"AI SDK"_s};
    addUsage(translation.answer, usage);
    addModel(translation.answer, object.value("response"_L1)["modelId"_L1].toString());
    return translation;
}

std::optional<Translation> readSpringAi(const QJsonObject& object)
{
    const auto list = object.value("results"_L1)[0].toObject();
    const auto result = object.value("result"_L1).isObject() ? object.value("result"_L1).toObject() : list;
    const auto output = result.value("output"_L1).toObject();
    const auto info = joined(output.value("metadata"_L1).toObject(), result.value("metadata"_L1).toObject());
    const QString finish = pickText(info, {"finishReason"_L1});
    const auto metadata = object.value("metadata"_L1).toObject();
    if (output.isEmpty() || !isGeminiFinish(finish.toUpper()))
        return {};
    auto answer = answerFrom(finish.toUpper(), info, contentOf(output));
    if (!answer)
        return {};
    addUsage(*answer, metadata.value("usage"_L1).toObject());
    addModel(*answer, modelIn(metadata));
    return Translation {*answer, u"spring-ai"_s, u"Spring AI"_s};
}

std::optional<Translation> readLooseReason(const QJsonObject& object)
{
    QString finish = pickText(object, {"finishReason"_L1, "stopReason"_L1});
    if (!isGeminiFinish(finish))
        finish.clear();
    QJsonObject info = object;
    if (isGeminiBlock(pickText(object, {"blockReason"_L1})))
        info["promptFeedback"_L1] = object;
    auto answer = answerFrom(finish, info, contentOf(object));
    if (!answer)
        return {};
    addUsage(*answer, usageIn({object}));
    addModel(*answer, modelIn(object));
    return Translation {*answer, u"gemini.fragment"_s, {}};
}

} // namespace safelight
