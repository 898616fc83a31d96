#pragma once

#include "tests/report/reportcases.h"

namespace safelight::test {

// An attempt that says this wherever a service, a file or a user can put words.
inline Attempt saying(const QString& text)
{
    Attempt attempt = sampleAttempt(QStringLiteral("image-safety.json"));
    attempt.backendName = text;
    attempt.url = text;
    attempt.failure = text;
    attempt.title = text;
    attempt.comment = text;
    attempt.tags = {text};
    attempt.remedies = {text};
    attempt.prompt.text = text;
    attempt.prompt.systemInstruction = text;
    attempt.prompt.model = text;
    attempt.prompt.images = {referenceImage(text)};
    attempt.prompt.images[0].caption = text;
    attempt.prompt.images[0].mimeType = text;
    attempt.prompt.generation.stopSequences = {text};
    auto& candidate = attempt.response.candidates[0];
    candidate.finishReason = Known<FinishReason>::fromWire(text);
    candidate.finishMessage = text;
    Part part;
    part.text = text;
    candidate.parts = {part};
    SafetyRating rating;
    rating.category = Known<HarmCategory>::fromWire(text);
    rating.probability = Known<HarmProbability>::fromWire(text);
    candidate.ratings = {rating};
    attempt.response.modelVersion = text;
    attempt.response.warnings = {text};
    attempt.response.promptFeedback.emplace();
    attempt.response.promptFeedback->blockReasonMessage = text;
    attempt.verdict.reason = text;
    attempt.verdict.categories = {text};
    attempt.verdict.readFrom = {{text, text}};
    attempt.billing.priceSource = text;
    attempt.billing.priceModel = text;
    return attempt;
}

} // namespace safelight::test
