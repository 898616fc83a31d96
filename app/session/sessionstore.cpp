#include "app/session/sessionstore.h"

#include "app/session/attemptrows.h"
#include "app/session/draftrows.h"
#include "app/session/openprograms.h"
#include "app/session/sessionfile.h"
#include "app/session/summaryrows.h"
#include "app/sqlite/connection.h"

#include <QFileInfo>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

class SessionStore::Private
{
public:
    QString path;
    std::unique_ptr<Connection> connection;
    // Whose attempts these are, among all stores that have the session open.
    const QString token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    bool isOwner = false;
    FileIdentity file; // what was opened under this path
    FileIdentity log;

    // All that is written goes through here: what is said to be kept must be in the file of this name.
    template<typename Work>
    auto keep(Work work) -> decltype(work())
    {
        if (isGone())
            return sessionFileGone(path);
        auto result = transacted(*connection, std::move(work));
        if (result && isGone())
            return sessionFileGone(path);
        return result;
    }

    // Then the log goes, too: SQLite would take it for that of whatever file is put in this place.
    bool isGone() const
    {
        if (!connection->isMoved() && identityOf(path) == file)
            return false;
        if (log != FileIdentity() && identityOf(path + u"-wal"_s) == log)
            removeLog(path);
        return true;
    }
};

namespace {

// A page is 4096 bytes, SQLite's default, which createSessionFile() leaves as it is.
Result<Done> limitSize(const Connection& connection, qint64 bytes)
{
    if (bytes <= 0)
        return Done();
    return connection.run(u"PRAGMA max_page_count = %1"_s.arg(qMax<qint64>(1, bytes / 4096)));
}

AttemptCost costOf(const SqlRow& row)
{
    const auto amount = [&row](int column) {
        return row.isNull(column) ? std::nullopt : std::optional(row.real(column));
    };
    AttemptCost cost;
    cost.promptTokens = row.number(1);
    cost.thoughtsTokens = row.number(2);
    cost.outputTokens = row.number(3);
    cost.images = static_cast<int>(row.number(4));
    cost.simulated = row.flag(5);
    cost.low = amount(6);
    cost.high = amount(7);
    return cost;
}

Result<Done> ensureFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink()) {
        auto made = createSessionFile(path);
        // Another window may have made it in the same moment.
        if (!made && !QFileInfo::exists(path))
            return made;
    }
    return checkSessionFile(path);
}

} // namespace

SessionStore::SessionStore()
    : d(std::make_unique<Private>())
{ }

SessionStore::~SessionStore()
{
    if (!d->connection)
        return;
    if (d->isGone())
        return;
    // Nothing can be told from here; what fails is put right at the next open.
    if (d->isOwner)
        static_cast<void>(removeOwner(*d->connection, d->token).has_value());
    checkpoint(); // another window may keep the file open: then closing it does not do that
}

Result<std::unique_ptr<SessionStore>> SessionStore::open(const QString& path, const Options& options)
{
    if (const auto ready = ensureFile(path); !ready)
        return ready.error();
    auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return connection.error();
    if (const auto done = limitSize(**connection, options.maximumBytes); !done)
        return done.error();
    if (const auto done = upgradeSession(**connection); !done)
        return done.error();
    if (const auto done = removeDeadOwners(**connection); !done)
        return done.error();
    std::unique_ptr<SessionStore> store(new SessionStore);
    store->d->path = path;
    store->d->connection = *std::move(connection);
    store->d->file = identityOf(path);
    store->d->log = identityOf(path + u"-wal"_s);
    return store;
}

QString SessionStore::path() const
{
    return d->path;
}

Result<QList<AttemptSummary>> SessionStore::newest(int count) const
{
    return loadSummaries(*d->connection, listedThumbnails, count);
}

Result<Ledger> SessionStore::ledger() const
{
    Ledger ledger;
    const auto done = d->connection->forEach(
        u"SELECT id, prompt_tokens, thoughts_tokens, output_tokens, images, simulated, cost_low, cost_high"
        " FROM attempts WHERE state <> 'sending' AND imported_from IS NULL"_s,
        {}, [&ledger](const SqlRow& row) { ledger.set(row.number(0), costOf(row)); });
    if (!done)
        return done.error();
    return ledger;
}

Result<QList<AttemptSummary>> SessionStore::summaries(const QList<qint64>& ids) const
{
    return loadSummariesOf(*d->connection, ids);
}

void SessionStore::checkpoint()
{
    if (!d->isGone())
        static_cast<void>(d->connection->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s).has_value());
}

const Connection& SessionStore::connection() const
{
    return *d->connection;
}

Result<QList<qint64>> SessionStore::unindexed(int count) const
{
    QList<qint64> ids;
    const auto done =
        d->connection->forEach(u"SELECT id FROM attempts WHERE indexed = 0 ORDER BY id LIMIT ?"_s, {count},
                               [&ids](const SqlRow& row) { ids << row.number(0); });
    if (!done)
        return done.error();
    return ids;
}

Result<Done> SessionStore::indexAttempts(const QList<Attempt>& read)
{
    return d->keep([&]() -> Result<Done> {
        for (const Attempt& attempt : read) {
            if (auto done = indexAttempt(*d->connection, attempt); !done)
                return done;
        }
        return Done();
    });
}

StoredNotes SessionStore::notes()
{
    return StoredNotes([this](const StoredNotes::Change& change) {
        return d->keep([&] { return change(*d->connection); });
    });
}

Result<Attempt> SessionStore::load(qint64 id) const
{
    return loadAttempt(*d->connection, id);
}

Result<Attempt> SessionStore::begin(Attempt attempt)
{
    auto begun = d->keep([&]() -> Result<Attempt> {
        if (const auto added = addOwner(*d->connection, d->token); !added)
            return added.error();
        return insertAttempt(*d->connection, std::move(attempt), d->token);
    });
    d->isOwner = d->isOwner || begun.has_value();
    return begun;
}

Result<Done> SessionStore::keepArrived(const Attempt& soFar, const QByteArray& piece, bool isFirst)
{
    return d->keep([&] { return appendAnswer(*d->connection, soFar, piece, isFirst, d->token); });
}

Result<Done> SessionStore::complete(const Attempt& attempt, const QByteArray& thumbnail)
{
    return d->keep([&]() -> Result<Done> {
        if (const auto done = completeAttempt(*d->connection, attempt, d->token); !done)
            return done.error();
        if (thumbnail.isEmpty() || thumbnail.size() > thumbnailLimit)
            return Done();
        return d->connection->run(u"INSERT OR REPLACE INTO thumbnails (attempt, png) VALUES (?, ?)"_s,
                                  {attempt.id, thumbnail});
    });
}

Result<Done> SessionStore::saveDraft(const Prompt& draft)
{
    const auto saved = d->keep([&] { return keepDraft(*d->connection, d->token, draft); });
    d->isOwner = d->isOwner || saved.has_value();
    return saved;
}

Result<std::optional<Prompt>> SessionStore::loadDraft()
{
    // Mostly there is none: nothing is written then.
    const auto any = d->connection->value(
        u"SELECT 1 WHERE EXISTS (SELECT 1 FROM window_drafts) OR EXISTS (SELECT 1 FROM drafts)"_s);
    if (!any)
        return any.error();
    if (any->isNull())
        return std::optional<Prompt>();
    auto draft = d->keep([&] { return takeDraft(*d->connection, d->token); });
    d->isOwner = d->isOwner || (draft && draft->has_value());
    return draft;
}

} // namespace safelight
