#pragma once

#include "app/cost/estimate.h"

namespace safelight {

struct Prompt;

// What of a prompt decides about its cost; the back end and the day are for the caller to add.
EstimateInput estimateInputOf(const Prompt& prompt);
// About the most that its input counts for a limit of tokens per minute.
qint64 inputTokensOf(const Prompt& prompt);

} // namespace safelight
