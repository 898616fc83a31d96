#pragma once

#include "app/reportfile/reportjson.h"

namespace safelight {

// PICTURE of app/reportfile/reportjson.h.
QJsonObject pictureObject(const ReportPicture& picture, const JsonStandIn& standIn);

// The answer as the API would say it (gemini-api.md §3), from its reading: for reports that do not have the
// very bytes.
QJsonObject responseObject(const ReportAttempt& attempt, const JsonStandIn& standIn);

} // namespace safelight
