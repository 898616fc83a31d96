#include "app/client/httptransfer.h"

#include "app/client/certificatefailure.h"
#include "app/client/httpfailure.h"
#include "app/client/onceonlydevice.h"
#include "app/wire/answerdecoder.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <algorithm>

using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto snapshotPace = 34ms; // at most some 30 a second
constexpr int mostRedirects = 5;
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

// Not all services that limit the rate say so in the body (gemini-api.md §9); the header is the standard.
void completeRetryAfter(Exchange& exchange)
{
    auto& error = exchange.response.error;
    if (!error || error->retryAfterSeconds)
        return;
    for (const auto& [name, value] : std::as_const(exchange.responseHeaders)) {
        bool ok = false;
        const double seconds = value.toDouble(&ok);
        if (ok && seconds >= 0 && name.compare("retry-after", Qt::CaseInsensitive) == 0)
            error->retryAfterSeconds = seconds;
    }
}

} // namespace

HttpTransfer::HttpTransfer(Result<HttpCall> call, Underway underway)
    : m_call(std::move(call))
    , m_underway(underway ? std::move(underway) : std::make_shared<std::atomic<bool>>(false))
{
    m_clock.start();
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this,
            [this] { breakOff(silenceFailure(m_call->url, m_call->timeout, m_exchange.httpCode != 0)); });
    connect(&m_pace, &QTimer::timeout, this, &HttpTransfer::emitSnapshot);
}

void HttpTransfer::start(QNetworkAccessManager& network)
{
    if (m_done)
        return;
    if (!m_call) {
        finish(m_call.error());
        return;
    }
    m_network = &network;
    m_exchange.requestHeaders = shownHeaders(m_call->headers, m_call->secrets);
    send();
}

void HttpTransfer::cancel()
{
    breakOff(cancelled());
}

void HttpTransfer::send()
{
    QNetworkRequest request = makeNetworkRequest(*m_call);
    m_exchange.url = QUrl::fromEncoded(redacted(m_call->url.toEncoded(), m_call->secrets));
    if (m_call->stream)
        m_progress = std::make_unique<StreamProgress>(m_call->secrets);
    if (m_call->isPost) {
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_call->body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        auto* body = new OnceOnlyDevice(m_call->body);
        m_reply = m_network->post(request, body);
        body->setParent(m_reply);
    } else {
        m_reply = m_network->get(request);
    }
    m_reply->setParent(this);
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
    m_exchange.httpCode = httpCodeOf(*m_reply);
    m_exchange.responseHeaders = shownHeaders(m_reply->rawHeaderPairs(), m_call->secrets);
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    m_exchange.raw.reserve(std::clamp<qint64>(length, 0, std::min(mostReserved, m_call->answerLimit)));
}

void HttpTransfer::readBody()
{
    if (m_silence.isActive())
        m_silence.start();
    takeAvailable();
    if (m_exchange.raw.size() > m_call->answerLimit) {
        m_exchange.raw.truncate(m_call->answerLimit);
        breakOff(limitFailure(m_call->url, m_call->answerLimit));
        return;
    }
    noteProgress();
}

// Straight into the one buffer, up to one byte past the limit.
void HttpTransfer::takeAvailable()
{
    auto& raw = m_exchange.raw;
    while (raw.size() <= m_call->answerLimit) {
        const qint64 room = std::min(m_reply->bytesAvailable(), m_call->answerLimit + 1 - raw.size());
        if (room <= 0)
            return;
        const qsizetype before = raw.size();
        raw.resize(before + room);
        const qint64 got = m_reply->read(raw.data() + before, room);
        raw.truncate(before + std::max<qint64>(got, 0));
        if (got <= 0)
            return;
    }
}

void HttpTransfer::endReply()
{
    readHeaders();
    readBody();
    if (m_done)
        return;
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
    else if (isConnectionFailure(error, m_exchange.httpCode))
        finish(connectionFailure(error, m_reply->errorString(), m_call->url, m_exchange.httpCode != 0));
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
    m_exchange.raw.clear();
    m_exchange.httpCode = 0;
    m_exchange.responseHeaders.clear();
    send();
}

void HttpTransfer::noteProgress()
{
    m_dirty = true;
    if (!m_pace.isActive())
        emitSnapshot();
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
    m_dirty = false;
    emit progressed(m_progress ? m_progress->read(m_exchange.raw) : Response(), m_exchange.raw.size());
}

void HttpTransfer::breakOff(Error failure)
{
    if (m_done)
        return;
    if (m_reply) {
        m_reply->disconnect(this);
        takeAvailable();
        m_exchange.raw.truncate(std::min<qsizetype>(m_exchange.raw.size(), m_call->answerLimit));
        m_reply->abort();
    }
    finish(std::move(failure));
}

void HttpTransfer::finish(std::optional<Error> failure)
{
    m_done = true;
    m_silence.stop();
    m_pace.stop();
    m_progress.reset(); // its copy goes before the answer is read as a whole
    m_exchange.seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    const QList<Secret> secrets = m_call ? m_call->secrets : QList<Secret>();
    m_exchange.raw = redacted(std::move(m_exchange.raw), secrets);
    if (failure) {
        failure->message = redacted(failure->message, secrets);
        failure->detail = redacted(failure->detail, secrets);
    }
    if (!failure || (failure->code != Error::Code::Refused && !m_exchange.raw.isEmpty()))
        readAnswer();
    if (failure)
        m_exchange.response.end = endOf(failure->code);
    m_exchange.failure = std::move(failure);
    emit finished(m_exchange);
    deleteLater();
}

void HttpTransfer::readAnswer()
{
    // A list of models is read by who asked for it.
    if (!m_call->isPost && m_exchange.httpCode < 400)
        return;
    m_exchange.response = decodeAnswer(m_exchange.raw, m_exchange.httpCode);
    completeRetryAfter(m_exchange);
}

} // namespace safelight
