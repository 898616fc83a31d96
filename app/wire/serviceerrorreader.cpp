#include "app/wire/serviceerrorreader.h"

#include "app/base/secret.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype messageLimit = 4000; // characters of an error in no known form

// What operations and batches send in the place of an HTTP code: google.rpc.Code.
constexpr std::array rpcNames {"OK"_L1,
                               "CANCELLED"_L1,
                               "UNKNOWN"_L1,
                               "INVALID_ARGUMENT"_L1,
                               "DEADLINE_EXCEEDED"_L1,
                               "NOT_FOUND"_L1,
                               "ALREADY_EXISTS"_L1,
                               "PERMISSION_DENIED"_L1,
                               "RESOURCE_EXHAUSTED"_L1,
                               "FAILED_PRECONDITION"_L1,
                               "ABORTED"_L1,
                               "OUT_OF_RANGE"_L1,
                               "UNIMPLEMENTED"_L1,
                               "INTERNAL"_L1,
                               "UNAVAILABLE"_L1,
                               "DATA_LOSS"_L1,
                               "UNAUTHENTICATED"_L1};

// Proxies send numbers as texts and texts as numbers.
QString textOf(const QJsonValue& value)
{
    return redacted(value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString());
}

// "38s", "38.5s", "38", 38 or {"seconds": 38}: protobuf's Duration in its JSON forms.
std::optional<double> secondsOf(const QJsonValue& value)
{
    if (value.isObject())
        return secondsOf(value.toObject().value("seconds"_L1));
    QString text = textOf(value).trimmed();
    if (text.endsWith(u's'))
        text.chop(1);
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    return isNumber && seconds >= 0 && seconds < 1e9 ? std::optional(seconds) : std::nullopt;
}

// "Please retry in 47.43s" (gemini-api.md §9); also "in 1m2.5s" and "in 350ms".
std::optional<double> secondsInMessage(const QString& message)
{
    static const QRegularExpression pattern(
        uR"(retry in (?:(\d{1,4})h)?(?:(\d{1,5})m(?!s))?(?:(\d{1,9}(?:\.\d{1,12})?)(m?s))?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(message);
    if (!match.hasMatch() || match.capturedLength() == "retry in "_L1.size())
        return {};
    const double last = match.captured(3).toDouble();
    return match.captured(1).toDouble() * 3600 + match.captured(2).toDouble() * 60
        + (match.captured(4) == "ms"_L1 ? last / 1000 : last);
}

QJsonObject firstOf(const QJsonObject& object, QLatin1StringView list)
{
    return object.value(list).toArray().first().toObject();
}

void setIfEmpty(QString& target, const QJsonValue& value)
{
    if (target.isEmpty())
        target = textOf(value);
}

void readDetail(const QJsonObject& detail, ServiceError& error)
{
    const QString type = detail.value("@type"_L1).toString().section(u'.', -1);
    if (type == "ErrorInfo"_L1) {
        setIfEmpty(error.reason, detail.value("reason"_L1));
        const auto metadata = detail.value("metadata"_L1).toObject();
        setIfEmpty(error.quotaId, metadata.value("quota_limit"_L1));
        setIfEmpty(error.quotaValue, metadata.value("quota_limit_value"_L1));
    } else if (type == "BadRequest"_L1) {
        setIfEmpty(error.field, firstOf(detail, "fieldViolations"_L1).value("field"_L1));
    } else if (type == "RetryInfo"_L1) {
        if (const auto seconds = secondsOf(detail.value("retryDelay"_L1)))
            error.retryAfterSeconds = seconds;
    } else if (type == "QuotaFailure"_L1) {
        // Says more than the metadata of an ErrorInfo, so it wins.
        const auto violation = firstOf(detail, "violations"_L1);
        if (violation.contains("quotaId"_L1))
            error.quotaId = textOf(violation.value("quotaId"_L1));
        if (violation.contains("quotaValue"_L1))
            error.quotaValue = textOf(violation.value("quotaValue"_L1));
    } else if (type == "DebugInfo"_L1) {
        setIfEmpty(error.detail, detail.value("detail"_L1));
    }
}

void readCode(const QJsonValue& code, ServiceError& error)
{
    bool isNumber = code.isDouble();
    const double number = isNumber ? code.toDouble() : code.toString().toDouble(&isNumber);
    if (isNumber && number > 0 && number < double(rpcNames.size()))
        error.status = rpcNames.at(std::size_t(number));
    else if (isNumber && number >= 0 && number < 1000)
        error.httpCode = int(number);
    else if (!isNumber)
        error.status = textOf(code); // "model_not_found", as proxies do
}

// Plain text out of HTML, enough for a sentence.
QString plainText(QString html)
{
    static const QRegularExpression hidden(uR"(<(style|script)\b.*?</\1\s*>)"_s,
                                           QRegularExpression::CaseInsensitiveOption
                                               | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    html.replace(hidden, u" "_s).replace(tag, u" "_s);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    html.replace(u"&#39;"_s, u"'"_s).replace(u"&nbsp;"_s, u" "_s).replace(u"&amp;"_s, u"&"_s);
    return html.simplified();
}

} // namespace

ServiceError readServiceError(QByteArrayView json)
{
    ServiceError error;
    // In a list, because the error may be a mere text, and Qt 6.4 reads only lists and objects.
    const auto document = QJsonDocument::fromJson("[" + redacted(json.toByteArray()) + "]");
    if (!document.isArray())
        return readErrorText(json, 0);
    const auto value = document.array().first();
    if (!value.isObject()) {
        error.message = textOf(value);
        return error;
    }
    const auto object = value.toObject();
    readCode(object.value("code"_L1), error);
    setIfEmpty(error.message, object.value("message"_L1));
    if (object.contains("status"_L1))
        error.status = textOf(object.value("status"_L1));
    setIfEmpty(error.field, object.value("param"_L1)); // in OpenAI's shape
    const auto details = object.value("details"_L1).toArray();
    for (const auto& detail : details)
        readDetail(detail.toObject(), error);
    if (!error.retryAfterSeconds)
        error.retryAfterSeconds = secondsInMessage(error.message);
    return error;
}

ServiceError readErrorPage(QByteArrayView html)
{
    static const QRegularExpression title(uR"(<title[^>]*>(.*?)</title)"_s,
                                          QRegularExpression::CaseInsensitiveOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression code(uR"(\berror:?\s+(\d{3})\b|^(\d{3})[\s:]|\b(\d{3})\s+error\b)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QString page = redacted(QString::fromUtf8(html.first(std::min<qsizetype>(html.size(), 16384))));
    const QString named = plainText(title.match(page).captured(1));
    const QString text = plainText(page);
    ServiceError error;
    error.html = true;
    error.message = (named.isEmpty() ? text : named).left(messageLimit);
    for (const auto& place : {named, text}) {
        const auto match = code.match(place);
        if (error.httpCode == 0 && match.hasMatch())
            error.httpCode = match.captured(match.lastCapturedIndex()).toInt();
    }
    return error;
}

ServiceError readErrorText(QByteArrayView text, int httpCode)
{
    ServiceError error;
    error.httpCode = httpCode;
    const auto start = text.first(std::min(text.size(), messageLimit * 4));
    error.message = redacted(QString::fromUtf8(start)).simplified().left(messageLimit);
    return error;
}

} // namespace safelight
