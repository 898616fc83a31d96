#include "app/simulatorrequest/apierror.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

QJsonObject typed(const QString& type)
{
    return {{u"@type"_s, QString(u"type.googleapis.com/google.rpc."_s + type)}};
}

QString usualMessage(int code)
{
    switch (code) {
    case 400:
        return u"Request contains an invalid argument."_s;
    case 401:
        return u"Request had invalid authentication credentials. Expected OAuth 2 access token."_s;
    case 402:
        return u"Your prepayment credits are depleted."_s;
    case 403:
        return u"The caller does not have permission."_s;
    case 404:
        return u"Requested entity was not found."_s;
    case 413:
        return u"Request payload size exceeds the limit."_s;
    case 499:
        return u"The operation was cancelled."_s;
    case 503:
        return u"The model is overloaded. Please try again later."_s;
    case 504:
        return u"Deadline expired before operation could complete."_s;
    default:
        return u"An internal error has occurred. Please retry."_s;
    }
}

} // namespace

QString statusName(int code)
{
    switch (code) {
    case 401:
        return u"UNAUTHENTICATED"_s;
    case 402:
        return u"FAILED_PRECONDITION"_s;
    case 403:
        return u"PERMISSION_DENIED"_s;
    case 404:
        return u"NOT_FOUND"_s;
    case 429:
        return u"RESOURCE_EXHAUSTED"_s;
    case 499:
        return u"CANCELLED"_s;
    case 500:
        return u"INTERNAL"_s;
    case 503:
        return u"UNAVAILABLE"_s;
    case 504:
        return u"DEADLINE_EXCEEDED"_s;
    default:
        return code < 500 ? u"INVALID_ARGUMENT"_s : u"INTERNAL"_s;
    }
}

QJsonObject errorInfo(const QString& reason)
{
    QJsonObject object = typed(u"ErrorInfo"_s);
    object.insert("reason"_L1, reason);
    object.insert("domain"_L1, u"googleapis.com"_s);
    object.insert("metadata"_L1, QJsonObject {{u"service"_s, u"generativelanguage.googleapis.com"_s}});
    return object;
}

QJsonObject debugInfo(const QString& detail)
{
    QJsonObject object = typed(u"DebugInfo"_s);
    object.insert("detail"_L1, detail);
    return object;
}

ApiError badField(const QString& field, const QString& message)
{
    QJsonObject request = typed(u"BadRequest"_s);
    request.insert("fieldViolations"_L1,
                   QJsonArray {QJsonObject {{u"field"_s, field}, {u"description"_s, message}}});
    return {400, message, {}, {request}};
}

ApiError quotaError(double retrySeconds, bool perDay, bool withDetails)
{
    const QString seconds = QString::number(retrySeconds);
    const QString message = perDay
        ? u"You exceeded your current quota, please check your plan and billing details."_s
        : QString(u"You exceeded your current quota. Please retry in "_s + seconds + u"s."_s);
    if (!withDetails)
        return {429, message, {}, {}};

    const QString period = perDay ? u"PerDay"_s : u"PerMinute"_s;
    const QJsonObject violation {
        {u"quotaMetric"_s, u"generativelanguage.googleapis.com/generate_content_requests"_s},
        {u"quotaId"_s, QString(u"GenerateRequests"_s + period + u"PerProjectPerModel"_s)},
        {u"quotaValue"_s, perDay ? u"250"_s : u"10"_s}};
    QJsonObject quota = typed(u"QuotaFailure"_s);
    quota.insert("violations"_L1, QJsonArray {violation});
    QJsonObject help = typed(u"Help"_s);
    help.insert(
        "links"_L1,
        QJsonArray {QJsonObject {{u"description"_s, u"Learn more about Gemini API quotas"_s},
                                 {u"url"_s, u"https://ai.google.dev/gemini-api/docs/rate-limits"_s}}});
    QJsonArray details {help, quota};
    if (!perDay) {
        QJsonObject retry = typed(u"RetryInfo"_s);
        retry.insert("retryDelay"_L1, QString(QString::number(std::ceil(retrySeconds)) + u's'));
        details.append(retry);
    }
    return {429, message, {}, details};
}

ApiError plainError(int code)
{
    return {code, usualMessage(code), {}, {}};
}

QJsonObject errorObject(const ApiError& error)
{
    QJsonObject inner {{u"code"_s, error.code},
                       {u"message"_s, error.message},
                       {u"status"_s, error.status.isEmpty() ? statusName(error.code) : error.status}};
    if (!error.details.isEmpty())
        inner.insert("details"_L1, error.details);
    return {{u"error"_s, inner}};
}

Answer errorAnswer(const ApiError& error, bool asArray)
{
    const QJsonObject object = errorObject(error);
    Answer answer;
    answer.status = error.code;
    answer.pieces << (asArray ? QJsonDocument(QJsonArray {object}) : QJsonDocument(object)).toJson();
    return answer;
}

} // namespace safelight::simulation
