#pragma once

#include <QUrl>

namespace safelight {

// A sentence when a base URL may not be used: no URL, no http(s), a query or user name in it, or plain http
// to anything but loopback (a key would travel readable). Empty when it may.
QString baseUrlProblem(const QUrl& url);

// Does the host of this URL mean this computer: localhost, 127.0.0.0/8 or ::1?
bool isLoopback(const QUrl& url);

} // namespace safelight
