#pragma once

#include <QObject>

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

    // The callback then gets Error::Code::Cancelled, and everything is as it was before.
    void cancel() { *m_cancelled = true; }
    const std::shared_ptr<std::atomic_bool>& cancelled() const { return m_cancelled; }

signals:
    void progressed(qint64 done, qint64 total); // total 0: not known

private:
    const std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace safelight
