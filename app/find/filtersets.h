#pragma once

#include "app/find/attemptfilter.h"
#include "app/find/listing.h"
#include "app/sqlite/sqlvalue.h"

#include <QHash>

#include <functional>

namespace safelight {

class Connection;

// Which rows of a listing fit. Remembers what each condition took, because the next keystroke mostly changes
// only one of them: valid as long as the file does not change.
class FilterSets final
{
public:
    FilterSets(const Connection& connection, const Listing& listing);

    Result<RowSet> fitting(const AttemptFilter& filter);

private:
    Result<RowSet> nodeSet(const FilterNode& node);
    Result<RowSet> joined(const FilterNode& node);
    Result<RowSet> termSet(const FilterTerm& term);
    Result<RowSet> find(const FilterTerm& term) const;
    Result<RowSet> collect(const QString& sql, const SqlValues& values = {}) const;
    Result<RowSet> words(const FilterTerm& term) const;
    Result<RowSet> different() const;
    // The attempts in whose `columns` stands a text that fits: of each text once, not of each attempt.
    using Fits = std::function<bool(const QString&)>;
    Result<RowSet> withText(const QStringList& columns, const Fits& fits) const;

    const Connection& m_connection;
    const Listing& m_listing;
    QHash<QString, RowSet> m_known;
};

} // namespace safelight
