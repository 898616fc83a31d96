#include "app/sending/sendqueue.h"

#include "app/sending/timing.h"

#include <QSet>

#include <algorithm>
#include <limits>

using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto limitPeriod = std::chrono::milliseconds(1min);

} // namespace

SendLimits sendLimitsOf(const Backend& backend, int wantedAtOnce)
{
    const BackendLimits& limits = backend.limits;
    return {std::min(std::max(1, wantedAtOnce), limits.atOnce.value_or(std::numeric_limits<int>::max())),
            limits.requestsPerMinute.value_or(0), limits.tokensPerMinute.value_or(0)};
}

SendQueue::SendQueue(ModelClient& client, Timing& timing, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_timing(timing)
{ }

void SendQueue::setLimits(const QString& backendId, const SendLimits& limits)
{
    m_limits.insert(backendId, limits);
    startMore();
}

void SendQueue::add(quint64 id, const SendOrder& order)
{
    m_waiting.append({id, order, entryOf(id, order)});
    startMore();
    noteChange();
}

void SendQueue::stop(quint64 id)
{
    if (const Running* running = runningOf(id)) {
        running->run->stop();
        return;
    }
    const bool wasWaiting = m_waiting.removeIf([id](const Waiting& entry) { return entry.id == id; }) > 0;
    if (!wasWaiting)
        return;
    emit dropped(id);
    noteChange();
}

void SendQueue::stopAll()
{
    // What waits goes first, so that none of it takes the place of one that was stopped.
    for (const Waiting& entry : std::exchange(m_waiting, {}))
        emit dropped(entry.id);
    const auto running = m_running;
    for (const Running& entry : running)
        entry.run->stop();
    noteChange();
}

void SendQueue::tryNow(quint64 id)
{
    if (const Running* running = runningOf(id))
        running->run->tryNow();
}

void SendQueue::pause()
{
    m_isPaused = true;
    noteChange();
}

void SendQueue::resume()
{
    m_isPaused = false;
    startMore();
    noteChange();
}

QueueState SendQueue::state() const
{
    QueueState state;
    state.isPaused = m_isPaused;
    for (const Running& running : m_running) {
        QueueEntry entry = running.entry;
        entry.state = running.run->isWaiting() ? QueueEntry::State::Retrying : QueueEntry::State::Running;
        state.entries.append(entry);
    }
    for (const Waiting& waiting : m_waiting)
        state.entries.append(waiting.entry);
    std::ranges::stable_sort(state.entries, {}, &QueueEntry::id);
    return state;
}

QueueEntry SendQueue::entryOf(quint64 id, const SendOrder& order)
{
    constexpr qsizetype shown = 120;
    QueueEntry entry;
    entry.id = id;
    entry.prompt = order.attempt.prompt.text.left(4 * shown).simplified().left(shown);
    entry.model = order.attempt.prompt.model;
    entry.backendName = order.attempt.backendName;
    return entry;
}

SendQueue::Running* SendQueue::runningOf(quint64 id)
{
    const auto found = std::ranges::find(m_running, id, &Running::id);
    return found == m_running.end() ? nullptr : &*found;
}

// An answered one is being kept and leaves its place to the next, as long as the disk keeps up.
bool SendQueue::isFull(const QString& backendId) const
{
    const int atOnce = m_limits.value(backendId).atOnce;
    if (atOnce <= 0)
        return false;
    int unanswered = 0;
    int all = 0;
    for (const Running& running : m_running) {
        if (running.run->order().attempt.backendId != backendId)
            continue;
        ++all;
        unanswered += running.isAnswered ? 0 : 1;
    }
    return unanswered >= atOnce || all >= 2 * atOnce;
}

std::chrono::milliseconds SendQueue::holdBack(const QString& backendId, qint64 tokens)
{
    const SendLimits limits = m_limits.value(backendId);
    auto& gone = m_departures[backendId];
    const auto now = m_timing.elapsed();
    gone.removeIf([now](const Departure& one) { return one.at + limitPeriod <= now; });
    qint64 used = 0;
    for (const Departure& one : gone)
        used += one.tokens;
    auto until = now;
    for (qsizetype left = gone.size(), i = 0; i < gone.size(); ++i, --left) {
        const bool tooMany = limits.requestsPerMinute > 0 && left >= limits.requestsPerMinute;
        const bool tooMuch = limits.tokensPerMinute > 0 && used + tokens > limits.tokensPerMinute;
        if (!tooMany && !tooMuch)
            break;
        until = gone.at(i).at + limitPeriod;
        used -= gone.at(i).tokens;
    }
    return until - now;
}

void SendQueue::startMore()
{
    if (m_isPaused)
        return;
    QSet<QString> full; // back ends whose next one has to wait: nobody overtakes it
    std::optional<std::chrono::milliseconds> soonest;
    for (qsizetype i = 0; i < m_waiting.size();) {
        const QString backend = m_waiting.at(i).order.attempt.backendId;
        if (full.contains(backend) || isFull(backend)) {
            full.insert(backend);
            ++i;
            continue;
        }
        if (const auto wait = holdBack(backend, m_waiting.at(i).order.tokens); wait > 0ms) {
            soonest = soonest ? std::min(*soonest, wait) : wait;
            full.insert(backend);
            ++i;
            continue;
        }
        start(m_waiting.takeAt(i));
    }
    if (soonest)
        wakeAfter(*soonest);
}

void SendQueue::wakeAfter(std::chrono::milliseconds wait)
{
    const auto at = m_timing.elapsed() + wait;
    if (m_wakesAt && *m_wakesAt <= at)
        return;
    m_wakesAt = at;
    m_timing.after(wait, this, [this, at] {
        if (m_wakesAt != at)
            return; // an earlier one was set meanwhile
        m_wakesAt.reset();
        startMore();
        noteChange();
    });
}

void SendQueue::start(const Waiting& next)
{
    auto* run = new AttemptRun(m_client, m_timing, next.order, this);
    m_running.append({next.id, run, next.entry, false});
    follow(next.id, run);
    const QString backend = next.order.attempt.backendId;
    connect(run, &AttemptRun::sent, this,
            [this, backend, first = std::make_shared<bool>(true), tokens = next.order.tokens] {
                // The first was counted when its turn came.
                if (!std::exchange(*first, false))
                    m_departures[backend].append({m_timing.elapsed(), tokens});
            });
    m_departures[backend].append({m_timing.elapsed(), next.order.tokens});
    run->start();
}

void SendQueue::follow(quint64 id, AttemptRun* run)
{
    connect(run, &AttemptRun::begun, this, [this, id](const Attempt& attempt, bool isKept) {
        if (Running* running = runningOf(id))
            running->entry.number = attempt.number;
        emit begun(id, attempt, isKept);
        noteChange();
    });
    connect(run, &AttemptRun::progressed, this,
            [this, id](const Response& soFar) { emit progressed(id, soFar); });
    connect(run, &AttemptRun::waitBegan, this, [this, id](const RetryWait& wait) {
        emit waitBegan(id, wait);
        noteChange();
    });
    connect(run, &AttemptRun::waitEnded, this, [this, id] {
        emit waitEnded(id);
        noteChange();
    });
    connect(run, &AttemptRun::answered, this, [this, id] {
        if (Running* running = runningOf(id))
            running->isAnswered = true;
        startMore();
    });
    connect(run, &AttemptRun::problemOccurred, this, &SendQueue::problemOccurred);
    connect(run, &AttemptRun::finished, this, [this, id](const AttemptEnding& ending) { end(id, ending); });
}

void SendQueue::end(quint64 id, const AttemptEnding& ending)
{
    if (const Running* running = runningOf(id))
        running->run->deleteLater();
    m_running.removeIf([id](const Running& entry) { return entry.id == id; });
    emit finished(id, ending);
    startMore();
    noteChange();
    if (isEmpty())
        emit drained();
}

// Many changes in one turn are told once: with many waiting, a state is not small.
void SendQueue::noteChange()
{
    if (std::exchange(m_isChanged, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isChanged = false;
            emit stateChanged(state());
        },
        Qt::QueuedConnection);
}

} // namespace safelight
