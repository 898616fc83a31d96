#pragma once

#include "app/base/result.h"
#include "app/sqlite/longwork.h"
#include "app/wholesession/historyaccounts.h"

#include <QString>

namespace safelight {

// What can be read of a damaged session, of any version, goes into a new file. The damaged one is only read.
// Fails when nothing of it is a session, or when the new file cannot be written; then there is none.
Result<RecoveryAccount> recoverSession(const QString& path, const QString& copyPath, const LongWork& work);

} // namespace safelight
