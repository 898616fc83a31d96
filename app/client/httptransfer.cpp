#include "app/client/httptransfer.h"

#include "app/base/workers.h"
#include "app/client/certificatefailure.h"
#include "app/client/connections.h"
#include "app/client/httpfailure.h"
#include "app/client/unrepeatablebody.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/echofilter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr auto snapshotPace = 100ms; // each is written to the disk before it is shown
constexpr auto hurriedPace = 34ms; // the first one, and what could not be taken at once
constexpr qsizetype readAtOnce = 256LL * 1024; // in the network thread; more is read beside it
constexpr int mostRedirects = 5;
// Of an answer, on its way through Qt. Without a bound Qt hands over as fast as the service sends, says
// nothing of it until there is a pause, and for chunks does not even look at anything else meanwhile.
constexpr qint64 window = 1024LL * 1024;
constexpr qint64 mostPerTurn = 4 * window; // of the body, before other transfers and a stop get their turn
constexpr qint64 readersRoom = 64; // simdjson reads past the end; without room there it reads a copy
constexpr qint64 mostReserved = 64LL * 1024 * 1024; // a Content-Length is only a claim

int httpCodeOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

AnswerEnd endOf(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return AnswerEnd::Cancelled;
    case Error::Code::Refused:
    case Error::Code::TooLarge: // this program's own limit
        return AnswerEnd::Refused;
    default:
        return AnswerEnd::Network;
    }
}

// Where to, when this is a redirect that asks for the same request again. 303 asks for another one, and
// is shown as the answer it is.
QUrl redirectTarget(const QNetworkReply& reply)
{
    const int code = httpCodeOf(reply);
    if (code != 301 && code != 302 && code != 307 && code != 308)
        return {};
    const QByteArray location = reply.rawHeader("Location");
    return location.isEmpty() ? QUrl() : reply.url().resolved(QUrl::fromEncoded(location));
}

// In seconds from `now`, or none: RFC 9110 allows a number of seconds or a date, and anything may come.
std::optional<double> retryDelay(const QByteArray& value, const QDateTime& now)
{
    constexpr double longest = 1e9;
    bool ok = false;
    double seconds = value.toDouble(&ok);
    if (!ok) {
        auto date = QLocale::c().toDateTime(QString::fromLatin1(value).trimmed(),
                                            u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        if (!date.isValid())
            return std::nullopt;
        date.setTimeSpec(Qt::UTC);
        seconds = static_cast<double>(now.secsTo(date));
    }
    return seconds >= 0 && seconds < longest ? std::optional(seconds) : std::nullopt;
}

// Not all services that limit the rate say so in the body (gemini-api.md §9); the header is the standard.
void completeRetryAfter(Exchange& exchange)
{
    auto& error = exchange.response.error;
    if (!error || error->retryAfterSeconds)
        return;
    for (const auto& [name, value] : std::as_const(exchange.responseHeaders)) {
        if (name.compare("retry-after", Qt::CaseInsensitive) == 0)
            error->retryAfterSeconds = retryDelay(value, QDateTime::currentDateTimeUtc());
    }
}

// Without a length and not in chunks, an answer ends where the connection does. With a bounded read buffer Qt
// takes that now and then for a connection that broke before the answer, and would send the request again.
bool endsWithItsConnection(const QNetworkReply& reply)
{
    const auto error = reply.error();
    const bool looksCut =
        error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError;
    // HTTP/2 ends each answer itself.
    const bool isHttp2 = reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    return looksCut && !isHttp2 && httpCodeOf(reply) != 0 && !reply.hasRawHeader("Content-Length")
        && !reply.hasRawHeader("Transfer-Encoding");
}

// What remains to be done when all bytes are there, away from the network thread.
struct Ending
{
    Exchange exchange;
    Response soFar; // as it was shown last
    QList<Secret> secrets;
    bool isPost = true;
};

// An answer that was broken off is read no further than this: one without an end would keep the reader busy,
// and its text takes twice the room of its bytes.
constexpr qsizetype mostReadOfPart = StreamProgress::mostShown;

Response readPart(Ending& ending)
{
    const auto& exchange = ending.exchange;
    if (exchange.raw.size() <= mostReadOfPart)
        return decodeAnswer(exchange.raw, exchange.httpCode);
    Response response = ending.soFar.chunks > 0
        ? std::move(ending.soFar)
        : decodeAnswer(exchange.raw.first(mostReadOfPart), exchange.httpCode);
    response.warnings.append(
        QCoreApplication::translate("HttpTransfer", "only the beginning of a very long answer was read"));
    return response;
}

Exchange completed(Ending&& ending)
{
    Exchange& exchange = ending.exchange;
    exchange.raw = EchoFilter(ending.secrets).pass(std::move(exchange.raw));
    exchange.raw = redacted(std::move(exchange.raw), ending.secrets);
    auto& failure = exchange.failure;
    if (failure) {
        failure->message = redacted(failure->message, ending.secrets);
        failure->detail = redacted(failure->detail, ending.secrets);
    }
    // A list of models is read by who asked for it.
    const bool isRead = ending.isPost || exchange.httpCode >= 400;
    if (isRead && (!failure || (failure->code != Error::Code::Refused && !exchange.raw.isEmpty()))) {
        exchange.response = failure ? readPart(ending) : decodeAnswer(exchange.raw, exchange.httpCode);
        completeRetryAfter(exchange);
    }
    if (failure)
        exchange.response.end = endOf(failure->code);
    return std::move(exchange);
}

} // namespace

HttpTransfer::HttpTransfer(Result<HttpCall> call)
    : m_call(std::move(call))
{
    m_clock.start();
    m_silence.setSingleShot(true);
    m_turn.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &HttpTransfer::noticeSilence);
    connect(&m_turn, &QTimer::timeout, this, &HttpTransfer::readBody);
    connect(&m_pace, &QTimer::timeout, this, &HttpTransfer::emitSnapshot);
}

void HttpTransfer::start(Connections& connections)
{
    if (m_done)
        return;
    if (!m_call) {
        finish(m_call.error());
        return;
    }
    m_connections = &connections;
    m_exchange.requestHeaders = shownHeaders(m_call->headers, m_call->secrets);
    send();
}

void HttpTransfer::cancel()
{
    breakOff(cancelled());
}

void HttpTransfer::send()
{
    m_exchange.url = QUrl::fromEncoded(redacted(m_call->url.toEncoded(), m_call->secrets));
    m_pieces = std::make_unique<SafePieces>(m_call->secrets);
    m_hasPieces = false;
    if (m_call->stream)
        m_progress = std::make_unique<StreamProgress>();
    m_request = makeNetworkRequest(*m_call);
    m_connections->open(m_request, this, [this](QNetworkAccessManager& network) {
        m_reply = m_call->isPost ? post(network) : network.get(m_request);
        m_reply->setParent(this);
        listen();
        return m_reply;
    });
}

QNetworkReply* HttpTransfer::post(QNetworkAccessManager& network)
{
    m_request.setHeader(QNetworkRequest::ContentLengthHeader, m_call->body.size());
    m_request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto* body = new UnrepeatableBody(m_call->body);
    QNetworkReply* reply = network.post(m_request, body);
    body->setParent(reply);
    return reply;
}

void HttpTransfer::listen()
{
    // Not now: Qt would note it for itself. Its HTTP thread is told once it has the request, which Qt hands
    // over with a queued call as well; at the first sign of the answer it would be too late.
    QMetaObject::invokeMethod(
        m_reply, [reply = m_reply] { reply->setReadBufferSize(window); }, Qt::QueuedConnection);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpTransfer::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpTransfer::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &HttpTransfer::endReply);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError>& faults) { m_certificateFaults = faults; });
    if (m_call->timeout > 0ms) {
        connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { m_silence.start(); });
        m_silence.start(m_call->timeout);
    }
}

void HttpTransfer::readHeaders()
{
    if (m_silence.isActive())
        m_silence.start();
    if (m_exchange.firstByteSeconds <= 0)
        m_exchange.firstByteSeconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    const bool isFirst = m_exchange.httpCode == 0;
    m_exchange.httpCode = httpCodeOf(*m_reply);
    m_exchange.responseHeaders = shownHeaders(m_reply->rawHeaderPairs(), m_call->secrets);
    if (!isFirst)
        return;
    m_body = BodyReader(m_reply->rawHeader("Content-Encoding"));
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    m_exchange.raw.reserve(std::clamp<qint64>(length, 0, std::min(mostReserved, m_call->answerLimit))
                           + readersRoom);
}

void HttpTransfer::readBody()
{
    if (m_silence.isActive())
        m_silence.start();
    const bool more = takeSome();
    if (auto failure = bodyFailure())
        return breakOff(*std::move(failure));
    noteProgress();
    if (more)
        m_turn.start(0);
    else if (m_ended)
        conclude();
}

// Straight into the one buffer, up to one byte past the limit. Answers whether there is more at once.
bool HttpTransfer::takeSome()
{
    const qint64 room = m_call->answerLimit + 1 - m_exchange.raw.size();
    return m_body.read(*m_reply, m_exchange.raw, std::min(room, mostPerTurn));
}

std::optional<Error> HttpTransfer::bodyFailure() const
{
    const qint64 size = std::max<qint64>(m_exchange.raw.size(), m_body.compressedBytes());
    if (m_body.fault() != BodyReader::Fault::None)
        return compressionFailure(m_call->url, m_body.fault() == BodyReader::Fault::TooDense);
    if (size > m_call->answerLimit)
        return limitFailure(m_call->url, m_call->answerLimit);
    return std::nullopt;
}

// What lies here unread did come.
void HttpTransfer::noticeSilence()
{
    if (m_turn.isActive() || (m_reply && m_reply->bytesAvailable() > 0))
        m_silence.start();
    else
        breakOff(silenceFailure(m_call->url, m_call->timeout, m_exchange.httpCode != 0));
}

void HttpTransfer::endReply()
{
    readHeaders();
    m_ended = true;
    readBody();
}

void HttpTransfer::conclude()
{
    const auto error = m_reply->error();
    if (isBeforeSending(error) && m_redirects == 0)
        m_exchange.requestHeaders.clear();
    const QUrl target = redirectTarget(*m_reply);
    // For 307 and 308 Qt tries to rewind the body even though it may not follow by itself.
    const bool redirected =
        !target.isEmpty() && (error == QNetworkReply::NoError || error == QNetworkReply::ContentReSendError);
    if (redirected)
        follow(target);
    else if (error == QNetworkReply::SslHandshakeFailedError && !m_certificateFaults.isEmpty())
        finish(certificateFailure(m_certificateFaults, m_call->url));
    else if (!endsWithItsConnection(*m_reply) && isConnectionFailure(error, m_exchange.httpCode))
        finish(connectionFailure(error, m_reply->errorString(), m_call->url, m_exchange.httpCode != 0));
    else if (!m_body.isComplete())
        finish(compressionFailure(m_call->url, false));
    else
        finish({});
}

void HttpTransfer::follow(const QUrl& target)
{
    const bool leaksKey = redacted(target.toEncoded(), m_call->secrets) != target.toEncoded();
    if (!isSameOrigin(m_call->url, target) || leaksKey || ++m_redirects > mostRedirects) {
        finish(redirectRefusal(m_call->url, target));
        return;
    }
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_call->url = target;
    m_reply = nullptr;
    m_ended = false;
    m_exchange.raw.clear();
    m_exchange.httpCode = 0;
    m_exchange.responseHeaders.clear();
    send();
}

void HttpTransfer::noteProgress()
{
    m_dirty = true;
    // Not at once: a short answer is whole by then, and is written and shown only once.
    if (!m_pace.isActive())
        m_pace.start(hurriedPace);
}

void HttpTransfer::emitSnapshot()
{
    if (!m_dirty) {
        m_pace.stop();
        return;
    }
    m_pace.start(snapshotPace);
    if (m_underway->exchange(true))
        return; // the receiver is busy with the last one; the next beat tries again
    const Arrival fresh = nextArrival();
    emit progressed(m_progress ? m_progress->read(fresh.piece) : Response(), m_exchange.raw.size(), fresh);
    m_dirty = m_pieces->isBehind();
    if (m_dirty)
        m_pace.start(hurriedPace);
}

Arrival HttpTransfer::nextArrival()
{
    Arrival fresh;
    fresh.receipt = std::shared_ptr<void>(nullptr, [underway = m_underway](void*) { *underway = false; });
    fresh.piece = m_pieces->next(m_exchange.raw);
    fresh.isFirst = !std::exchange(m_hasPieces, m_hasPieces || !fresh.piece.isEmpty());
    fresh.head.url = m_exchange.url;
    fresh.head.httpCode = m_exchange.httpCode;
    fresh.head.requestHeaders = m_exchange.requestHeaders;
    fresh.head.responseHeaders = m_exchange.responseHeaders;
    fresh.head.firstByteSeconds = m_exchange.firstByteSeconds;
    fresh.head.seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    return fresh;
}

void HttpTransfer::breakOff(Error failure)
{
    if (m_done)
        return;
    if (m_reply) {
        m_reply->disconnect(this);
        takeSome();
        m_exchange.raw.truncate(std::min<qsizetype>(m_exchange.raw.size(), m_call->answerLimit));
        m_reply->abort();
    }
    finish(std::move(failure));
}

void HttpTransfer::finish(std::optional<Error> failure)
{
    m_done = true;
    m_silence.stop();
    m_turn.stop();
    m_pace.stop();
    m_exchange.seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    m_exchange.failure = std::move(failure);
    const bool isLarge = m_exchange.raw.size() > readAtOnce;
    Ending ending {
        std::move(m_exchange), {}, m_call ? m_call->secrets : QList<Secret>(), m_call && m_call->isPost};
    if (m_progress && ending.exchange.failure)
        ending.soFar = m_progress->soFar();
    m_progress.reset(); // its copy goes before the answer is read as a whole
    if (!isLarge)
        return deliver(completed(std::move(ending)));
    m_isReading = true;
    connect(&m_reading, &QFutureWatcherBase::finished, this,
            [this] { deliver(m_reading.future().takeResult()); });
    m_reading.setFuture(QtConcurrent::run(
        &workers(), [ending = std::move(ending)]() mutable { return completed(std::move(ending)); }));
}

void HttpTransfer::endNow()
{
    cancel();
    if (m_isReading) {
        m_reading.disconnect(this);
        deliver(m_reading.future().takeResult());
    }
}

void HttpTransfer::deliver(const Exchange& exchange)
{
    m_isReading = false;
    emit finished(exchange);
    deleteLater();
}

} // namespace safelight
