#include "app/session/sessionstore.h"

#include "app/session/attemptrows.h"
#include "app/session/connection.h"
#include "app/session/owners.h"
#include "app/session/promptrows.h"
#include "app/session/rawquery.h"
#include "app/session/sessionfile.h"
#include "app/session/summaryrows.h"

#include <QFileInfo>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

class SessionStore::Private
{
public:
    QString path;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<HistoryFinder> finder;
    // Whose attempts these are, among all stores that have the session open.
    const QString token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    bool isOwner = false;
};

namespace {

// A page is 4096 bytes, SQLite's default, which createSessionFile() leaves as it is.
Result<Done> limitSize(const Connection& connection, qint64 bytes)
{
    if (bytes <= 0)
        return Done();
    return connection.run(u"PRAGMA max_page_count = %1"_s.arg(qMax<qint64>(1, bytes / 4096)));
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
    // Nothing can be told from here; what fails is put right at the next open.
    if (d->isOwner)
        static_cast<void>(removeOwner(*d->connection, d->token).has_value());
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
    store->d->finder = std::make_unique<HistoryFinder>(*store->d->connection);
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
    RawQuery rows(*d->connection,
                  u"SELECT id, prompt_tokens, thoughts_tokens, output_tokens, images, simulated, cost_low,"
                  " cost_high FROM attempts WHERE state <> 'sending' AND imported_from IS NULL"_s);
    const auto amount = [&rows](int column) {
        return rows.isNull(column) ? std::nullopt : std::optional(rows.real(column));
    };
    Ledger ledger;
    while (rows.next()) {
        AttemptCost cost;
        cost.promptTokens = rows.number(1);
        cost.thoughtsTokens = rows.number(2);
        cost.outputTokens = rows.number(3);
        cost.images = static_cast<int>(rows.number(4));
        cost.simulated = rows.number(5) != 0;
        cost.low = amount(6);
        cost.high = amount(7);
        ledger.set(rows.number(0), cost);
    }
    if (rows.error())
        return *rows.error();
    return ledger;
}

Result<QList<AttemptSummary>> SessionStore::summaries(const QList<qint64>& ids) const
{
    return loadSummariesOf(*d->connection, ids);
}

HistoryFinder& SessionStore::finder() const
{
    return *d->finder;
}

const Connection& SessionStore::connection() const
{
    return *d->connection;
}

Result<QList<qint64>> SessionStore::unindexed(int count) const
{
    auto rows =
        d->connection->query(u"SELECT id FROM attempts WHERE indexed = 0 ORDER BY id LIMIT ?"_s, {count});
    if (!rows)
        return rows.error();
    QList<qint64> ids;
    while (rows->next())
        ids << rows->value(0).toLongLong();
    return ids;
}

Result<Done> SessionStore::indexAttempts(const QList<Attempt>& read)
{
    return transacted(*d->connection, [&]() -> Result<Done> {
        for (const Attempt& attempt : read) {
            if (auto done = indexAttempt(*d->connection, attempt); !done)
                return done;
        }
        return Done();
    });
}

Result<Done> SessionStore::setMark(const QList<qint64>& ids, int mark)
{
    return transacted(*d->connection, [&] { return keepMark(*d->connection, ids, mark); });
}

Result<Done> SessionStore::setStarred(const QList<qint64>& ids, bool starred)
{
    return transacted(*d->connection, [&] { return keepStarred(*d->connection, ids, starred); });
}

Result<Done> SessionStore::setTitle(const QList<qint64>& ids, const QString& title)
{
    return transacted(*d->connection, [&] { return keepTitle(*d->connection, ids, title); });
}

Result<Done> SessionStore::setComment(const QList<qint64>& ids, const QString& comment)
{
    return transacted(*d->connection, [&] { return keepComment(*d->connection, ids, comment); });
}

Result<Done> SessionStore::changeTags(const QList<qint64>& ids, const TagChange& change)
{
    return transacted(*d->connection, [&] { return safelight::changeTags(*d->connection, ids, change); });
}

Result<Done> SessionStore::setRemoved(const QList<qint64>& ids, bool removed)
{
    return transacted(*d->connection, [&] { return keepRemoved(*d->connection, ids, removed); });
}

Result<Attempt> SessionStore::load(qint64 id) const
{
    return loadAttempt(*d->connection, id);
}

Result<Attempt> SessionStore::begin(Attempt attempt)
{
    auto begun = transacted(*d->connection, [&]() -> Result<Attempt> {
        if (const auto added = addOwner(*d->connection, d->token); !added)
            return added.error();
        return insertAttempt(*d->connection, std::move(attempt), d->token);
    });
    d->isOwner = d->isOwner || begun.has_value();
    return begun;
}

Result<Done> SessionStore::complete(const Attempt& attempt, const QByteArray& thumbnail)
{
    return transacted(*d->connection, [&]() -> Result<Done> {
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
    return transacted(*d->connection, [&]() -> Result<Done> {
        const auto before = d->connection->value(u"SELECT prompt FROM drafts"_s);
        if (!before)
            return before.error();
        const auto prompt = keepPrompt(*d->connection, draft);
        if (!prompt)
            return prompt.error();
        auto done = d->connection->run(
            u"INSERT INTO drafts (id, prompt) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET prompt = excluded.prompt"_s,
            {*prompt});
        if (!done || !before->isValid())
            return done;
        return d->connection->run(u"DELETE FROM prompts WHERE id = ?"_s, {*before});
    });
}

Result<std::optional<Prompt>> SessionStore::loadDraft() const
{
    const auto id = d->connection->value(u"SELECT prompt FROM drafts"_s);
    if (!id)
        return id.error();
    if (!id->isValid())
        return std::optional<Prompt>();
    auto prompt = loadPrompt(*d->connection, id->toLongLong());
    if (!prompt)
        return prompt.error();
    return std::optional<Prompt>(*std::move(prompt));
}

} // namespace safelight
