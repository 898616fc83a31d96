#pragma once

#include "app/base/result.h"

#include <QString>

namespace safelight {

// Checks a file before SQLite may write to it: a folder, no session, a newer version, cut off, damaged, not
// writable. Reads only, and leaves nothing beside the file.
Result<Done> checkSessionFile(const QString& path);

// Makes an empty session, complete or not at all. Fails when something has that name already.
Result<Done> createSessionFile(const QString& path);

} // namespace safelight
