#pragma once

#include "app/sending/attemptrun.h"

#include <QHash>

namespace safelight {

// What one back end is given. 0: no limit.
struct SendLimits
{
    int atOnce = 1;
    int requestsPerMinute = 0;
    qint64 tokensPerMinute = 0;

    friend bool operator==(const SendLimits&, const SendLimits&) = default;
};

// What the user wants at once, within what the back end's row allows.
SendLimits sendLimitsOf(const Backend& backend, int wantedAtOnce);

// What stands in a queue, as a list shows it.
struct QueueEntry
{
    enum class State { Waiting, Running, Retrying };

    quint64 id = 0;
    State state = State::Waiting;
    QString prompt; // how it begins, on one line
    QString model;
    QString backendName;
    int number = 0; // of its attempt; 0: it has none yet

    friend bool operator==(const QueueEntry&, const QueueEntry&) = default;
};

struct QueueState
{
    bool isPaused = false;
    QList<QueueEntry> entries; // in the order in which they were added

    friend bool operator==(const QueueState&, const QueueState&) = default;
};

// Requests that wait for their turn, and those under way: so many at once and a minute for each back end, in
// the order in which they were added. Every order ends in finished(), or in dropped() when it was stopped
// before its turn came.
class SendQueue final : public QObject
{
    Q_OBJECT

public:
    SendQueue(ModelClient& client, Timing& timing, QObject* parent = nullptr);

    void setLimits(const QString& backendId, const SendLimits& limits);
    void add(quint64 id, const SendOrder& order); // ids are the caller's, none twice
    void stop(quint64 id); // keeps what arrived
    void stopAll();
    void tryNow(quint64 id); // does not wait for its next try any longer
    void pause(); // what runs goes on
    void resume();
    QueueState state() const;
    bool isEmpty() const { return m_waiting.isEmpty() && m_running.isEmpty(); }

signals:
    void begun(quint64 id, const safelight::Attempt& attempt, bool isKept);
    void progressed(quint64 id, const safelight::Response& soFar);
    void waitBegan(quint64 id, const safelight::RetryWait& wait);
    void waitEnded(quint64 id);
    void finished(quint64 id, const safelight::AttemptEnding& ending);
    void dropped(quint64 id);
    void stateChanged(const safelight::QueueState& state);
    void drained(); // nothing waits and nothing runs any more
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    struct Waiting
    {
        quint64 id = 0;
        SendOrder order;
        QueueEntry entry;
    };
    struct Running
    {
        quint64 id = 0;
        AttemptRun* run = nullptr;
        QueueEntry entry;
        bool isAnswered = false; // it is only being kept
    };
    struct Departure
    {
        std::chrono::milliseconds at {};
        qint64 tokens = 0;
    };
    static QueueEntry entryOf(quint64 id, const SendOrder& order);
    Running* runningOf(quint64 id);
    bool isFull(const QString& backendId) const;
    // How long the back end's limits per minute hold this one back; zero: not at all.
    std::chrono::milliseconds holdBack(const QString& backendId, qint64 tokens);
    void startMore();
    void follow(quint64 id, AttemptRun* run);
    void wakeAfter(std::chrono::milliseconds wait);
    void start(const Waiting& next);
    void end(quint64 id, const AttemptEnding& ending);
    void noteChange();

    ModelClient& m_client;
    Timing& m_timing;
    QHash<QString, SendLimits> m_limits;
    QHash<QString, QList<Departure>> m_departures; // of the last minute, by back end
    QList<Waiting> m_waiting;
    QList<Running> m_running;
    bool m_isPaused = false;
    bool m_isChanged = false; // and nobody was told yet
    std::optional<std::chrono::milliseconds> m_wakesAt; // a timer is set
};

} // namespace safelight
