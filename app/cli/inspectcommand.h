#pragma once

#include <QStringList>

namespace safelight {

// safelight inspect [--json] [--limit BYTES] [FILE…|-]; headless.md. Answers the exit code.
int runInspect(const QStringList& arguments);

} // namespace safelight
