#pragma once

#include "app/session/attempt.h"
#include "app/session/columns.h"

namespace safelight {

// What an attempt's row is written from.
struct AttemptRow
{
    AttemptSummary summary;
    QString owner; // token of the store that sends it
    std::optional<qint64> request; // requestHash(); absent: none was sent
};

using AttemptColumn = BoundColumn<AttemptRow, AttemptSummary>;
using ExchangeColumn = BoundColumn<Attempt, Attempt>;

// The two tables that an attempt is kept in, column by column. What has to be done for a new one is to add
// its row.
std::span<const AttemptColumn> attemptColumns();
std::span<const ExchangeColumn> exchangeColumns();

} // namespace safelight
