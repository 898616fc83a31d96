#include "app/cli/sendbatch.h"

namespace safelight {

SendBatch::SendBatch(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_queue(parts.client, parts.timing)
{
    m_queue.setLimits(m_parts.endpoint.backend.id, {m_parts.options.concurrency, 0, 0});
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
    order.attempt.stream = m_parts.options.stream;
    order.attempt.prompt = request.prompt;
    order.attempt.requestBody = request.body;
    order.endpoint = m_parts.endpoint;
    order.reading = reading;
    order.session = m_parts.session;
    order.retry.retries = m_parts.options.retries;
    order.timeout = m_parts.options.timeout;
    return order;
}

void SendBatch::start()
{
    for (qsizetype request = 0; request < m_orders.size(); ++request) {
        for (int round = 0; round < m_parts.options.repeat; ++round)
            m_places.append({request, {}, false});
    }
    for (qsizetype id = 0; id < m_places.size(); ++id)
        m_queue.add(static_cast<quint64>(id), m_orders.at(m_places.at(id).request));
}

void SendBatch::stop()
{
    m_queue.stopAll();
}

// Told as soon as all before it were.
void SendBatch::fill(quint64 id, const std::optional<Attempt>& attempt)
{
    Place& filled = m_places[static_cast<qsizetype>(id)];
    filled.attempt = attempt;
    filled.isOver = true;
    for (; m_told < m_places.size() && m_places.at(m_told).isOver; ++m_told) {
        if (const auto ended = std::exchange(m_places[m_told].attempt, {}))
            emit answered(m_places.at(m_told).request, *ended);
    }
    if (m_told == m_places.size())
        emit finished();
}

} // namespace safelight
