#pragma once

#include "app/diagnosis/diagnose.h"
#include "app/session/attempt.h"
#include "app/wire/answerdecoder.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QTimeZone>

namespace safelight::test {

// A request and an answer, read as the program reads it.
inline Attempt attemptOf(const QByteArray& answer, int httpCode = 200)
{
    Attempt attempt;
    attempt.id = 7;
    attempt.number = 7;
    attempt.state = AttemptState::Completed;
    attempt.sentAt = QDateTime(QDate(2026, 11, 21), QTime(14, 2, 11), QTimeZone::utc());
    attempt.backendName = QStringLiteral("Gemini API");
    attempt.url = QStringLiteral("https://generativelanguage.googleapis.com/v1beta/models/"
                                 "gemini-3-pro-image-preview:streamGenerateContent?alt=sse");
    attempt.prompt.text = QStringLiteral("Put this jacket on the woman in the second picture.");
    attempt.prompt.model = QStringLiteral("gemini-3-pro-image-preview");
    attempt.prompt.safety = settingsOf(SafetyPreset::Strict);
    attempt.requestBody = R"({"contents":[{"parts":[{"text":"Put this jacket on the woman."}]}]})";
    attempt.requestHeaders = {{"content-type", "application/json"}, {"x-goog-api-key", "[masked]"}};
    attempt.httpCode = httpCode;
    attempt.responseHeaders = {{"content-type", "application/json; charset=UTF-8"},
                               {"server", "scaffolding"}};
    attempt.rawAnswer = answer;
    attempt.seconds = 6.4;
    attempt.response = decodeAnswer(answer, httpCode);
    attempt.verdict = diagnose(attempt.response);
    BillingContext call;
    call.httpCode = httpCode;
    call.model = attempt.prompt.model;
    call.sent = attempt.sentAt.date();
    attempt.billing = billingOf(attempt.response, call, PriceBook {bundledPrices(), {}, {}});
    return attempt;
}

inline Attempt sampleAttempt(const QString& file, int httpCode = 200)
{
    QFile sample(QStringLiteral(SAFELIGHT_TEST_DATA "/samples/") + file);
    if (!sample.open(QIODevice::ReadOnly))
        qFatal("missing sample");
    return attemptOf(sample.readAll(), httpCode);
}

inline QByteArray pngBytes(QSize size, QColor top, QColor bottom)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient gradient(0, 0, size.width(), size.height());
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    painter.fillRect(image.rect(), gradient);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

inline Part imagePart(const QByteArray& bytes, const QString& mimeType = QStringLiteral("image/png"))
{
    Part part;
    part.kind = Part::Kind::InlineData;
    part.mimeType = mimeType;
    part.data = bytes;
    return part;
}

// A delivered answer with these pictures and this text, through the real decoder.
inline Attempt deliveredAttempt(const QList<QByteArray>& images, const QString& text = {},
                                const QString& mimeType = QStringLiteral("image/png"))
{
    QJsonArray parts;
    if (!text.isEmpty())
        parts << QJsonObject {{QStringLiteral("text"), text}};
    for (const auto& image : images)
        parts << QJsonObject {
            {QStringLiteral("inlineData"),
             QJsonObject {{QStringLiteral("mimeType"), mimeType},
                          {QStringLiteral("data"), QString::fromLatin1(image.toBase64())}}}};
    const QJsonObject candidate {{QStringLiteral("content"), QJsonObject {{QStringLiteral("parts"), parts}}},
                                 {QStringLiteral("finishReason"), QStringLiteral("STOP")},
                                 {QStringLiteral("index"), 0}};
    const QJsonObject usage {{QStringLiteral("promptTokenCount"), 269},
                             {QStringLiteral("thoughtsTokenCount"), 201},
                             {QStringLiteral("candidatesTokenCount"), 1120},
                             {QStringLiteral("totalTokenCount"), 1590},
                             {QStringLiteral("candidatesTokensDetails"),
                              QJsonArray {QJsonObject {{QStringLiteral("modality"), QStringLiteral("IMAGE")},
                                                       {QStringLiteral("tokenCount"), 1120}}}}};
    return attemptOf(
        QJsonDocument(QJsonObject {{QStringLiteral("candidates"), QJsonArray {candidate}},
                                   {QStringLiteral("usageMetadata"), usage},
                                   {QStringLiteral("modelVersion"), QStringLiteral("gemini-3-pro-image")}})
            .toJson(QJsonDocument::Compact));
}

} // namespace safelight::test
