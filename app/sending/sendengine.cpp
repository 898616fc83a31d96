#include "app/sending/sendengine.h"

#include <QMutex>

#include <map>

namespace safelight {

// The newest snapshot of each answer that still arrives. A busy reader finds one, not a pile.
class SendEngine::Mailbox
{
public:
    // Whether the reader has to be called: it is not on its way yet.
    bool put(quint64 id, const Response& soFar)
    {
        const QMutexLocker lock(&m_mutex);
        m_newest[id] = soFar;
        return !std::exchange(m_isCalled, true);
    }
    std::map<quint64, Response> takeAll()
    {
        const QMutexLocker lock(&m_mutex);
        m_isCalled = false;
        return std::exchange(m_newest, {});
    }
    void forget(quint64 id)
    {
        const QMutexLocker lock(&m_mutex);
        m_newest.erase(id);
    }

private:
    QMutex m_mutex;
    std::map<quint64, Response> m_newest;
    bool m_isCalled = false;
};

SendEngine::SendEngine(ModelClient& client, Timing& timing, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_timing(timing)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_thread.setObjectName(QStringLiteral("sending"));
}

SendEngine::~SendEngine()
{
    finish();
}

template<typename Work>
void SendEngine::onQueue(Work work)
{
    if (m_queue)
        QMetaObject::invokeMethod(
            m_queue, [queue = m_queue, work = std::move(work)] { work(*queue); }, Qt::QueuedConnection);
}

quint64 SendEngine::add(const SendOrder& order)
{
    beginThread();
    const quint64 id = ++m_lastId;
    m_underway.insert(id);
    onQueue([id, order](SendQueue& queue) { queue.add(id, order); });
    return id;
}

void SendEngine::stop(quint64 id)
{
    onQueue([id](SendQueue& queue) { queue.stop(id); });
}

void SendEngine::stopAll()
{
    onQueue([](SendQueue& queue) { queue.stopAll(); });
}

void SendEngine::tryNow(quint64 id)
{
    onQueue([id](SendQueue& queue) { queue.tryNow(id); });
}

void SendEngine::pause()
{
    m_isPaused = true;
    beginThread();
    onQueue([](SendQueue& queue) { queue.pause(); });
}

void SendEngine::resume()
{
    m_isPaused = false;
    onQueue([](SendQueue& queue) { queue.resume(); });
}

void SendEngine::setLimits(const QString& backendId, const SendLimits& limits)
{
    m_limits.insert(backendId, limits);
    onQueue([backendId, limits](SendQueue& queue) { queue.setLimits(backendId, limits); });
}

void SendEngine::finish()
{
    if (!m_queue)
        return;
    onQueue([thread = &m_thread](SendQueue& queue) {
        if (queue.isEmpty()) {
            thread->quit();
            return;
        }
        QObject::connect(&queue, &SendQueue::drained, thread, &QThread::quit, Qt::DirectConnection);
        queue.stopAll();
        if (queue.isEmpty())
            thread->quit();
    });
    m_thread.wait();
    m_queue = nullptr;
}

// Not before there is something to do: a thread makes the start of the program slower.
void SendEngine::beginThread()
{
    if (m_queue)
        return;
    m_queue = new SendQueue(m_client, m_timing);
    for (auto limits = m_limits.cbegin(); limits != m_limits.cend(); ++limits)
        m_queue->setLimits(limits.key(), limits.value());
    if (m_isPaused)
        m_queue->pause();
    connectQueue();
    m_queue->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_queue, &QObject::deleteLater);
    m_thread.start();
}

void SendEngine::connectQueue()
{
    connect(m_queue, &SendQueue::begun, this, &SendEngine::begun, Qt::QueuedConnection);
    connect(m_queue, &SendQueue::waitBegan, this, &SendEngine::waitBegan, Qt::QueuedConnection);
    connect(m_queue, &SendQueue::waitEnded, this, &SendEngine::waitEnded, Qt::QueuedConnection);
    connect(m_queue, &SendQueue::problemOccurred, this, &SendEngine::problemOccurred, Qt::QueuedConnection);
    connect(
        m_queue, &SendQueue::finished, this,
        [this](quint64 id, const AttemptEnding& ending) {
            m_mailbox->forget(id);
            m_underway.remove(id);
            emit finished(id, ending);
        },
        Qt::QueuedConnection);
    connect(
        m_queue, &SendQueue::dropped, this,
        [this](quint64 id) {
            m_underway.remove(id);
            emit dropped(id);
        },
        Qt::QueuedConnection);
    connect(
        m_queue, &SendQueue::stateChanged, this,
        [this](const QueueState& state) {
            if (std::exchange(m_state, state) != state)
                emit stateChanged(state);
        },
        Qt::QueuedConnection);
    connect(m_queue, &SendQueue::progressed, m_queue,
            [this, mailbox = m_mailbox](quint64 id, const Response& soFar) {
                if (!mailbox->put(id, soFar))
                    return;
                // Safe from there: this outlives the thread.
                QMetaObject::invokeMethod(
                    this,
                    [this, mailbox] {
                        for (const auto& [of, newest] : mailbox->takeAll())
                            emit progressed(of, newest);
                    },
                    Qt::QueuedConnection);
            });
}

} // namespace safelight
