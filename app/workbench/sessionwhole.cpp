#include "app/workbench/sessionwhole.h"

#include "app/session/sessionfile.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/sessioncopy.h"
#include "app/wholesession/sessionmerge.h"
#include "app/wholesession/sessionrecovery.h"
#include "app/workbench/historytask.h"
#include "app/workbench/sessionuse.h"

#include <QFileInfo>
#include <QPointer>

namespace safelight {

namespace {

Error noSession()
{
    return {Error::Code::Refused, SessionWhole::tr("No session is open."), {}};
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
        return Error {Error::Code::Refused, SessionWhole::tr("This session is the one that is open."), path};
    const auto from = openToRead(path);
    if (!from)
        return from.error();
    return mergeSession(**from, store.connection(), work);
}

} // namespace

SessionWhole::SessionWhole(const SessionUse& use, std::function<void()> saveDraft, QObject* parent)
    : QObject(parent)
    , m_use(use)
    , m_saveDraft(std::move(saveDraft))
{ }

void SessionWhole::cancel()
{
    for (HistoryTask* task : findChildren<HistoryTask*>())
        task->cancel();
}

qint64 SessionWhole::size() const
{
    return m_use.thread() ? sessionSize(m_use.thread()->path()) : 0;
}

HistoryTask* SessionWhole::saveCopy(const QString& path, QObject* context, Then<Result<Done>> then)
{
    auto* task = new HistoryTask(this);
    const auto end = ending<Done>(task, context, std::move(then));
    if (!m_use.thread()) {
        inBackground(
            this, [] { return Result<Done>(noSession()); }, end);
        return task;
    }
    m_saveDraft();
    // What was asked before goes into the copy; then it is written without holding up the session.
    m_use.thread()->run(
        this, [](SessionStore&) { return Result<Done>(Done()); },
        [this, end, path, source = m_use.thread()->path(), work = task->work()](const Result<Done>&) {
            inBackground(
                this, [source, path, work] { return copySession(source, path, work); }, end);
        });
    return task;
}

HistoryTask* SessionWhole::merge(const QString& path, QObject* context, Then<Result<MergeAccount>> then)
{
    auto* task = new HistoryTask(this);
    const auto end = ending<MergeAccount>(task, context, std::move(then));
    const auto merged = m_use.ifStillOpen<Result<MergeAccount>>([this](const Result<MergeAccount>& account) {
        if (!account || account->taken == 0)
            return;
        emit this->merged();
    });
    m_use.run(
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

HistoryTask* SessionWhole::compact(QObject* context, Then<Result<CompactAccount>> then)
{
    auto* task = new HistoryTask(this);
    m_use.run(
        this,
        [work = task->work()](SessionStore* store) {
            return store ? compactSession(store->connection(), store->path(), work)
                         : Result<CompactAccount>(noSession());
        },
        ending<CompactAccount>(task, context, std::move(then)));
    return task;
}

HistoryTask* SessionWhole::recover(const QString& path, const QString& copyPath, QObject* context,
                                   Then<Result<RecoveryAccount>> then)
{
    auto* task = new HistoryTask(this);
    inBackground(
        this, [path, copyPath, work = task->work()] { return recoverSession(path, copyPath, work); },
        ending<RecoveryAccount>(task, context, std::move(then)));
    return task;
}

} // namespace safelight
