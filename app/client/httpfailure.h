#pragma once

#include "app/base/result.h"

#include <QNetworkReply>
#include <QUrl>

#include <chrono>

namespace safelight {

// "service.example", and with the port where it is not the usual one.
QString addressOf(const QUrl& url);

// Why an exchange over `url` did not come to its end, as a sentence that names the host. The detail is
// Qt's own text and not yet redacted.
Error connectionFailure(QNetworkReply::NetworkError error, const QString& detail, const QUrl& url,
                        bool answerBegan);
Error silenceFailure(const QUrl& url, std::chrono::milliseconds silence, bool answerBegan);
Error limitFailure(const QUrl& url, qint64 limit);
// Compressed data that cannot be inflated, or that would become too much of it.
Error compressionFailure(const QUrl& url, bool tooDense);
Error redirectRefusal(const QUrl& url, const QUrl& target);
Error cancelled();

// Did it fail before a byte of the request could leave?
bool isBeforeSending(QNetworkReply::NetworkError error);

// Did the connection fail? An HTTP status of 400 and above sets an error too, but is an answer.
bool isConnectionFailure(QNetworkReply::NetworkError error, int httpCode);

} // namespace safelight
