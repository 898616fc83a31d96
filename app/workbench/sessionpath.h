#pragma once

#include <QString>

namespace safelight {

// Where the session is that opens by itself; makes its folder. The file may be missing, and the folder, too,
// in a read-only home.
QString defaultSessionPath();
// With the session's ending when the name has none.
QString withSessionEnding(const QString& path);

} // namespace safelight
