#pragma once

#include "app/sqlite/longwork.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace safelight {

// Something long that was asked of a session. Lives until it ended; its result goes to the callback that was
// given with it, cancelled or not.
class HistoryTask final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryTask(QObject* parent = nullptr);

    // The callback then gets Error::Code::Cancelled, and everything is as it was before; or it was done
    // already. Compacting has two steps: stopped in the second one, what was deleted is gone for good all
    // the same, and only the room is not given back.
    void cancel();
    // For whoever works, on another thread.
    LongWork work() const;

signals:
    void progressed(qint64 done, qint64 total); // total 0: not known; at most ten times a second

private:
    struct State
    {
        std::atomic_bool cancelled = false;
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
    };
    const std::shared_ptr<State> m_state = std::make_shared<State>();
    QTimer m_tick;
    qint64 m_told = -1;
};

} // namespace safelight
