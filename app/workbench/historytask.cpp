#include "app/workbench/historytask.h"

namespace safelight {

HistoryTask::HistoryTask(QObject* parent)
    : QObject(parent)
{
    constexpr int interval = 100; // milliseconds
    m_tick.setInterval(interval);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (const qint64 done = m_state->done; done != m_told) {
            m_told = done;
            emit progressed(done, m_state->total);
        }
    });
    m_tick.start();
}

void HistoryTask::cancel()
{
    m_state->cancelled = true;
}

LongWork HistoryTask::work() const
{
    return {[state = m_state] { return state->cancelled.load(); },
            [state = m_state](qint64 done, qint64 total) {
                state->total = total;
                state->done = done;
            }};
}

} // namespace safelight
