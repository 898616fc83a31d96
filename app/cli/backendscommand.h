#pragma once

#include <QStringList>

namespace safelight {

// safelight backends: the configured back ends; with a name, tests its connection. The arguments behind it;
// answers the exit code.
int runBackends(const QStringList& arguments);

} // namespace safelight
