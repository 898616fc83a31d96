#pragma once

#include "app/base/result.h"

#include <QList>
#include <QSslError>
#include <QUrl>

namespace safelight {

// Why the certificate of the server at `url` was not taken, as a sentence that names each fault once. Of code
// Refused: it was this program that broke off, before a byte of the request left, and trying again does not
// help. The detail is Qt's own text.
Error certificateFailure(const QList<QSslError>& faults, const QUrl& url);

} // namespace safelight
