#pragma once

#include <QStringList>

namespace safelight {

// safelight code REQUEST --to TARGET (headless.md). Answers the exit code. `arguments` is what follows
// "code".
int runCode(const QStringList& arguments);

} // namespace safelight
