#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace safelight {

// The whole file, or a sentence why not: missing, a folder, a dead link, not readable, a device or pipe
// that never ends, longer than `limit` bytes, or shorter than it said while being read.
Result<QByteArray> readFile(const QString& path, qint64 limit);

// All or nothing: the old file stays as it was when the disk is full or the folder read-only.
Result<Done> writeFile(const QString& path, const QByteArray& bytes);

} // namespace safelight
