#pragma once

#include "app/response/response.h"

namespace safelight::test {

inline Part textPart(const QString& text, bool thought = false)
{
    Part part;
    part.text = text;
    part.thought = thought;
    return part;
}

inline Part imagePart()
{
    Part part;
    part.kind = Part::Kind::InlineData;
    part.mimeType = QStringLiteral("image/png");
    part.data = "png";
    return part;
}

// One candidate that ended for this reason, as it stands on the wire; without parts when `text` is empty.
inline Response answer(const QString& finishReason, const QString& text = {})
{
    Candidate candidate;
    candidate.finishReason = Known<FinishReason>::fromWire(finishReason);
    if (!text.isEmpty())
        candidate.parts.append(textPart(text));
    Response response;
    response.shape = AnswerShape::Object;
    response.candidates.append(candidate);
    return response;
}

inline Response promptBlock(const QString& blockReason)
{
    Response response;
    response.shape = AnswerShape::Object;
    response.promptFeedback.emplace();
    response.promptFeedback->blockReason = Known<BlockReason>::fromWire(blockReason);
    return response;
}

inline Response apiError(int httpCode, const QString& status = {}, const QString& reason = {})
{
    Response response;
    response.shape = AnswerShape::ErrorBody;
    response.error.emplace();
    response.error->httpCode = httpCode;
    response.error->status = status;
    response.error->reason = reason;
    return response;
}

inline SafetyRating rating(const QString& category, const QString& probability,
                           std::optional<bool> blocked = {})
{
    SafetyRating result;
    result.category = Known<HarmCategory>::fromWire(category);
    result.probability = Known<HarmProbability>::fromWire(probability);
    result.blocked = blocked;
    return result;
}

} // namespace safelight::test
