#pragma once

#include <QStringList>

namespace safelight {

// Is this call for a command (inspect, send, simulate, --help, --version) and not for the window?
bool isHeadlessCall(const QStringList& arguments);

// Runs it to its end, under a QCoreApplication; answers the exit code of headless.md.
int runHeadless(const QStringList& arguments);

} // namespace safelight
