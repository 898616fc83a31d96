#pragma once

#include "app/base/result.h"
#include "app/find/historyquery.h"

#include <vector>

namespace safelight {

class Connection;

// All attempts of a session that were not removed, oldest first, with what the list's index needs.
class Listing final
{
public:
    struct Row
    {
        HistoryKey key;
        bool passed = false;
    };

    // Reads it; only the newest `count` when that is not 0.
    static Result<Listing> load(const Connection& connection, int count = 0);

    const std::vector<Row>& rows() const { return m_rows; }
    size_t size() const { return m_rows.size(); }
    // Where the attempt stands; size() when it is not there.
    size_t position(qint64 id) const;

private:
    std::vector<Row> m_rows;
    std::vector<qint32> m_places; // by id, from the first one's; empty where ids lie far apart
};

// Some of a listing's rows.
class RowSet final
{
public:
    explicit RowSet(size_t size = 0, bool filled = false);

    size_t size() const { return m_size; }
    void add(size_t position);
    bool contains(size_t position) const { return (m_bits[position / 64] >> (position % 64) & 1U) != 0; }
    void invert();
    void keepOnly(const RowSet& other); // of the same listing, as below
    void addAll(const RowSet& other);

private:
    void trim();

    size_t m_size;
    std::vector<quint64> m_bits;
};

} // namespace safelight
