#pragma once

#include "app/base/result.h"

#include <QList>
#include <QString>

namespace safelight {

// A new session with these attempts of another, by their numbers, which they keep; those that are not there
// or were deleted are left out. The other session stays as it is, whoever uses it, and how long it is hardly
// matters.
Result<Done> excerptSession(const QString& path, const QList<int>& numbers, const QString& excerptPath);

} // namespace safelight
