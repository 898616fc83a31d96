#pragma once

#include "app/response/response.h"

#include <QByteArrayView>

namespace safelight {

// The `error` member of an answer: the object of gemini-api.md §4 and §9, or whatever a proxy puts in its
// place. Redacted.
ServiceError readServiceError(QByteArrayView json);

// An error that came as a web page: code and sentence from its title or text. Redacted.
ServiceError readErrorPage(QByteArrayView html);

// An error body in no known form; its beginning is the message. Redacted.
ServiceError readErrorText(QByteArrayView text, int httpCode);

} // namespace safelight
