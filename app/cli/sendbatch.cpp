#include "app/cli/sendbatch.h"

#include "app/sending/promptestimate.h"

namespace safelight {

SendBatch::SendBatch(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_queue(parts.client, parts.timing)
{
    const Backend& backend = m_parts.endpoint.backend;
    m_queue.setLimits(backend.id, sendLimitsOf(backend, m_parts.options.concurrency));
    connect(&m_queue, &SendQueue::finished, this,
            [this](quint64 id, const AttemptEnding& ending) { fill(id, ending.attempt); });
    connect(&m_queue, &SendQueue::dropped, this, [this](quint64 id) { fill(id, {}); });
    connect(&m_queue, &SendQueue::problemOccurred, this, [this](const QString& sentence) {
        emit noted(sentence);
        emit unkept();
    });
    connect(&m_queue, &SendQueue::waitBegan, this, [this](quint64, const RetryWait& wait) {
        emit noted(SendText::tr("Try %1 failed: %2 Trying again in %3 s.")
                       .arg(QString::number(wait.failedTry), wait.why,
                            QString::number(static_cast<double>(wait.wait.count()) / 1000, 'f', 1)));
    });
}

void SendBatch::add(const SendRequest& request, const ReadingContext& reading)
{
    m_orders.append(orderOf(request, reading));
}

SendOrder SendBatch::orderOf(const SendRequest& request, const ReadingContext& reading) const
{
    const auto& backend = m_parts.endpoint.backend;
    SendOrder order;
    order.attempt.backendId = backend.id;
    order.attempt.backendName = backend.name;
    order.attempt.simulated = backend.simulated;
    order.attempt.url = backend.baseUrl.toString();
    order.attempt.stream = m_parts.options.stream || request.stream;
    order.attempt.prompt = request.prompt;
    order.attempt.requestBody = request.body;
    order.endpoint = m_parts.endpoint;
    order.reading = reading;
    order.session = m_parts.session;
    order.retry = retryPlanFor(backend, m_parts.options.retries);
    order.tokens = inputTokensOf(request.prompt);
    order.timeout = m_parts.options.timeout;
    return order;
}

void SendBatch::start()
{
    addMore();
}

// Not all at once: asked for a million, the queue would be all of the memory.
void SendBatch::addMore()
{
    constexpr int mostAhead = 1000;
    const qint64 repeat = m_parts.options.repeat;
    const qint64 all = m_orders.size() * repeat;
    for (; !m_isStopped && m_queued < all && m_underWay < m_parts.options.concurrency + mostAhead;
         ++m_queued) {
        m_places.emplace_back();
        ++m_underWay;
        m_queue.add(static_cast<quint64>(m_queued), m_orders.at(m_queued / repeat));
    }
}

void SendBatch::stop()
{
    m_isStopped = true;
    m_queue.stopAll();
}

// Told as soon as all before it were.
void SendBatch::fill(quint64 id, const std::optional<Attempt>& attempt)
{
    m_places.at(id - static_cast<quint64>(m_told)) = {attempt, true};
    --m_underWay;
    while (!m_places.empty() && m_places.front().isOver) {
        const auto ended = std::move(m_places.front().attempt);
        m_places.pop_front();
        const qint64 request = m_told++ / m_parts.options.repeat;
        if (ended)
            emit answered(request, *ended);
    }
    addMore();
    if (m_places.empty())
        emit finished();
}

} // namespace safelight
