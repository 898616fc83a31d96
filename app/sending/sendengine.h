#pragma once

#include "app/sending/sendqueue.h"

#include <QSet>
#include <QThread>

namespace safelight {

// A queue on a thread of its own, and its face on this one. The interface is a reader: what arrives is read
// and kept whether or not anybody here listens.
class SendEngine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendEngine)

public:
    SendEngine(ModelClient& client, Timing& timing, QObject* parent = nullptr);
    // As finish().
    ~SendEngine() override;

    quint64 add(const SendOrder& order); // the id of it in everything that follows
    void stop(quint64 id);
    void stopAll();
    void tryNow(quint64 id);
    void pause();
    void resume();
    void setLimits(const QString& backendId, const SendLimits& limits);
    // Stops everything and comes back when all that arrived is on the disk. Needs no event loop here.
    void finish();
    bool isBusy() const { return !m_underway.isEmpty(); }
    const QueueState& state() const { return m_state; }

signals:
    void begun(quint64 id, const safelight::Attempt& attempt, bool isKept);
    void progressed(quint64 id,
                    const safelight::Response& soFar); // the newest one, as often as there is time
    void waitBegan(quint64 id, const safelight::RetryWait& wait);
    void waitEnded(quint64 id);
    void finished(quint64 id, const safelight::AttemptEnding& ending);
    void dropped(quint64 id); // stopped before its turn came
    void stateChanged(const safelight::QueueState& state);
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    class Mailbox;
    void beginThread();
    void connectQueue();
    template<typename Work>
    void onQueue(Work work);

    ModelClient& m_client;
    Timing& m_timing;
    QThread m_thread;
    SendQueue* m_queue = nullptr; // lives on the thread; null: nothing was sent yet
    std::shared_ptr<Mailbox> m_mailbox;
    QHash<QString, SendLimits> m_limits;
    QSet<quint64> m_underway;
    QueueState m_state;
    quint64 m_lastId = 0;
    bool m_isPaused = false;
};

} // namespace safelight
