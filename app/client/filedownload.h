#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QUrl>

#include <functional>

class QObject;

namespace safelight {

// Why this address is not fetched: a sentence, empty when it can be. Only https, or http on this computer.
QString downloadProblem(const QUrl& url);

// Fetches one file that the user named, without cookies, credentials or a cache, and calls back once on the
// caller's thread, unless `context` is gone by then. More than `limit` bytes, another answer than 200 and
// silence are errors.
void downloadFile(const QUrl& url, qint64 limit, QObject* context,
                  std::function<void(Result<QByteArray>)> then);

} // namespace safelight
