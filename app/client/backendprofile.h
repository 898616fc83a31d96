#pragma once

#include "app/safety/harm.h"

#include <QList>
#include <QUrl>

namespace safelight {

// A back end is data plus one rule for the key.
struct BackendProfile
{
    enum class Auth { None, ApiKeyHeader, Bearer }; // ApiKeyHeader: x-goog-api-key

    QString id; // stable: "simulator", "gemini"
    QString name; // shown: "Built-in simulator"
    QUrl baseUrl; // without "/v1beta"; empty for the simulator until it listens
    Auth auth = Auth::ApiKeyHeader;
    bool simulated = false; // its answers are made up, and every place that shows one says so
    QString apiVersion = QStringLiteral("v1beta");
    QList<HarmCategory> refusedCategories; // sending one of these answers 400 (gemini-api.md §2)

    friend bool operator==(const BackendProfile&, const BackendProfile&) = default;
};

BackendProfile simulatorProfile();
BackendProfile geminiProfile();

// A sentence when a base URL may not be used: no URL, no http(s), a query or user name in it, or plain http
// to anything but loopback (a key would travel readable). Empty when it may.
QString baseUrlProblem(const QUrl& url);

// Does the host of this URL mean this computer: localhost, 127.0.0.0/8 or ::1?
bool isLoopback(const QUrl& url);

} // namespace safelight
