#pragma once

#include "app/session/attempt.h"

#include <QCryptographicHash>
#include <QTimeZone>

namespace safelight::test {

// Bytes without a pattern that compression or base64 could profit from; the same each time.
inline QByteArray noise(qsizetype size, quint32 seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char& c : bytes) {
        seed = seed * 1664525U + 1013904223U;
        c = static_cast<char>(seed >> 24);
    }
    return bytes;
}

inline ReferenceImage sampleImage(qsizetype size = 5000, quint32 seed = 7)
{
    ReferenceImage image;
    image.bytes = noise(size, seed);
    image.mimeType = QStringLiteral("image/png");
    image.fileName = QStringLiteral("coat.png");
    image.caption = QStringLiteral("The coat, from the front");
    image.pixelSize = QSize(640, 480);
    image.sha256 = QCryptographicHash::hash(image.bytes, QCryptographicHash::Sha256).toHex();
    return image;
}

inline Prompt samplePrompt()
{
    Prompt prompt;
    prompt.text = QStringLiteral("A red coat on a hanger,\n  studio light");
    prompt.systemInstruction = QStringLiteral("You are a product photographer.");
    prompt.model = QStringLiteral("gemini-3-pro-image");
    prompt.images = {sampleImage()};
    prompt.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
    prompt.safety.setThreshold(HarmCategory::HateSpeech, BlockThreshold::LowAndAbove);
    prompt.generation.temperature = 0.1;
    prompt.generation.seed = -5;
    prompt.generation.stopSequences = {QStringLiteral("END")};
    prompt.generation.responseModalities = {QStringLiteral("TEXT"), QStringLiteral("IMAGE")};
    prompt.generation.imageSize = QStringLiteral("2K");
    prompt.generation.includeThoughts = true;
    return prompt;
}

// As it stands before it is sent.
inline Attempt sampleAttempt()
{
    Attempt attempt;
    attempt.sentAt = QDateTime(QDate(2026, 11, 21), QTime(14, 2, 11, 123), QTimeZone::utc());
    attempt.backendId = QStringLiteral("simulator");
    attempt.backendName = QStringLiteral("Built-in simulator");
    attempt.simulated = true;
    attempt.url = QStringLiteral("http://127.0.0.1:4/v1beta/models/m:streamGenerateContent?alt=sse");
    attempt.prompt = samplePrompt();
    attempt.requestBody = R"({"contents":[{"parts":[{"inlineData":{"data":")"
        + attempt.prompt.images[0].bytes.toBase64() + R"("}}]}]})";
    attempt.requestHeaders = {{"x-goog-api-key", "[redacted]"}, {"Accept", "text/event-stream"}};
    return attempt;
}

// The same, answered.
inline Attempt answered(Attempt attempt)
{
    attempt.state = AttemptState::Completed;
    attempt.httpCode = 200;
    attempt.responseHeaders = {{"Content-Type", "text/event-stream"}, {"X-Odd", "caf\xe9"}};
    attempt.rawAnswer = "data: {\"candidates\":[{\"finishReason\":\"IMAGE_SAFETY\"}]}\r\n\r\n";
    attempt.seconds = 6.4;
    attempt.firstByteSeconds = 1.25;
    attempt.tries = 2;
    attempt.end = AnswerEnd::Complete;
    attempt.response.modelVersion = QStringLiteral("gemini-3-pro-image-preview");
    attempt.response.usage = TokenUsage();
    attempt.response.usage->prompt = 276;
    attempt.response.usage->thoughts = 173;
    attempt.response.usage->candidates = 0;
    attempt.response.usage->total = 449;
    attempt.verdict.outcome = Outcome::ResponseBlocked;
    attempt.verdict.reason = QStringLiteral("IMAGE_SAFETY");
    return attempt;
}

} // namespace safelight::test
