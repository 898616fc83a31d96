#pragma once

#include "app/backends/backend.h"

#include <QJsonObject>

namespace safelight {

// A back end as the settings and the bundled table hold it; members with the default are left out.
QJsonObject backendObject(const Backend& backend);
// Null where there is no limit.
QJsonObject limitsObject(const BackendLimits& limits);
// `base` says what holds for members that are absent; a member of the wrong type counts as absent.
Backend backendFrom(const QJsonObject& object, const Backend& base = {});

// The members of `backend` that differ from `base`, and the id: what it takes to make it from `base`.
QJsonObject differenceFrom(const Backend& base, const Backend& backend);

} // namespace safelight
