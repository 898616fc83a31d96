#pragma once

#include "app/find/attemptfilter.h"

namespace safelight {

struct Attempt;
struct AttemptSummary;

// Does an attempt that no session keeps fit? As HistoryFinder would tell, but "different" needs the others
// and takes everything. `summary` is this attempt's. Takes as long as reading its texts.
bool fits(const AttemptFilter& filter, const Attempt& attempt, const AttemptSummary& summary);

} // namespace safelight
