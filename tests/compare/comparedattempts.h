#pragma once

#include "app/compare/comparison.h"
#include "app/diagnosis/diagnose.h"
#include "app/wire/answerdecoder.h"
#include "tests/support/pictures.h"

#include <QCryptographicHash>
#include <QTimeZone>

namespace safelight::test {

// An attempt whose answer was read as the program reads it.
inline Attempt attemptOf(int number, const QByteArray& answer, int httpCode = 200)
{
    Attempt attempt;
    attempt.id = number;
    attempt.number = number;
    attempt.state = AttemptState::Completed;
    attempt.sentAt = QDateTime(QDate(2026, 11, 21), QTime(13, 50 + number % 10, 11), QTimeZone::utc());
    attempt.backendId = QStringLiteral("gemini");
    attempt.backendName = QStringLiteral("Gemini API");
    attempt.url = QStringLiteral("https://generativelanguage.googleapis.com/v1beta/models/m:generateContent");
    attempt.prompt.model = QStringLiteral("gemini-3-pro-image-preview");
    attempt.requestBody = "{}";
    attempt.rawAnswer = answer;
    attempt.httpCode = httpCode;
    attempt.seconds = 0.9 * number;
    attempt.response = decodeAnswer(answer, httpCode);
    attempt.verdict = diagnose(attempt.response);
    BillingContext call;
    call.httpCode = httpCode;
    call.model = attempt.prompt.model;
    call.sent = attempt.sentAt.date();
    attempt.billing = billingOf(attempt.response, call, PriceBook {bundledPrices(), {}, {}});
    return attempt;
}

inline QByteArray ratingsJson(const QByteArray& sexual, bool blocked = false)
{
    return R"([{"category":"HARM_CATEGORY_HARASSMENT","probability":"NEGLIGIBLE"},)"
           R"({"category":"HARM_CATEGORY_HATE_SPEECH","probability":"NEGLIGIBLE"},)"
           R"({"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT","probability":")"
        + sexual + (blocked ? R"(","blocked":true},)" : R"("},)")
        + R"({"category":"HARM_CATEGORY_DANGEROUS_CONTENT","probability":"NEGLIGIBLE"}])";
}

inline void setThresholds(Attempt& attempt, BlockThreshold threshold)
{
    for (const auto category : adjustableCategories)
        attempt.prompt.safety.setThreshold(category, threshold);
}

inline Attempt blockedPrompt()
{
    Attempt attempt = attemptOf(4,
                                R"({"promptFeedback":{"blockReason":"SAFETY","safetyRatings":)"
                                    + ratingsJson("MEDIUM", true)
                                    + R"(},"usageMetadata":{"promptTokenCount":271,"totalTokenCount":271}})");
    attempt.prompt.text = QStringLiteral("Woman in swimwear trying the jacket on a beach.");
    setThresholds(attempt, BlockThreshold::MediumAndAbove);
    return attempt;
}

inline Attempt withheldImage()
{
    Attempt attempt = attemptOf(
        7,
        R"({"candidates":[{"finishReason":"IMAGE_SAFETY","index":0}],"usageMetadata":{"promptTokenCount":276,"thoughtsTokenCount":173,"totalTokenCount":449},"modelVersion":"gemini-3-pro-image-preview"})");
    attempt.prompt.text = QStringLiteral(
        "Put this jacket on the woman in the second picture, walking through a park in autumn.");
    setThresholds(attempt, BlockThreshold::OnlyHigh);
    return attempt;
}

inline Attempt delivered(int number = 6, const QByteArray& image = picture("PNG", {640, 360}),
                         const QByteArray& text = {})
{
    Attempt attempt = attemptOf(
        number,
        R"({"candidates":[{"content":{"role":"model","parts":[)"
            + (text.isEmpty() ? QByteArray() : R"({"text":")" + text + R"("},)")
            + R"({"inlineData":{"mimeType":"image/png","data":")" + image.toBase64()
            + R"("}}]},"finishReason":"STOP","index":0,"safetyRatings":)" + ratingsJson("LOW")
            + R"(}],"usageMetadata":{"promptTokenCount":269,"thoughtsTokenCount":201,"candidatesTokenCount":1120,"totalTokenCount":1590,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]},"modelVersion":"gemini-3-pro-image"})");
    attempt.prompt.text =
        QStringLiteral("Flat-lay of this jacket, white background, no model, product photography");
    setThresholds(attempt, BlockThreshold::OnlyHigh);
    return attempt;
}

inline Attempt stillSending(int number = 9)
{
    Attempt attempt = attemptOf(number, {}, 0);
    attempt.state = AttemptState::Sending;
    attempt.response = {};
    attempt.verdict = {};
    attempt.billing = {};
    attempt.prompt.text = QStringLiteral("A coat on a hanger");
    attempt.rawAnswer.clear();
    attempt.seconds = 0;
    return attempt;
}

inline Attempt importedAttempt(int number = 8)
{
    Attempt attempt = attemptOf(number, R"({"promptFeedback":{"blockReason":"OTHER"}})");
    attempt.importedFrom = QStringLiteral("answer <b>.json");
    attempt.prompt = {};
    attempt.requestBody.clear();
    attempt.backendId.clear();
    attempt.backendName.clear();
    return attempt;
}

inline ReferenceImage reference(const QByteArray& bytes, const QString& name, QSize size = {120, 80})
{
    ReferenceImage image;
    image.bytes = bytes;
    image.fileName = name;
    image.mimeType = QStringLiteral("image/png");
    image.pixelSize = size;
    image.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return image;
}

} // namespace safelight::test
