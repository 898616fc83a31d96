#pragma once

#include "app/cli/sendoptions.h"
#include "app/cli/sendrequest.h"
#include "app/sending/sendqueue.h"

#include <deque>

namespace safelight {

// Requests of one command line, each as often as asked and so many at once; what came of them is told in the
// order of the requests. Emits finished() once.
class SendBatch final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ModelClient& client;
        Timing& timing;
        Endpoint endpoint;
        const SendOptions& options;
        std::shared_ptr<SessionThread> session; // null: nothing is kept
    };

    SendBatch(const Parts& parts, QObject* parent = nullptr);
    void add(const SendRequest& request, const ReadingContext& reading);
    void start();
    void stop(); // keeps what arrived; what waits for its turn is not sent

signals:
    void answered(qsizetype request, const safelight::Attempt& attempt);
    void noted(const QString& sentence);
    void unkept(); // the session refused: after the sentence why
    void finished();

private:
    struct Place
    {
        std::optional<Attempt> attempt;
        bool isOver = false;
    };
    void addMore();
    SendOrder orderOf(const SendRequest& request, const ReadingContext& reading) const;
    void fill(quint64 id, const std::optional<Attempt>& attempt);

    const Parts m_parts;
    SendQueue m_queue;
    QList<SendOrder> m_orders; // by request
    std::deque<Place> m_places; // from the first that was not told to the last that was queued
    qint64 m_told = 0; // of the queue's ids, which count from 0
    qint64 m_queued = 0;
    int m_underWay = 0; // queued and not over
    bool m_isStopped = false;
};

} // namespace safelight
