#pragma once

#include "app/base/result.h"
#include "app/sqlite/longwork.h"
#include "app/wholesession/historyaccounts.h"

namespace safelight {

class Connection;

// Takes the attempts of the session `from`, of any version, behind the ones that are here: numbered on, their
// lineage kept, pictures once. An attempt that is here already (sent in the same millisecond, the same
// request, the same end) is not taken again, not even when it was deleted here. All of it or nothing.
Result<MergeAccount> mergeSession(const Connection& from, const Connection& into, const LongWork& work);

} // namespace safelight
