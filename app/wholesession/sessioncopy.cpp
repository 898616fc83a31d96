#include "app/wholesession/sessioncopy.h"

#include "app/session/openprograms.h"
#include "app/session/sessionfile.h"
#include "app/sqlite/connection.h"
#include "app/sqlite/querywatch.h"

#include <QFileInfo>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What belongs to attempts that were deleted, and what nothing refers to. Answers how many attempts.
Result<int> purge(const Connection& connection)
{
    return transacted(connection, [&]() -> Result<int> {
        if (auto done = connection.run(
                u"DELETE FROM texts WHERE rowid IN (SELECT id FROM attempts WHERE removed <> 0)"_s);
            !done)
            return done.error();
        const auto removed = connection.change(u"DELETE FROM attempts WHERE removed <> 0"_s);
        if (!removed)
            return removed.error();
        for (const auto& statement : {u"DELETE FROM prompts WHERE id NOT IN (SELECT prompt FROM exchanges)"
                                      " AND id NOT IN (SELECT prompt FROM window_drafts)"_s,
                                      u"DELETE FROM blobs WHERE id NOT IN (SELECT blob FROM prompt_images)"
                                      " AND id NOT IN (SELECT blob FROM segments WHERE blob IS NOT NULL)"_s,
                                      // So that no word of it stays behind.
                                      u"INSERT INTO texts (texts) VALUES ('optimize')"_s}) {
            if (auto done = connection.run(statement); !done)
                return done.error();
        }
        return static_cast<int>(*removed);
    });
}

Result<Done> settleCopy(const QString& path)
{
    const auto copy = Connection::open(path, Connection::Mode::ReadWrite);
    if (!copy)
        return copy.error();
    if (auto done = upgradeSession(**copy); !done)
        return done;
    for (const auto& statement : {interruptStatement(), u"DELETE FROM owners"_s}) {
        if (auto done = (*copy)->run(statement); !done)
            return done;
    }
    const auto removed = purge(**copy);
    if (!removed)
        return removed.error();
    if (auto done = *removed > 0 ? (*copy)->run(u"VACUUM"_s) : Result<Done>(Done()); !done)
        return done;
    return (*copy)->run(u"PRAGMA journal_mode = WAL"_s);
}

Result<Done> writeCopy(const QString& path, const QString& copyPath, const LongWork& work)
{
    const auto from = openToRead(path); // leaves nothing beside it
    if (!from)
        return from.error();
    {
        const qint64 total = sessionSize(path);
        const QueryWatch watch(**from, [&] {
            work.tell(QFileInfo(copyPath).size(), total);
            return work.cancelled();
        });
        if (auto done = (*from)->run(u"VACUUM INTO ?"_s, {copyPath}); !done)
            return done;
    }
    return settleCopy(copyPath);
}

} // namespace

qint64 sessionSize(const QString& path)
{
    return QFileInfo(path).size() + QFileInfo(path + "-wal"_L1).size();
}

Result<Done> copySession(const QString& path, const QString& copyPath, const LongWork& work)
{
    if (QFileInfo::exists(copyPath) || QFileInfo(copyPath).isSymLink())
        return fileProblem(Error::Code::Refused,
                           QT_TRANSLATE_NOOP("SessionStore", "“%1” exists already and was left as it is."),
                           copyPath);
    // Made beside its place and moved there whole.
    const QString made = copyPath + '.'_L1 + QUuid::createUuid().toString(QUuid::Id128) + ".part"_L1;
    Result<Done> written = writeCopy(path, made, work);
    if (written && work.cancelled())
        written = stoppedError();
    if (written)
        return moveIntoPlace(made, copyPath);
    removeWithRest(made);
    return written;
}

Result<CompactAccount> compactSession(const Connection& connection, const QString& path, const LongWork& work)
{
    CompactAccount account;
    account.before = sessionSize(path);
    const QueryWatch watch(connection, [&] {
        work.tell(0, 0);
        return work.cancelled();
    });
    const auto removed = purge(connection);
    if (!removed)
        return removed.error();
    account.removed = *removed;
    if (const auto done = connection.run(u"VACUUM"_s); !done)
        return done.error();
    // Other readers may hold the log: then it shrinks when they are done.
    static_cast<void>(connection.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).has_value());
    account.after = sessionSize(path);
    return account;
}

} // namespace safelight
