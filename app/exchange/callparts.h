#pragma once

#include "app/exchange/calls.h"

class QJsonObject;

namespace safelight {

QString sayOfCalls(const char* sentence); // translated

// What a call's address says: ".../models/gemini-x:streamGenerateContent?key=…".
struct CallAddress
{
    QString model;
    bool stream = false;
    QUrl url; // cleaned
    Secret key; // from the query
};
std::optional<CallAddress> callAddressOf(const QString& url);

void addKey(RecordedCalls& calls, const Secret& key, Backend::Auth auth);
// A header that may hold a key; true when it was one, variable or not.
bool takeCredential(RecordedCalls& calls, const QString& name, const QString& value);

Result<CallRequest> readCallRequest(const QByteArray& body, const CallAddress& address);

Error stoppedReading();
Result<RecordedCalls> readCommandLines(const QString& text, const FileReading& files,
                                       const StopAsked& stopped);
Result<RecordedCalls> readHar(const QJsonObject& har, const StopAsked& stopped);
Result<RecordedCalls> readReport(const QJsonObject& report, const StopAsked& stopped);

} // namespace safelight
