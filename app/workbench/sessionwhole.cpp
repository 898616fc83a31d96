#include "app/session/sessionfile.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/sessioncopy.h"
#include "app/wholesession/sessionmerge.h"
#include "app/wholesession/sessionrecovery.h"
#include "app/workbench/historytask.h"
#include "app/workbench/sessionhistory_p.h"

#include <QFileInfo>

// What is done with a session as a whole.
namespace safelight {

namespace {

Error noSession()
{
    return {Error::Code::Refused, SessionHistory::tr("No session is open."), {}};
}

// Tells the caller, if that is still there, and lets the task go.
template<typename Value>
auto ending(HistoryTask* task, QObject* context, std::function<void(const Result<Value>&)> then)
{
    return [task = QPointer(task), context = QPointer(context),
            then = std::move(then)](const Result<Value>& value) {
        if (task)
            task->deleteLater();
        if (context)
            then(value);
    };
}

Result<MergeAccount> mergeFrom(const QString& path, const SessionStore& store, const LongWork& work)
{
    if (QFileInfo(path).canonicalFilePath() == QFileInfo(store.path()).canonicalFilePath())
        return Error {Error::Code::Refused, SessionHistory::tr("This session is the one that is open."),
                      path};
    const auto from = openToRead(path);
    if (!from)
        return from.error();
    return mergeSession(**from, store.connection(), work);
}

} // namespace

qint64 SessionHistory::size() const
{
    return d->session ? sessionSize(d->session->path()) : 0;
}

HistoryTask* SessionHistory::saveCopy(const QString& path, QObject* context, Then<Result<Done>> then)
{
    auto* task = new HistoryTask(this);
    const auto end = ending<Done>(task, context, std::move(then));
    if (!d->session) {
        inBackground(
            this, [] { return Result<Done>(noSession()); }, end);
        return task;
    }
    d->parts.saveDraft();
    // What was asked before goes into the copy; then it is written without holding up the session.
    d->session->run(
        this, [](SessionStore&) { return Result<Done>(Done()); },
        [this, end, path, source = d->session->path(), work = task->work()](const Result<Done>&) {
            inBackground(
                this, [source, path, work] { return copySession(source, path, work); }, end);
        });
    return task;
}

HistoryTask* SessionHistory::merge(const QString& path, QObject* context, Then<Result<MergeAccount>> then)
{
    auto* task = new HistoryTask(this);
    const auto end = ending<MergeAccount>(task, context, std::move(then));
    const auto merged = d->ifStillOpen<Result<MergeAccount>>([this](const Result<MergeAccount>& account) {
        if (!account || account->taken == 0)
            return;
        d->beginFilling();
        emit reset();
    });
    d->run(
        this,
        [path, work = task->work()](SessionStore* store) {
            return store ? mergeFrom(path, *store, work) : Result<MergeAccount>(noSession());
        },
        [merged, end](const Result<MergeAccount>& account) {
            merged(account);
            end(account);
        });
    return task;
}

HistoryTask* SessionHistory::compact(QObject* context, Then<Result<CompactAccount>> then)
{
    auto* task = new HistoryTask(this);
    d->run(
        this,
        [work = task->work()](SessionStore* store) {
            return store ? compactSession(store->connection(), store->path(), work)
                         : Result<CompactAccount>(noSession());
        },
        ending<CompactAccount>(task, context, std::move(then)));
    return task;
}

HistoryTask* SessionHistory::recover(const QString& path, const QString& copyPath, QObject* context,
                                     Then<Result<RecoveryAccount>> then)
{
    auto* task = new HistoryTask(this);
    inBackground(
        this, [path, copyPath, work = task->work()] { return recoverSession(path, copyPath, work); },
        ending<RecoveryAccount>(task, context, std::move(then)));
    return task;
}

} // namespace safelight
