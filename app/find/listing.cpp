#include "app/find/listing.h"

#include "app/sqlite/connection.h"

#include <QDateTime>

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

// Ids given out one after the other leave few gaps; a file from somebody else may have any.
constexpr qint64 widestSpan = 20'000'000;

} // namespace

Result<Listing> Listing::load(const Connection& connection, int count)
{
    const auto columns = u"SELECT id, sent_at, outcome = 'delivered' AND state = 'completed' FROM attempts"
                         " INDEXED BY attempts_listed WHERE removed = 0 ORDER BY id"_s;
    Listing listing;
    Days days;
    const auto done = connection.forEach(
        count > 0 ? QString(columns + u" DESC LIMIT %1"_s.arg(count)) : columns, {}, [&](const SqlRow& row) {
            listing.m_rows.push_back({{row.number(0), days.of(row.number(1))}, row.flag(2)});
        });
    if (!done)
        return done.error();
    if (count > 0)
        std::reverse(listing.m_rows.begin(), listing.m_rows.end());
    auto& all = listing.m_rows;
    if (!all.empty() && all.front().key.id >= 0 && all.back().key.id - all.front().key.id < widestSpan) {
        const qint64 first = all.front().key.id;
        listing.m_places.assign(static_cast<size_t>(all.back().key.id - first + 1), -1);
        for (size_t i = 0; i < all.size(); ++i)
            listing.m_places[static_cast<size_t>(all[i].key.id - first)] = static_cast<qint32>(i);
    }
    return listing;
}

size_t Listing::position(qint64 id) const
{
    if (m_rows.empty() || id < m_rows.front().key.id || id > m_rows.back().key.id)
        return size();
    if (!m_places.empty()) {
        const qint32 place = m_places[static_cast<size_t>(id - m_rows.front().key.id)];
        return place < 0 ? size() : static_cast<size_t>(place);
    }
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                        [](const Row& row, qint64 wanted) { return row.key.id < wanted; });
    return found->key.id == id ? static_cast<size_t>(found - m_rows.begin()) : size();
}

RowSet::RowSet(size_t size, bool filled)
    : m_size(size)
    , m_bits(size / 64 + 1, filled ? ~quint64(0) : 0)
{
    trim();
}

void RowSet::add(size_t position)
{
    if (position < m_size)
        m_bits[position / 64] |= quint64(1) << (position % 64);
}

void RowSet::invert()
{
    for (quint64& bits : m_bits)
        bits = ~bits;
    trim();
}

void RowSet::keepOnly(const RowSet& other)
{
    for (size_t i = 0; i < m_bits.size(); ++i)
        m_bits[i] &= other.m_bits[i];
}

void RowSet::addAll(const RowSet& other)
{
    for (size_t i = 0; i < m_bits.size(); ++i)
        m_bits[i] |= other.m_bits[i];
}

void RowSet::trim()
{
    m_bits.back() &= (quint64(1) << (m_size % 64)) - 1;
}

} // namespace safelight
