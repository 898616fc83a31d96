#include "app/simulatorrequest/credentials.h"

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

QByteArray bearerOf(const HttpCall& call)
{
    const QByteArray value = call.headers.value("authorization").trimmed();
    return value.first(std::min<qsizetype>(7, value.size())).toLower() == "bearer " ? value.mid(7).trimmed()
                                                                                    : QByteArray();
}

} // namespace

QByteArray keyOf(const HttpCall& call)
{
    QByteArray header = call.headers.value("x-goog-api-key").trimmed();
    if (!header.isEmpty())
        return header;
    const QByteArray bearer = bearerOf(call);
    return bearer.isEmpty() ? call.query.queryItemValue(u"key"_s, QUrl::FullyDecoded).toUtf8() : bearer;
}

std::optional<ApiError> checkCredentials(const HttpCall& call)
{
    const QByteArray key = keyOf(call);
    if (key.isEmpty()) {
        return ApiError {
            403,
            u"Method doesn't allow unregistered callers (callers without established identity). Please "
            "use API Key or other form of API consumer identity to call this API."_s,
            {},
            {}};
    }
    if (!bearerOf(call).isEmpty() && !call.headers.value("x-goog-api-key").trimmed().isEmpty()) {
        return ApiError {
            400, u"Multiple authentication credentials received. Please pass only one."_s, {}, {}};
    }
    if (key == "invalid")
        return invalidKey({}, false);
    return std::nullopt;
}

ApiError invalidKey(const QString& key, bool echoes)
{
    ApiError error {
        400, u"API key not valid. Please pass a valid API key."_s, {}, {errorInfo(u"API_KEY_INVALID"_s)}};
    if (echoes)
        error.details.append(debugInfo(QString(u"Invalid API key: "_s + key)));
    return error;
}

} // namespace safelight::simulation
