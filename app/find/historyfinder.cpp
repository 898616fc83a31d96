#include "app/find/historyfinder.h"

#include "app/find/filtersets.h"
#include "app/find/listing.h"
#include "app/session/rowvalues.h"
#include "app/sqlite/connection.h"
#include "app/sqlite/longwork.h"
#include "app/sqlite/querywatch.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What is sorted by; each has an index.
QString columnOf(HistoryOrder order)
{
    switch (order) {
    case HistoryOrder::Outcome:
        return u"outcome"_s;
    case HistoryOrder::Time:
        return u"sent_at"_s;
    case HistoryOrder::Model:
        return u"model"_s;
    case HistoryOrder::Prompt:
        return u"substr(coalesce(title, prompt_preview), 1, 64) COLLATE NOCASE"_s;
    case HistoryOrder::Cost:
        return u"cost_high"_s;
    case HistoryOrder::Tokens:
        return u"prompt_tokens + thoughts_tokens + output_tokens"_s;
    case HistoryOrder::Seconds:
        return u"seconds"_s;
    case HistoryOrder::Images:
        return u"images"_s;
    case HistoryOrder::Mark:
        return u"mark"_s;
    case HistoryOrder::Star:
        return u"starred"_s;
    case HistoryOrder::Backend:
        return u"backend_name"_s;
    case HistoryOrder::Reason:
        return u"reason"_s;
    case HistoryOrder::Number:
        break;
    }
    return {};
}

void add(HistoryIndex& index, const Listing::Row& row)
{
    index.keys.append(row.key);
    index.passed += row.passed ? 1 : 0;
}

// What is known of a session at one state of its file.
struct Snapshot
{
    Snapshot(const Connection& connection, Listing rows)
        : listing(std::move(rows))
        , sets(connection, listing)
    { }

    const Listing listing;
    FilterSets sets;
    // The positions in the order asked for last.
    HistoryOrder order = HistoryOrder::Number;
    bool descending = false;
    std::vector<size_t> sorted;
};

// Others' changes, and this connection's own.
struct Version
{
    qint64 file = -1;
    qint64 own = -1;

    friend bool operator==(const Version&, const Version&) = default;
};

} // namespace

class HistoryFinder::Private
{
public:
    explicit Private(const Connection& given)
        : connection(given)
    { }

    Result<Version> version() const;
    Result<Done> look();
    Result<Done> sort(const HistoryQuery& query) const;
    Result<RowSet> fitting(const HistoryQuery& query);
    Result<QStringList> frequent(const QString& sql) const;

    const Connection& connection;
    std::unique_ptr<Snapshot> snapshot;
    Version seen; // the snapshot's
};

Result<Version> HistoryFinder::Private::version() const
{
    const auto file = connection.value(u"PRAGMA data_version"_s);
    if (!file)
        return file.error();
    const auto own = connection.value(u"SELECT total_changes()"_s);
    if (!own)
        return own.error();
    return Version {file->toLongLong(), own->toLongLong()};
}

Result<Done> HistoryFinder::Private::look()
{
    const auto now = version();
    if (!now)
        return now.error();
    if (snapshot && *now == seen)
        return Done();
    snapshot.reset();
    auto listing = Listing::load(connection);
    if (!listing)
        return listing.error();
    snapshot = std::make_unique<Snapshot>(connection, *std::move(listing));
    seen = *now;
    return Done();
}

Result<Done> HistoryFinder::Private::sort(const HistoryQuery& query) const
{
    Snapshot& all = *snapshot;
    if (all.order == query.order && all.descending == query.descending && !all.sorted.empty())
        return Done();
    all.sorted.clear();
    all.sorted.reserve(all.listing.size());
    if (query.order == HistoryOrder::Number) {
        for (size_t i = 0; i < all.listing.size(); ++i)
            all.sorted.push_back(query.descending ? all.listing.size() - 1 - i : i);
    } else {
        const QString way = query.descending ? u" DESC"_s : u" ASC"_s;
        const auto done = connection.forEach(u"SELECT id FROM attempts ORDER BY "_s + columnOf(query.order)
                                                 + way + u", id"_s + way,
                                             {}, [&all](const SqlRow& row) {
                                                 const size_t position = all.listing.position(row.number(0));
                                                 if (position < all.listing.size())
                                                     all.sorted.push_back(position);
                                             });
        if (!done) {
            all.sorted.clear();
            return done;
        }
    }
    all.order = query.order;
    all.descending = query.descending;
    return Done();
}

Result<RowSet> HistoryFinder::Private::fitting(const HistoryQuery& query)
{
    if (const auto looked = look(); !looked)
        return looked.error();
    auto rows = snapshot->sets.fitting(query.filter);
    if (!rows)
        return rows;
    if (const auto sorted = sort(query); !sorted)
        return sorted.error();
    return rows;
}

HistoryFinder::HistoryFinder(const Connection& connection)
    : d(std::make_unique<Private>(connection))
{ }

HistoryFinder::~HistoryFinder() = default;

Result<HistoryIndex> HistoryFinder::find(const HistoryQuery& query, const Cancelled& cancelled)
{
    if (cancelled && cancelled())
        return stoppedError();
    const QueryWatch watch(d->connection, cancelled);
    auto fitting = d->fitting(query);
    if (!fitting)
        return fitting.error();
    HistoryIndex index;
    for (const size_t position : d->snapshot->sorted) {
        if (fitting->contains(position))
            add(index, d->snapshot->listing.rows()[position]);
    }
    index.total = static_cast<qint64>(d->snapshot->listing.size());
    return index;
}

Result<HistoryIndex> HistoryFinder::firstPage(int count)
{
    const auto listing = Listing::load(d->connection, count + 1);
    if (!listing)
        return listing.error();
    const size_t found = listing->size();
    const size_t shown = std::min(found, static_cast<size_t>(count));
    HistoryIndex index;
    for (size_t i = 0; i < shown; ++i)
        add(index, listing->rows()[found - 1 - i]);
    index.total = index.keys.size();
    index.complete = shown == found;
    return index;
}

Result<QStringList> HistoryFinder::Private::frequent(const QString& sql) const
{
    QStringList values;
    const auto done = connection.forEach(QString(sql + u" ORDER BY count(*) DESC, 1 LIMIT 200"_s), {},
                                         [&values](const SqlRow& row) { values << row.text(0); });
    if (!done)
        return done.error();
    return values;
}

Result<FilterValues> HistoryFinder::values() const
{
    const auto models = d->frequent(u"SELECT model FROM attempts WHERE model <> '' GROUP BY model"_s);
    if (!models)
        return models.error();
    const auto reasons = d->frequent(u"SELECT reason FROM attempts WHERE reason <> '' GROUP BY reason"_s);
    if (!reasons)
        return reasons.error();
    const auto lists =
        d->frequent(u"SELECT categories FROM attempts WHERE categories IS NOT NULL GROUP BY categories"_s);
    if (!lists)
        return lists.error();
    QStringList categories;
    for (const QString& list : *lists)
        categories += listOf(list);
    categories.removeDuplicates();
    const auto tagged =
        d->frequent(u"SELECT tags FROM attempts WHERE id IN (SELECT attempt FROM attempt_tags)"
                    " GROUP BY tags"_s);
    if (!tagged)
        return tagged.error();
    QStringList tags;
    for (const QString& list : *tagged)
        tags += listOf(list);
    tags.removeDuplicates();
    return FilterValues {*models, *reasons, categories, tags};
}

} // namespace safelight
