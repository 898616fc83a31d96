#pragma once

#include "app/simulatorrequest/answer.h"
#include "app/simulatorrequest/httpcall.h"

namespace safelight::simulation {

// The whole service as one pure function: no clock, no state, no network. May take seconds (large pictures).
Answer answerTo(const HttpCall& call, const Turn& turn);
// Does this call take part in the sequence that decides chance?
bool generates(const HttpCall& call);

} // namespace safelight::simulation
