#pragma once

#include "app/base/result.h"
#include "app/session/attempt.h"

namespace safelight {

class Connection;

// The rows of the list, without those that were removed. All, or only the newest `count` when that is not 0:
// newest first, with the thumbnails of the newest `thumbnails`.
Result<QList<AttemptSummary>> loadSummaries(const Connection& connection, int thumbnails, int count);
// In the order asked, with thumbnails; what is not there is left out.
Result<QList<AttemptSummary>> loadSummariesOf(const Connection& connection, const QList<qint64>& ids);

} // namespace safelight
