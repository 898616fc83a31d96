#pragma once

#include <QStringList>

namespace safelight {

// safelight history SESSION [--json] [--filter EXPR]; headless.md. The session is only read. Answers the exit
// code. `arguments` is what follows the word "history".
int runHistory(const QStringList& arguments);

} // namespace safelight
