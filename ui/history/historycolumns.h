#pragma once

#include "app/find/historyquery.h"
#include "app/session/attempt.h"

#include <optional>

class QDate;

namespace safelight {

// The columns of the history as a table, in the order in which they first stand. Their numbers are kept in
// the settings: new ones come last.
enum class HistoryColumn {
    Number,
    Outcome,
    Time,
    Model,
    Prompt,
    Cost,
    Tokens,
    Seconds,
    Images,
    Mark,
    Star,
    Tags,
    Comment,
    Stage,
    Reason,
    Backend,
    From,
};
inline constexpr int historyColumns = static_cast<int>(HistoryColumn::From) + 1;

namespace historycolumn {

QString title(HistoryColumn column);
QString text(const AttemptSummary& row, HistoryColumn column, const QDate& today);
bool isNumber(HistoryColumn column); // stands at the right
bool isShownFirst(HistoryColumn column); // until the user chose others
int width(HistoryColumn column); // until the user chose another; pixels at 100 %
// Absent: nothing is sorted by it.
std::optional<HistoryOrder> order(HistoryColumn column);
std::optional<HistoryColumn> columnOf(HistoryOrder order);

} // namespace historycolumn

} // namespace safelight
