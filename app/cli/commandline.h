#pragma once

#include <QStringList>

namespace safelight {

// Is this call for a command (inspect, send, simulate, --help, --version), or one that no window can answer
// (an unknown option), and not for the window? `arguments` begins with the program's own name.
bool isHeadlessCall(const QStringList& arguments);

// Does the command write pages, and needs a QGuiApplication for that (on a platform without a display)?
bool needsFonts(const QStringList& arguments);

// Runs it to its end, under a QCoreApplication; answers the exit code of headless.md. A command is handed
// what follows its name.
int runHeadless(const QStringList& arguments);

} // namespace safelight
