#include "app/dialects/anthropicdialect.h"

#include "app/dialects/answerparts.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Translation translationOf(QJsonObject answer, const QJsonObject& from, bool isChunk)
{
    addUsage(answer, from.value("usage"_L1).toObject());
    addModel(answer, from.value("model"_L1).toString());
    if (const auto id = from.value("id"_L1).toString(); !id.isEmpty())
        answer["responseId"_L1] = id;
    return {answer, u"anthropic.messages"_s, {}, isChunk};
}

} // namespace

std::optional<Translation> readAnthropicMessage(const QJsonObject& object)
{
    const QString type = object.value("type"_L1).toString();
    CandidateParts parts;
    if (type == "message"_L1 && object.value("content"_L1).isArray()
        && object.value("stop_reason"_L1).isString()) {
        parts.parts = partsOf(object.value("content"_L1));
        parts.finish = finishWord(object.value("stop_reason"_L1).toString());
        return translationOf(answerOf(parts), object, false);
    }
    const auto delta = object.value("delta"_L1).toObject();
    if (type == "content_block_delta"_L1 && delta.contains("text"_L1)) {
        parts.parts = partsOf(delta.value("text"_L1));
        return translationOf(answerOf(parts), {}, true);
    }
    if (type == "message_delta"_L1 && delta.value("stop_reason"_L1).isString()) {
        parts.finish = finishWord(delta.value("stop_reason"_L1).toString());
        return translationOf(answerOf(parts), object, true);
    }
    return {};
}

} // namespace safelight
