#pragma once

#include <QString>

namespace safelight::simulation {

// The service's own sentence beside a finish reason; empty where it says none.
QString finishMessage(const QString& reason, bool vertex);
// Does some of the text arrive before this end?
bool endsPartWay(const QString& reason);

} // namespace safelight::simulation
