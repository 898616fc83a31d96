#pragma once

#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionthread.h"

#include <QPointer>

namespace safelight {

class SessionHistory::Private
{
public:
    Private(HistoryParts given, SessionHistory& owner)
        : q(owner)
        , parts(std::move(given))
    { }

    // An attempt with what its reading needs.
    struct Unread
    {
        Attempt attempt;
        ReadingContext context;
        bool isRead = false; // it was in memory, with its reading
    };
    void read(QObject* context, const QList<Unread>& unread, const Then<Result<QList<Attempt>>>& then);

    // `work` on the session's thread, with its store; with null on a worker where no session is open.
    template<typename Work, typename Then>
    void run(QObject* context, Work work, Then then)
    {
        if (session)
            session->run(
                context, [work](SessionStore& store) { return work(&store); }, std::move(then));
        else
            inBackground(
                context, [work] { return work(static_cast<SessionStore*>(nullptr)); }, std::move(then));
    }

    // Drops the answer when another session is open by then.
    template<typename Value>
    Then<Value> ifStillOpen(Then<Value> then) const
    {
        return [owner = QPointer(&q), asked = std::weak_ptr(session), none = !session,
                then = std::move(then)](const Value& value) {
            if (owner && (none ? !owner->d->session : asked.lock() == owner->d->session))
                then(value);
        };
    }

    SessionHistory& q;
    const HistoryParts parts;
    std::shared_ptr<SessionThread> session; // null: none is open
};

} // namespace safelight
