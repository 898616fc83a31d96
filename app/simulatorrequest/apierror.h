#pragma once

#include "app/simulatorrequest/answer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace safelight::simulation {

// An error in the service's shape: error.code, message, status, details[] (gemini-api.md §9).
struct ApiError
{
    int code = 400;
    QString message;
    QString status; // empty: the usual one for the code
    QJsonArray details;
};

QString statusName(int code); // 404 -> "NOT_FOUND"
QJsonObject errorInfo(const QString& reason); // details[] entry
QJsonObject debugInfo(const QString& detail);
// 400 that names the field, in the service's snake_case.
ApiError badField(const QString& field, const QString& message);
// 429: the quota for a day cannot be waited for and names no delay.
ApiError quotaError(double retrySeconds, bool perDay, bool withDetails);
ApiError plainError(int code); // with the service's usual sentence

QJsonObject errorObject(const ApiError& error);
// `asArray`: as the service does on a stream that is not an event stream.
Answer errorAnswer(const ApiError& error, bool asArray = false);

} // namespace safelight::simulation
