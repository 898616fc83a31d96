#pragma once

#include "app/base/result.h"
#include "app/sqlite/longwork.h"
#include "app/wholesession/historyaccounts.h"

#include <QString>

namespace safelight {

class Connection;

// The file and what SQLite keeps beside it, bytes on the disk.
qint64 sessionSize(const QString& path);

// The session as it is in this moment, while others go on using it. Without what was deleted in it, and
// nothing in it is still being sent. Whole or not at all, never over an existing file.
Result<Done> copySession(const QString& path, const QString& copyPath, const LongWork& work);

// Takes away for good what was deleted, and what nothing needs any more, and gives the room back.
Result<CompactAccount> compactSession(const Connection& connection, const QString& path,
                                      const LongWork& work);

} // namespace safelight
