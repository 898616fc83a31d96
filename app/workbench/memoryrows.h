#pragma once

#include "app/find/historyquery.h"
#include "app/session/attempt.h"

namespace safelight {

// An attempt that is in memory because no session keeps it, or not its answer.
struct MemoryRow
{
    Attempt attempt;
    AttemptSummary summary;

    bool isKept() const { return summary.id > 0; } // all but its answer
};

// What the user made of it, which the session does keep.
void takeNotes(MemoryRow& row, const AttemptSummary& kept);

// Adds those that fit to what a session's finder found. They are sorted among themselves, and before the
// others unless these go from old to new.
void addRows(HistoryIndex& index, const QList<MemoryRow>& rows, const HistoryQuery& query);

// What they have of these, after the session's.
void addValues(FilterValues& values, const QList<MemoryRow>& rows);

} // namespace safelight
