#include "app/workbench/sessionhistory.h"

#include "app/workbench/historyindexing.h"
#include "app/workbench/sessioncost.h"
#include "app/workbench/sessionnotes.h"
#include "app/workbench/sessionuse.h"
#include "app/workbench/sessionwhole.h"

#include <QHash>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// More than fits on a screen; and what fits on most, which comes with all it shows.
constexpr int firstPageRows = 200;
constexpr int firstSeenRows = 40;

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

// With the notes that the session has of some; without those that were removed there.
Result<QList<MemoryRow>> withNotes(const SessionStore* store, const QList<MemoryRow>& rows)
{
    QList<qint64> kept;
    for (const MemoryRow& row : rows) {
        if (row.isKept())
            kept.append(row.summary.id);
    }
    if (kept.isEmpty() || !store)
        return rows;
    const auto summaries = store->summaries(kept);
    if (!summaries)
        return summaries.error();
    QList<MemoryRow> noted;
    for (MemoryRow row : rows) {
        const auto known = std::ranges::find(*summaries, row.summary.id, &AttemptSummary::id);
        if (row.isKept() && known == summaries->end())
            continue;
        if (row.isKept())
            takeNotes(row, *known);
        noted.append(row);
    }
    return noted;
}

Result<HistoryIndex> withRows(Result<HistoryIndex> index, const SessionStore* store,
                              const QList<MemoryRow>& rows, const HistoryQuery& query)
{
    if (!index || rows.isEmpty())
        return index;
    const auto noted = withNotes(store, rows);
    if (!noted)
        return noted.error();
    addRows(*index, *noted, query);
    return index;
}

// In the order asked, those in memory as they are there.
Result<QList<AttemptSummary>> summariesOf(const SessionStore* store, const QList<qint64>& ids,
                                          const QList<MemoryRow>& rows)
{
    QHash<qint64, AttemptSummary> known;
    QList<qint64> kept = ids;
    kept.removeIf([](qint64 id) { return id < 0; });
    if (store && !kept.isEmpty()) {
        auto summaries = store->summaries(kept);
        if (!summaries)
            return summaries;
        for (const AttemptSummary& summary : *summaries)
            known.insert(summary.id, summary);
    }
    for (MemoryRow row : rows) {
        if (row.isKept() && !known.contains(row.summary.id))
            continue;
        if (row.isKept())
            takeNotes(row, known.value(row.summary.id));
        known.insert(row.summary.id, row.summary);
    }
    QList<AttemptSummary> summaries;
    for (const qint64 id : ids) {
        if (const auto found = known.constFind(id); found != known.constEnd())
            summaries.append(*found);
    }
    return summaries;
}

// What a list shows first, in one go: asked for singly, its rows would wait for the whole list to be found.
Result<HistoryIndex> firstPage(SessionStore& store, HistoryFinder& finder, const QList<MemoryRow>& rows,
                               const HistoryQuery& query)
{
    auto page = withRows(finder.firstPage(firstPageRows), &store, rows, query);
    if (!page)
        return page;
    QList<qint64> seen;
    for (const HistoryKey& key : page->keys.first(qMin<qsizetype>(firstSeenRows, page->keys.size())))
        seen << key.id;
    auto summaries = summariesOf(&store, seen, rows);
    if (!summaries)
        return summaries.error();
    page->first = *std::move(summaries);
    return page;
}

} // namespace

class SessionHistory::Private
{
public:
    Private(HistoryParts given, SessionHistory& owner)
        : q(owner)
        , parts(std::move(given))
        , notes(use)
        , whole(use, parts.saveDraft)
    { }

    // An attempt with what its reading needs.
    struct Unread
    {
        Attempt attempt;
        ReadingContext context;
        bool isRead = false; // it was in memory, with its reading
    };
    void read(QObject* context, const QList<Unread>& unread, const Then<Result<QList<Attempt>>>& then);
    void beginFilling();
    void fill(const KnownModels& models, int before);

    SessionHistory& q;
    const HistoryParts parts;
    SessionUse use;
    SessionNotes notes;
    SessionWhole whole;
    std::shared_ptr<SessionFinder> finder = std::make_shared<SessionFinder>(); // of this session
    bool isListed = false; // the whole list was found once: it comes quickly now
    // Of the last find(); an earlier one that has not begun, or is under way, gives up.
    QHash<const QObject*, std::shared_ptr<std::atomic_int>> findRounds; // by who asks
};

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
        use.ifStillOpen(then));
}

void SessionHistory::Private::beginFilling()
{
    fill(knownModels(parts.models()), 0);
}

// One batch, and then the next behind whatever was asked meanwhile.
void SessionHistory::Private::fill(const KnownModels& models, int before)
{
    use.thread()->run(
        &q, [models](SessionStore& store) { return indexBatch(store, models); },
        use.ifStillOpen<Result<int>>([this, models, before](const Result<int>& done) {
            // What cannot be written now (a full disk) is tried again at the next open.
            if (done && *done > 0)
                fill(models, before + *done);
            else if (before > 0)
                emit q.reset();
        }));
}

SessionHistory::SessionHistory(HistoryParts parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(parts), *this))
{
    connect(&d->notes, &SessionNotes::changed, this, &SessionHistory::attemptsChanged);
    connect(&d->notes, &SessionNotes::removed, this, &SessionHistory::attemptsRemoved);
    connect(&d->notes, &SessionNotes::restored, this, &SessionHistory::attemptsRestored);
    connect(&d->notes, &SessionNotes::problemOccurred, this, &SessionHistory::problemOccurred);
    connect(&d->whole, &SessionWhole::merged, this, [this] {
        d->beginFilling();
        emit reset();
    });
}

SessionHistory::~SessionHistory() = default;

void SessionHistory::setSession(const std::shared_ptr<SessionThread>& session)
{
    // Nobody waits for what takes long in a session that is left for good.
    if (!session)
        d->whole.cancel();
    d->use.setThread(session);
    d->finder = std::make_shared<SessionFinder>();
    d->isListed = false;
    for (const auto& round : std::as_const(d->findRounds))
        ++*round;
    if (session)
        d->beginFilling();
    emit reset();
}

SessionNotes& SessionHistory::notes()
{
    return d->notes;
}

SessionWhole& SessionHistory::whole()
{
    return d->whole;
}

void SessionHistory::noteAdded(const AttemptSummary& summary)
{
    emit attemptAdded(summary);
}

void SessionHistory::noteReset()
{
    emit reset();
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
    d->use.run(
        context, [ids, held](SessionStore* store) { return loadAll(store, ids, held); },
        d->use.ifStillOpen<Result<QList<Attempt>>>([this, context, held, then = std::move(then)](
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

void SessionHistory::find(const HistoryQuery& query, QObject* context, Then<Result<HistoryIndex>> then)
{
    auto& latest = d->findRounds[context];
    if (!latest)
        latest = std::make_shared<std::atomic_int>(0);
    const int round = ++*latest;
    const auto overtaken = [latest, round] { return *latest != round; };
    const auto answer = d->use.ifStillOpen<Result<HistoryIndex>>(
        [overtaken, then = std::move(then)](const Result<HistoryIndex>& index) {
            if (!overtaken())
                then(index);
        });
    const QList<MemoryRow> rows = d->parts.memoryRows();
    const bool isPlain = query.filter.isEmpty() && query.order == HistoryOrder::Number && query.descending;
    if (isPlain && d->use.thread() && !d->isListed)
        d->use.thread()->run(
            context,
            [query, rows, finder = d->finder](SessionStore& store) {
                return firstPage(store, finder->of(store), rows, query);
            },
            [answer](const Result<HistoryIndex>& page) {
                // What fails here fails in the whole list, too, and is told then.
                if (page && !page->complete)
                    answer(page);
            });
    d->isListed = d->use.thread() != nullptr;
    d->use.run(
        context,
        [query, overtaken, rows, finder = d->finder](SessionStore* store) {
            return withRows(store ? finder->of(*store).find(query, overtaken) : HistoryIndex(), store, rows,
                            query);
        },
        answer);
}

void SessionHistory::summaries(const QList<qint64>& ids, QObject* context,
                               Then<Result<QList<AttemptSummary>>> then)
{
    d->use.run(
        context,
        [ids, rows = d->parts.memoryRows()](SessionStore* store) { return summariesOf(store, ids, rows); },
        d->use.ifStillOpen(std::move(then)));
}

void SessionHistory::filterValues(QObject* context, Then<Result<FilterValues>> then)
{
    d->use.run(
        context,
        [rows = d->parts.memoryRows(), finder = d->finder](SessionStore* store) -> Result<FilterValues> {
            auto values = store ? finder->of(*store).values() : FilterValues();
            if (values)
                addValues(*values, rows);
            return values;
        },
        d->use.ifStillOpen(std::move(then)));
}

void SessionHistory::ledger(QObject* context, Then<Result<Ledger>> then)
{
    d->use.run(
        context,
        [rows = d->parts.memoryRows()](SessionStore* store) -> Result<Ledger> {
            auto ledger = store ? store->ledger() : Ledger();
            for (const MemoryRow& row : ledger ? rows : QList<MemoryRow>())
                book(*ledger, row.summary);
            return ledger;
        },
        d->use.ifStillOpen(std::move(then)));
}

} // namespace safelight
