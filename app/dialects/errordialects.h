#pragma once

#include "app/dialects/translation.h"

namespace safelight {

// An error of the service that a program reports without an `error` member: Google's own status with its
// message, or an HTTP status in the words of a plug-in.
std::optional<Translation> readReportedError(const QJsonObject& object);

} // namespace safelight
