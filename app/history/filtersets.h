#pragma once

#include "app/base/result.h"
#include "app/history/attemptfilter.h"
#include "app/history/idset.h"

namespace safelight {

class Connection;

// The attempts that fit, removed ones among them.
Result<IdSet> attemptsThatFit(const Connection& connection, const AttemptFilter& filter);

} // namespace safelight
