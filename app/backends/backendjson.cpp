#include "app/backends/backendjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace safelight {

QJsonObject limitsObject(const BackendLimits& limits)
{
    QJsonObject object;
    const auto put = [&object](const QString& name, const auto& limit) {
        object[name] = limit ? QJsonValue(qint64(*limit)) : QJsonValue();
    };
    put(u"requestBytes"_s, limits.requestBytes);
    put(u"atOnce"_s, limits.atOnce);
    put(u"requestsPerMinute"_s, limits.requestsPerMinute);
    put(u"tokensPerMinute"_s, limits.tokensPerMinute);
    return object;
}

namespace {

void readText(const QJsonObject& object, QLatin1StringView name, QString& text)
{
    text = object[name].toString(text);
}

void readFlag(const QJsonObject& object, QLatin1StringView name, bool& flag)
{
    flag = object[name].toBool(flag);
}

template<typename E>
void readChoice(const QJsonObject& object, QLatin1StringView name, E& choice)
{
    choice = Known<E>::fromWire(object[name].toString()).value().value_or(choice);
}

// Null takes a limit away that the base has.
template<typename Number>
void readLimit(const QJsonObject& object, QLatin1StringView name, std::optional<Number>& limit)
{
    const auto value = object[name];
    if (value.isNull())
        limit.reset();
    else if (const qint64 number = value.toInteger(-1); number > 0)
        limit = Number(std::min<qint64>(number, std::numeric_limits<Number>::max()));
}

QList<BackendHeader> headersFrom(const QJsonArray& array)
{
    QList<BackendHeader> headers;
    for (const auto& item : array) {
        const auto object = item.toObject();
        const QString name = object["name"_L1].toString();
        if (!name.isEmpty())
            headers.append({name, object["value"_L1].toString(), object["secret"_L1].toBool()});
    }
    return headers;
}

QJsonArray headerArray(const QList<BackendHeader>& headers)
{
    QJsonArray array;
    for (const BackendHeader& header : headers)
        array.append(
            QJsonObject {{u"name"_s, header.name}, {u"value"_s, header.value}, {u"secret"_s, header.secret}});
    return array;
}

// Every member, also those with the default.
QJsonObject wholeObject(const Backend& backend)
{
    return {
        {u"id"_s, backend.id},
        {u"name"_s, backend.name},
        {u"baseUrl"_s, backend.baseUrl.toString(QUrl::FullyEncoded)},
        {u"version"_s, backend.apiVersion},
        {u"path"_s, Known(backend.path).text()},
        {u"project"_s, backend.project},
        {u"location"_s, backend.location},
        {u"credential"_s, Known(backend.auth).text()},
        {u"keyFrom"_s, Known(backend.keySource).text()},
        {u"keyName"_s, backend.keyName},
        {u"headers"_s, headerArray(backend.headers)},
        {u"accepts"_s, backend.accepts},
        {u"limits"_s, limitsObject(backend.limits)},
        {u"models"_s, Known(backend.models).text()},
        {u"prices"_s, Known(backend.pricing).text()},
        {u"pricesOf"_s, backend.pricesOf},
        {u"billsDisconnects"_s, backend.billsDisconnects},
        {u"simulated"_s, backend.simulated},
        {u"note"_s, backend.note},
    };
}

} // namespace

QJsonObject backendObject(const Backend& backend)
{
    return differenceFrom({}, backend);
}

QJsonObject differenceFrom(const Backend& base, const Backend& backend)
{
    const QJsonObject before = wholeObject(base);
    const QJsonObject whole = wholeObject(backend);
    QJsonObject difference {{u"id"_s, backend.id}};
    for (auto it = whole.begin(); it != whole.end(); ++it) {
        if (it.value() != before[it.key()])
            difference[it.key()] = it.value();
    }
    return difference;
}

Backend backendFrom(const QJsonObject& object, const Backend& base)
{
    Backend backend = base;
    readText(object, "id"_L1, backend.id);
    readText(object, "name"_L1, backend.name);
    if (object["baseUrl"_L1].isString())
        backend.baseUrl = QUrl(object["baseUrl"_L1].toString(), QUrl::StrictMode);
    readText(object, "version"_L1, backend.apiVersion);
    readChoice(object, "path"_L1, backend.path);
    readText(object, "project"_L1, backend.project);
    readText(object, "location"_L1, backend.location);
    readChoice(object, "credential"_L1, backend.auth);
    readChoice(object, "keyFrom"_L1, backend.keySource);
    readText(object, "keyName"_L1, backend.keyName);
    if (object["headers"_L1].isArray())
        backend.headers = headersFrom(object["headers"_L1].toArray());
    readText(object, "accepts"_L1, backend.accepts);
    const auto limits = object["limits"_L1].toObject();
    readLimit(limits, "requestBytes"_L1, backend.limits.requestBytes);
    readLimit(limits, "atOnce"_L1, backend.limits.atOnce);
    readLimit(limits, "requestsPerMinute"_L1, backend.limits.requestsPerMinute);
    readLimit(limits, "tokensPerMinute"_L1, backend.limits.tokensPerMinute);
    readChoice(object, "models"_L1, backend.models);
    readChoice(object, "prices"_L1, backend.pricing);
    readText(object, "pricesOf"_L1, backend.pricesOf);
    readFlag(object, "billsDisconnects"_L1, backend.billsDisconnects);
    readFlag(object, "simulated"_L1, backend.simulated);
    readText(object, "note"_L1, backend.note);
    return backend;
}

} // namespace safelight
