#include "app/cli/sendrun.h"

#include "app/sending/attemptreading.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto longestPause = 120s;

// What the official SDK tries again (gemini-api.md §9).
constexpr std::array retriedCodes {408, 429, 500, 502, 503, 504};

bool isWorthRetrying(const Exchange& exchange)
{
    if (exchange.failure && exchange.failure->code == Error::Code::Network)
        return true;
    const auto& error = exchange.response.error;
    if (exchange.failure || !error || isLastingLimit(*error))
        return false;
    const int code = error->httpCode != 0 ? error->httpCode : exchange.httpCode;
    return std::ranges::find(retriedCodes, code) != retriedCodes.end();
}

} // namespace

std::optional<std::chrono::milliseconds> retryDelay(const Exchange& exchange, int tries)
{
    if (!isWorthRetrying(exchange))
        return {};
    const auto& error = exchange.response.error;
    if (error && error->retryAfterSeconds) {
        const std::chrono::duration<double> asked(std::max(0.0, *error->retryAfterSeconds));
        if (asked > longestPause)
            return {};
        return std::chrono::ceil<std::chrono::milliseconds>(asked);
    }
    // 1 s, 2 s, 4 s … 60 s, as the official SDK.
    return std::min<std::chrono::milliseconds>(1s * (1 << std::clamp(tries - 1, 0, 6)), 60s);
}

SendRun::SendRun(ModelClient& client, SessionStore* store, Endpoint endpoint, SendOptions options)
    : m_client(client)
    , m_store(store)
    , m_endpoint(std::move(endpoint))
    , m_options(std::move(options))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SendRun::send);
}

void SendRun::start(const SendRequest& request, const ReadingContext& reading)
{
    m_reading = reading;
    m_attempt.sentAt = QDateTime::currentDateTimeUtc();
    m_attempt.backendId = m_endpoint.backend.id;
    m_attempt.backendName = m_endpoint.backend.name;
    m_attempt.simulated = m_endpoint.backend.simulated;
    m_attempt.url = m_endpoint.backend.baseUrl.toString();
    m_attempt.stream = m_options.stream;
    m_attempt.prompt = request.prompt;
    m_attempt.requestBody = request.body;
    if (m_store) {
        const auto begun = m_store->begin(m_attempt);
        m_begun = begun.has_value();
        if (begun)
            m_attempt = *begun;
        else
            complain(tr("This attempt cannot be kept: %1").arg(begun.error().message));
    }
    send();
}

void SendRun::complain(const QString& sentence)
{
    emit noted(sentence);
    emit unkept();
}

void SendRun::stop()
{
    m_stopped = true;
    if (m_job)
        m_job->cancel();
    else if (m_pause.isActive())
        end(m_last);
}

void SendRun::send()
{
    ++m_tries;
    ModelRequest request;
    request.model = m_attempt.prompt.model;
    request.body = m_attempt.requestBody;
    request.stream = m_options.stream;
    request.timeout = m_options.timeout;
    m_job = m_client.send(m_endpoint, request, this);
    connect(m_job, &RequestJob::finished, this, &SendRun::take);
}

void SendRun::take(const Exchange& exchange)
{
    m_job = nullptr;
    const auto delay = retryDelay(exchange, m_tries);
    if (m_stopped || m_tries > m_options.retries || !delay) {
        end(exchange);
        return;
    }
    m_last = exchange;
    const QString why = exchange.failure ? exchange.failure->message : exchange.response.error->message;
    emit noted(tr("Try %1 failed: %2 Trying again in %3 s.")
                   .arg(QString::number(m_tries), why,
                        QString::number(static_cast<double>(delay->count()) / 1000, 'f', 1)));
    m_pause.start(*delay);
}

void SendRun::end(Exchange exchange)
{
    m_pause.stop();
    exchange.tries = m_tries;
    takeExchange(m_attempt, exchange, m_reading);
    if (m_begun) {
        const auto kept = m_store->complete(m_attempt, thumbnailOf(m_attempt.response));
        m_begun = false;
        if (!kept)
            complain(tr("The answer could not be kept: %1").arg(kept.error().message));
    }
    emit finished();
}

} // namespace safelight
