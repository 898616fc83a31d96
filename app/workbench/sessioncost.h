#pragma once

#include "app/cost/ledger.h"
#include "app/session/attempt.h"

namespace safelight {

// What this attempt adds to the session's total. Absent: nothing, because it is still being sent or was never
// sent from here.
std::optional<AttemptCost> costOf(const AttemptSummary& summary);

// Brings one attempt of the ledger up to date.
void book(Ledger& ledger, const AttemptSummary& summary);

} // namespace safelight
