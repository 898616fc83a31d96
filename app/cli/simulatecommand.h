#pragma once

#include <QStringList>

namespace safelight {

// safelight simulate …; headless.md. Needs a QCoreApplication (send: its event loop). Answers the exit code.
int runSimulate(const QStringList& arguments);

} // namespace safelight
