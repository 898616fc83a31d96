#pragma once

#include <QJsonObject>

namespace safelight {

// resources/backends/backends.json
QJsonObject bundledBackendTable();

} // namespace safelight
