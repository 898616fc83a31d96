#pragma once

#include <QStringList>

namespace safelight {

// safelight send …; headless.md. Needs a QCoreApplication (send: its event loop). Answers the exit code.
int runSend(const QStringList& arguments);

} // namespace safelight
