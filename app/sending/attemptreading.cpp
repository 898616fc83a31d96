#include "app/sending/attemptreading.h"

#include "app/diagnosis/diagnose.h"
#include "app/prompt/imageintake.h"
#include "app/session/sessionstore.h"
#include "app/wire/answerdecoder.h"

#include <QBuffer>

namespace safelight {

namespace {

AttemptState stateOf(const Exchange& exchange)
{
    if (!exchange.failure)
        return AttemptState::Completed;
    return exchange.failure->code == Error::Code::Cancelled ? AttemptState::Cancelled : AttemptState::Failed;
}

// The bytes cannot tell why they end.
AnswerEnd endOf(const Attempt& attempt, AnswerEnd read)
{
    switch (attempt.state) {
    case AttemptState::Interrupted:
    case AttemptState::Sending:
        return AnswerEnd::NoFinish;
    case AttemptState::Cancelled:
    case AttemptState::Failed:
        return attempt.end;
    case AttemptState::Completed:
        break;
    }
    return read;
}

// The client tells no request headers when none left. An earlier try may have.
bool wasSent(const Attempt& attempt)
{
    return attempt.state != AttemptState::Failed || attempt.tries > 1 || attempt.httpCode != 0
        || !attempt.requestHeaders.isEmpty();
}

BillingContext::End billingEnd(const Attempt& attempt)
{
    switch (attempt.state) {
    case AttemptState::Completed:
        return BillingContext::End::Answered;
    case AttemptState::Cancelled:
        return BillingContext::End::Cancelled;
    case AttemptState::Sending:
    case AttemptState::Interrupted:
    case AttemptState::Failed:
        break;
    }
    return wasSent(attempt) ? BillingContext::End::Failed : BillingContext::End::NotSent;
}

// The tier that served, where only a header names it (back-ends.md §5).
ServiceTier servedTier(const HeaderList& headers)
{
    for (const auto& [name, value] : headers) {
        if (name.compare("x-gemini-service-tier", Qt::CaseInsensitive) == 0)
            return Known<ServiceTier>::fromWire(QString::fromLatin1(value.toLower()))
                .value()
                .value_or(ServiceTier::Standard);
    }
    return ServiceTier::Standard;
}

// An imported answer says nothing of its call: no code, no day, no back end.
BillingContext billingContext(const Attempt& attempt, QDate today)
{
    BillingContext context;
    context.today = today;
    context.end = billingEnd(attempt);
    if (attempt.importedFrom)
        return context;
    context.httpCode = attempt.httpCode;
    context.model = attempt.prompt.model;
    context.backendId = attempt.backendId;
    context.simulated = attempt.simulated;
    context.sent = attempt.sentAt.date();
    context.tier = servedTier(attempt.responseHeaders);
    return context;
}

// The last picture is the result, earlier ones are drafts (gemini-api.md §6).
QByteArray finalPicture(const Response& response)
{
    for (const Candidate& candidate : response.candidates) {
        const QList<Part> images = candidate.images();
        if (!images.isEmpty())
            return images.last().data;
    }
    return {};
}

QByteArray png(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

void judgeAgain(Attempt& attempt, const ReadingContext& known)
{
    const RequestContext context =
        isRequestKnown(attempt) ? requestContext(attempt.prompt, known.model) : RequestContext();
    attempt.verdict = diagnose(attempt.response, context);
    attempt.billing = billingOf(attempt.response, billingContext(attempt, known.today), known.prices);
}

void takeHead(Attempt& attempt, const Exchange& exchange)
{
    if (!exchange.url.isEmpty())
        attempt.url = exchange.url.toString();
    attempt.httpCode = exchange.httpCode;
    if (!exchange.requestHeaders.isEmpty())
        attempt.requestHeaders = exchange.requestHeaders;
    attempt.responseHeaders = exchange.responseHeaders;
    attempt.seconds = exchange.seconds;
    attempt.firstByteSeconds = exchange.firstByteSeconds;
}

void takeExchange(Attempt& attempt, const Exchange& exchange, const ReadingContext& context)
{
    takeHead(attempt, exchange);
    attempt.state = stateOf(exchange);
    attempt.rawAnswer = exchange.raw;
    attempt.tries = exchange.tries;
    attempt.failure = exchange.failure ? exchange.failure->message : QString();
    attempt.response = exchange.response;
    attempt.end = exchange.response.end;
    judgeAgain(attempt, context);
}

void readAgain(Attempt& attempt, const ReadingContext& context)
{
    // Decoding nothing would find an unreadable answer; there is none.
    attempt.response = attempt.rawAnswer.isEmpty() && attempt.httpCode == 0
        ? Response()
        : decodeAnswer(attempt.rawAnswer, attempt.httpCode);
    attempt.response.end = endOf(attempt, attempt.rawAnswer.isEmpty() ? attempt.end : attempt.response.end);
    judgeAgain(attempt, context);
}

QByteArray thumbnailOf(const Response& response)
{
    const QByteArray picture = finalPicture(response);
    if (picture.isEmpty())
        return {};
    QImage image = imageForView(picture, QSize(96, 96));
    for (const int side : {96, 72, 48, 32}) {
        if (image.isNull())
            return {};
        if (image.width() > side || image.height() > side)
            image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        QByteArray bytes = png(image);
        if (bytes.size() <= SessionStore::thumbnailLimit)
            return bytes;
    }
    return {};
}

} // namespace safelight
