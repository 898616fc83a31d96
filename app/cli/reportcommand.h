#pragma once

#include <QStringList>

namespace safelight {

// safelight report …; headless.md. Needs a QGuiApplication for PDF, on any platform. The session is not
// changed. Answers the exit code: 0 written, 2 usage, unreadable, or not written.
// `arguments` is what follows the word "report".
int runReport(const QStringList& arguments);

} // namespace safelight
