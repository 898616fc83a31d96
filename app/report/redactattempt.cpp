#include "app/report/redactor.h"

#include "app/base/secret.h"
#include "app/request/requestcodec.h"
#include "app/session/attempt.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

// Where in an attempt there is something to take out.
namespace safelight {

namespace {

// A value of the answer's fields that cannot be a sentence: "IMAGE_SAFETY", "173", "true".
bool isToken(const QString& value)
{
    static const QRegularExpression token(u"^(?:[A-Z0-9_]{0,64}|true|false|null|absent)$"_s);
    return token.match(value).hasMatch();
}

} // namespace

void Redactor::redact(SafetyRating& rating) const
{
    redact(rating.category);
    redact(rating.probability);
    redact(rating.severity);
    redact(rating.overwrittenThreshold);
}

void Redactor::redact(ReferenceImage& image) const
{
    image.caption = own(image.caption);
    image.fileName = own(image.fileName);
    if (hides(Redaction::Images))
        image.sha256.clear();
}

// What the user asked.
QString Redactor::own(const QString& asked) const
{
    if (asked.isEmpty())
        return asked;
    return hides(Redaction::Prompts) ? mask() : text(asked);
}

void Redactor::redact(Attempt& attempt) const
{
    attempt.backendName = text(attempt.backendName);
    attempt.url = hides(Redaction::Host) ? QString() : text(attempt.url);
    attempt.failure = text(attempt.failure);
    if (attempt.importedFrom)
        attempt.importedFrom = hides(Redaction::Prompts) ? mask() : text(*attempt.importedFrom);
    redactRequest(attempt);
    redactAnswer(attempt);
    redactVerdict(attempt);
    redactNotes(attempt);
    attempt.billing.priceModel = text(attempt.billing.priceModel);
    attempt.billing.priceSource = redacted(attempt.billing.priceSource);
}

void Redactor::redactNotes(Attempt& attempt) const
{
    if (hides(Redaction::Comments)) {
        attempt.title.clear();
        attempt.comment.clear();
        attempt.tags.clear();
        return;
    }
    attempt.title = text(attempt.title);
    attempt.comment = text(attempt.comment);
    for (QString& tag : attempt.tags)
        tag = text(tag);
}

void Redactor::redactRequest(Attempt& attempt) const
{
    Prompt& prompt = attempt.prompt;
    const QByteArray carried = prompt.carried.isEmpty() ? QByteArray() : requestText(prompt);
    prompt.text = own(prompt.text);
    prompt.systemInstruction = own(prompt.systemInstruction);
    // What is in a text or an image is there as well, and goes with it.
    prompt.carried = hides(Redaction::Prompts) || hides(Redaction::Images)
        ? QByteArray()
        : text(QString::fromUtf8(carried)).toUtf8();
    prompt.model = text(prompt.model);
    for (QString& stop : prompt.generation.stopSequences)
        stop = own(stop);
    for (ReferenceImage& image : prompt.images)
        redact(image);
}

void Redactor::redactAnswer(Attempt& attempt) const
{
    Response& response = attempt.response;
    const bool echoes = hides(Redaction::Prompts);
    for (Candidate& candidate : response.candidates) {
        redact(candidate.finishReason);
        candidate.finishMessage = text(candidate.finishMessage);
        for (SafetyRating& rating : candidate.ratings)
            redact(rating);
        for (Part& part : candidate.parts) {
            part.text = echoes && !part.text.isEmpty() ? mask() : text(part.text);
            part.name = echoes && !part.name.isEmpty() ? mask() : text(part.name);
            part.json = m_redactions.toInt() == 0 ? redacted(part.json) : QByteArray();
            part.mimeType = text(part.mimeType);
            part.thoughtSignature.clear();
        }
    }
    if (response.promptFeedback) {
        redact(response.promptFeedback->blockReason);
        response.promptFeedback->blockReasonMessage = text(response.promptFeedback->blockReasonMessage);
        for (SafetyRating& rating : response.promptFeedback->ratings)
            redact(rating);
    }
    if (response.error) {
        ServiceError& error = *response.error;
        for (QString* said : {&error.status, &error.message, &error.reason, &error.field, &error.quotaId,
                              &error.quotaValue, &error.detail})
            *said = text(*said);
    }
    response.modelVersion = text(response.modelVersion);
    response.responseId = text(response.responseId);
    response.modelStage = text(response.modelStage);
    for (QString& warning : response.warnings)
        warning = text(warning);
}

void Redactor::redactVerdict(Attempt& attempt) const
{
    Verdict& verdict = attempt.verdict;
    if (verdict.reason)
        verdict.reason = text(*verdict.reason);
    for (QString& category : verdict.categories)
        category = text(category);
    for (Evidence& evidence : verdict.readFrom) {
        if (!isToken(evidence.value))
            evidence.value = hides(Redaction::Prompts) ? mask() : text(evidence.value);
    }
}

} // namespace safelight
