#include "app/workbench/sessionhistory.h"

#include "app/workbench/sessionhistory_p.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error missing(qint64 id)
{
    return {Error::Code::NotFound, SessionHistory::tr("The session has no such attempt."),
            u"attempt %1"_s.arg(id)};
}

// In the order asked; those that are in memory stand in `held`.
Result<QList<Attempt>> loadAll(const SessionStore* store, const QList<qint64>& ids,
                               const QHash<qint64, Attempt>& held)
{
    QList<Attempt> all;
    for (const qint64 id : ids) {
        if (const auto found = held.constFind(id); found != held.constEnd()) {
            all.append(*found);
            continue;
        }
        if (!store)
            return missing(id);
        auto loaded = store->load(id);
        if (!loaded)
            return loaded.error();
        all.append(*std::move(loaded));
    }
    return all;
}

} // namespace

void SessionHistory::Private::read(QObject* context, const QList<Unread>& unread,
                                   const Then<Result<QList<Attempt>>>& then)
{
    inBackground(
        context,
        [all = unread]() mutable -> Result<QList<Attempt>> {
            QList<Attempt> read;
            for (Unread& entry : all) {
                if (!entry.isRead)
                    readAgain(entry.attempt, entry.context);
                read.append(std::move(entry.attempt));
            }
            return read;
        },
        ifStillOpen(then));
}

SessionHistory::SessionHistory(HistoryParts parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(parts), *this))
{ }

SessionHistory::~SessionHistory() = default;

void SessionHistory::setSession(const std::shared_ptr<SessionThread>& session)
{
    d->session = session;
    emit reset();
}

void SessionHistory::noteAdded(const AttemptSummary& summary)
{
    emit attemptAdded(summary);
}

void SessionHistory::noteChanged(const QList<qint64>& ids)
{
    emit attemptsChanged(ids);
}

void SessionHistory::attempts(const QList<qint64>& ids, QObject* context, Then<Result<QList<Attempt>>> then)
{
    QHash<qint64, Attempt> held;
    for (const qint64 id : ids) {
        if (const Attempt* attempt = d->parts.held(id))
            held.insert(id, *attempt);
    }
    d->run(
        context, [ids, held](SessionStore* store) { return loadAll(store, ids, held); },
        d->ifStillOpen<Result<QList<Attempt>>>([this, context, held, then = std::move(then)](
                                                   const Result<QList<Attempt>>& loaded) {
            if (!loaded) {
                then(loaded);
                return;
            }
            QList<Private::Unread> unread;
            for (const Attempt& attempt : *loaded)
                unread.append({attempt, d->parts.reading(attempt.prompt.model), held.contains(attempt.id)});
            d->read(context, unread, then);
        }));
}

} // namespace safelight
