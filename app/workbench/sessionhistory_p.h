#pragma once

#include "app/find/historyfinder.h"
#include "app/session/sessionthread.h"
#include "app/workbench/historyindexing.h"
#include "app/workbench/sessionhistory.h"

#include <QPointer>

#include <atomic>

namespace safelight {

// What finds in one session, from its first question on. Made and used on the session's thread.
class SessionFinder final
{
public:
    HistoryFinder& of(const SessionStore& store)
    {
        if (!m_finder)
            m_finder = std::make_unique<HistoryFinder>(store.connection());
        return *m_finder;
    }

private:
    std::unique_ptr<HistoryFinder> m_finder;
};

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

    using Change = std::function<Result<Done>(SessionStore&, const QList<qint64>&)>;
    using Changed = void (SessionHistory::*)(const QList<qint64>&);
    void change(const QList<qint64>& ids, const Change& work, Changed changed);
    void beginFilling();
    void fill(const KnownModels& models, int before);
    SessionHistory& q;
    const HistoryParts parts;
    std::shared_ptr<SessionThread> session; // null: none is open
    std::shared_ptr<SessionFinder> finder = std::make_shared<SessionFinder>(); // of this session
    bool isListed = false; // the whole list was found once: it comes quickly now
    // Of the last find(); an earlier one that has not begun, or is under way, gives up.
    QHash<const QObject*, std::shared_ptr<std::atomic_int>> findRounds; // by who asks
};

} // namespace safelight
