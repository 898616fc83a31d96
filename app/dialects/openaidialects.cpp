#include "app/dialects/openaidialects.h"

#include "app/dialects/answerparts.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString gatewayOf(const QJsonObject& chat, const QJsonObject& choice)
{
    if (choice.contains("native_finish_reason"_L1) || chat.value("id"_L1).toString().startsWith("gen-"_L1))
        return u"OpenRouter"_s;
    for (const auto& name : chat.keys()) {
        if (name.startsWith("vertex_ai_"_L1))
            return u"LiteLLM"_s;
    }
    return choice.contains("provider_specific_fields"_L1) ? u"LiteLLM"_s : QString();
}

void appendCalls(const QJsonArray& calls, QJsonArray& parts)
{
    for (const auto call : calls) {
        const auto function = call["function"_L1].toObject();
        const auto arguments = QJsonDocument::fromJson(function.value("arguments"_L1).toString().toUtf8());
        if (!function.value("name"_L1).toString().isEmpty())
            parts.append(QJsonObject {
                {"functionCall"_L1,
                 QJsonObject {{"name"_L1, function.value("name"_L1)}, {"args"_L1, arguments.object()}}}});
    }
}

QJsonArray chatParts(const QJsonObject& message)
{
    QJsonArray parts;
    const QString thought = pickText(message, {"reasoning"_L1, "reasoning_content"_L1});
    if (!thought.isEmpty())
        parts.append(textPart(thought, true));
    for (const auto name : {"content"_L1, "refusal"_L1, "images"_L1}) {
        for (const auto part : partsOf(message.value(name)))
            parts.append(part);
    }
    appendCalls(message.value("tool_calls"_L1).toArray(), parts);
    return parts;
}

QString finishOf(const QJsonObject& choice)
{
    const auto extra = choice.value("provider_specific_fields"_L1).toObject();
    for (const auto& native :
         {choice.value("native_finish_reason"_L1), extra.value("native_finish_reason"_L1)}) {
        if (native.isString() && isGeminiFinish(native.toString()))
            return finishWord(native.toString());
    }
    return finishWord(choice.value("finish_reason"_L1).toString());
}

bool isChoice(const QJsonObject& choice)
{
    return choice.value("message"_L1).isObject() || choice.value("delta"_L1).isObject()
        || (choice.contains("finish_reason"_L1) && choice.value("text"_L1).isString());
}

QJsonArray candidatesOf(const QJsonObject& chat)
{
    QJsonArray candidates;
    const auto choices = chat.value("choices"_L1).toArray();
    for (const auto item : choices) {
        const auto choice = item.toObject();
        CandidateParts parts;
        parts.index = choice.value("index"_L1).toInt(int(candidates.size()));
        parts.parts = choice.contains("text"_L1) ? partsOf(choice.value("text"_L1))
                                                 : chatParts(pickObject(choice, {"message"_L1, "delta"_L1}));
        parts.finish = finishOf(choice);
        parts.ratings = ratingsOf(pick(choice, {"safetyRatings"_L1}));
        if (parts.ratings.isEmpty() && !parts.finish.isEmpty())
            parts.ratings = ratingsOf(chat.value("vertex_ai_safety_results"_L1));
        candidates.append(candidateOf(parts));
    }
    return candidates;
}

QJsonObject errorOf(const QJsonObject& chat)
{
    const auto choice = chat.value("choices"_L1)[0].toObject();
    const auto error = pickObject(chat, {"error"_L1});
    return error.isEmpty() ? pickObject(choice, {"error"_L1}) : error;
}

bool isChunk(const QJsonObject& chat, const QJsonObject& choice)
{
    return chat.value("object"_L1).toString().endsWith("chunk"_L1) || choice.contains("delta"_L1);
}

} // namespace

std::optional<Translation> readOpenAiChat(const QJsonObject& object)
{
    const auto choices = object.value("choices"_L1).toArray();
    const bool isNamed = object.value("object"_L1).toString().startsWith("chat.completion"_L1);
    if (!object.contains("choices"_L1)
        || (choices.isEmpty() ? !isNamed : !isChoice(choices.first().toObject())))
        return {};
    QJsonObject answer {{"candidates"_L1, candidatesOf(object)}};
    const auto error = errorOf(object);
    if (!error.isEmpty())
        answer = {{"error"_L1, error}};
    else if (choices.isEmpty() && !isChunk(object, {})) // a chunk without any may follow the end
        answer["candidates"_L1] = QJsonArray {QJsonObject {{"index"_L1, 0}}};
    addUsage(answer, object.value("usage"_L1).toObject());
    addModel(answer, object.value("model"_L1).toString());
    if (const auto id = object.value("id"_L1).toString(); !id.isEmpty())
        answer["responseId"_L1] = id;
    const auto choice = choices.first().toObject();
    return Translation {answer, u"openai.chat"_s, gatewayOf(object, choice), isChunk(object, choice)};
}

std::optional<Translation> readOpenAiResponse(const QJsonObject& object)
{
    const QString status = object.value("status"_L1).toString();
    if (object.value("object"_L1) != "response"_L1 || status.isEmpty() || status == "in_progress"_L1
        || status == "queued"_L1)
        return {};
    CandidateParts parts;
    const auto output = object.value("output"_L1).toArray();
    for (const auto item : output) {
        const bool isThought = item["type"_L1] == "reasoning"_L1;
        for (const auto part : partsOf(item[isThought ? "summary"_L1 : "content"_L1]))
            parts.parts.append(isThought ? textPart(part["text"_L1].toString(), true) : part.toObject());
    }
    const QString why = object.value("incomplete_details"_L1)["reason"_L1].toString();
    parts.finish = finishWord(why.isEmpty() ? status : why);
    const auto error = object.value("error"_L1).toObject();
    if (why.isEmpty() && error.isEmpty() && status != "completed"_L1)
        return {}; // the member that says why is missing
    QJsonObject answer = answerOf(parts);
    if (!error.isEmpty())
        answer = {{"error"_L1, error}};
    addUsage(answer, object.value("usage"_L1).toObject());
    addModel(answer, object.value("model"_L1).toString());
    answer["responseId"_L1] = object.value("id"_L1).toString();
    return Translation {answer, u"openai.responses"_s, {}};
}

} // namespace safelight
