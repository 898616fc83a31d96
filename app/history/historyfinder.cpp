#include "app/history/historyfinder.h"

#include "app/history/connection.h"
#include "app/history/filtersets.h"
#include "app/history/rawquery.h"
#include "app/history/rowvalues.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The local day of a time. Neighbours in the list are mostly of the same day, and asking the time zone takes
// ten times as long as all the rest.
class Days
{
public:
    qint32 of(qint64 milliseconds)
    {
        if (milliseconds < m_begin || milliseconds >= m_end)
            look(milliseconds);
        return m_day;
    }

private:
    void look(qint64 milliseconds)
    {
        const QDate date = QDateTime::fromMSecsSinceEpoch(milliseconds).date();
        const qint64 day = date.isValid() ? date.toJulianDay() : 0;
        m_day = day > 0 && day < std::numeric_limits<qint32>::max() ? static_cast<qint32>(day) : 0;
        m_begin = date.isValid() ? date.startOfDay().toMSecsSinceEpoch() : milliseconds;
        m_end = date.isValid() ? date.addDays(1).startOfDay().toMSecsSinceEpoch() : milliseconds;
    }

    qint64 m_begin = 0;
    qint64 m_end = 0;
    qint32 m_day = 0;
};

struct Listed
{
    HistoryKey key;
    bool passed = false;
};

const auto listedColumns = u"SELECT id, sent_at, outcome = 'delivered' AND state = 'completed' FROM attempts "
                           u"INDEXED BY attempts_listed"
                           " WHERE removed = 0 ORDER BY id"_s;

Listed listedOf(const RawQuery& row, Days& days)
{
    return {{row.number(0), days.of(row.number(1))}, row.number(2) == 1};
}

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

void add(HistoryIndex& index, const Listed& listed)
{
    index.keys.append(listed.key);
    index.passed += listed.passed ? 1 : 0;
}

Error cancelledError()
{
    return {Error::Code::Cancelled, {}, {}};
}

} // namespace

class HistoryFinder::Private
{
public:
    explicit Private(const Connection& given)
        : connection(given)
    { }

    Result<Done> prepare();
    Result<Done> list();
    Result<HistoryIndex> byNumber(const IdSet& set, bool descending) const;
    Result<HistoryIndex> byColumn(const IdSet& set, const HistoryQuery& query) const;
    const Listed* listedAs(qint64 id) const;
    Result<QStringList> frequent(const QString& sql) const;

    const Connection& connection;
    bool isReady = false;
    std::vector<Listed> all; // ascending ids
    qint64 fileVersion = -1; // that `all` was read at: others' changes, and this connection's own
    qint64 ownChanges = -1;
};

Result<Done> HistoryFinder::Private::prepare()
{
    if (isReady)
        return Done();
    auto same = usesDriversLibrary(connection);
    isReady = same.has_value();
    return same;
}

Result<Done> HistoryFinder::Private::list()
{
    const auto version = connection.value(u"PRAGMA data_version"_s);
    if (!version)
        return version.error();
    const auto changes = connection.value(u"SELECT total_changes()"_s);
    if (!changes)
        return changes.error();
    if (version->toLongLong() == fileVersion && changes->toLongLong() == ownChanges)
        return Done();
    fileVersion = -1;
    all.clear();
    Days days;
    RawQuery rows(connection, listedColumns);
    while (rows.next())
        all.push_back(listedOf(rows, days));
    if (rows.error())
        return *rows.error();
    fileVersion = version->toLongLong();
    ownChanges = changes->toLongLong();
    return Done();
}

Result<HistoryIndex> HistoryFinder::Private::byNumber(const IdSet& set, bool descending) const
{
    HistoryIndex index;
    if (set.isAll())
        index.keys.reserve(static_cast<qsizetype>(all.size()));
    const auto take = [&](const Listed& listed) {
        if (set.contains(listed.key.id))
            add(index, listed);
    };
    if (descending)
        std::for_each(all.rbegin(), all.rend(), take);
    else
        std::for_each(all.begin(), all.end(), take);
    return index;
}

const Listed* HistoryFinder::Private::listedAs(qint64 id) const
{
    const auto found =
        std::lower_bound(all.begin(), all.end(), id, [](const Listed& l, qint64 i) { return l.key.id < i; });
    return found != all.end() && found->key.id == id ? &*found : nullptr;
}

Result<HistoryIndex> HistoryFinder::Private::byColumn(const IdSet& set, const HistoryQuery& query) const
{
    const QString way = query.descending ? u" DESC"_s : QString();
    const QString column = columnOf(query.order);
    RawQuery rows(connection, u"SELECT id FROM attempts ORDER BY "_s + column + way + u", id"_s + way);
    HistoryIndex index;
    while (rows.next()) {
        const qint64 id = rows.number(0);
        const Listed* listed = set.contains(id) ? listedAs(id) : nullptr;
        if (listed)
            add(index, *listed);
    }
    if (rows.error())
        return *rows.error();
    return index;
}

HistoryFinder::HistoryFinder(const Connection& connection)
    : d(std::make_unique<Private>(connection))
{ }

HistoryFinder::~HistoryFinder() = default;

Result<HistoryIndex> HistoryFinder::find(const HistoryQuery& query, const Cancelled& cancelled)
{
    if (cancelled && cancelled())
        return cancelledError();
    if (const auto ready = d->prepare(); !ready)
        return ready.error();
    const QueryWatch watch(
        d->connection, cancelled ? cancelled : [] { return false; });
    const auto fitting = attemptsThatFit(d->connection, query.filter);
    if (!fitting)
        return fitting.error();
    if (const auto listed = d->list(); !listed)
        return cancelled && cancelled() ? cancelledError() : listed.error();
    auto index = query.order == HistoryOrder::Number ? d->byNumber(*fitting, query.descending)
                                                     : d->byColumn(*fitting, query);
    if (index)
        index->total = static_cast<qint64>(d->all.size());
    return index;
}

Result<HistoryIndex> HistoryFinder::firstPage(int count)
{
    if (const auto ready = d->prepare(); !ready)
        return ready.error();
    const auto total = d->connection.value(
        u"SELECT (SELECT count(*) FROM attempts) - (SELECT count(*) FROM attempts WHERE removed <> 0)"_s);
    if (!total)
        return total.error();
    HistoryIndex index;
    Days days;
    RawQuery rows(d->connection, listedColumns + u" DESC LIMIT ?"_s, {count});
    while (rows.next())
        add(index, listedOf(rows, days));
    if (rows.error())
        return *rows.error();
    index.total = total->toLongLong();
    index.complete = index.total == index.keys.size();
    return index;
}

Result<QStringList> HistoryFinder::Private::frequent(const QString& sql) const
{
    auto rows = connection.query(QString(sql + u" ORDER BY count(*) DESC, 1 LIMIT 200"_s));
    if (!rows)
        return rows.error();
    QStringList values;
    while (rows->next())
        values << rows->value(0).toString();
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
