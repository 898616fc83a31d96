#include "app/backends/backendtables.h"

#include "app/backends/backendjson.h"
#include "app/backends/bundledtable.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QList<BuiltInBackend> readBuiltIns()
{
    QList<BuiltInBackend> rows;
    const auto array = bundledBackendTable()["builtIn"_L1].toArray();
    for (const auto& item : array) {
        const auto object = item.toObject();
        rows.append({backendFrom(object), object["formerSettings"_L1]["baseUrl"_L1].toString()});
    }
    return rows;
}

QList<Backend> readTemplates()
{
    QList<Backend> rows;
    const auto array = bundledBackendTable()["templates"_L1].toArray();
    for (const auto& item : array)
        rows.append(backendFrom(item.toObject()));
    return rows;
}

} // namespace

const QList<BuiltInBackend>& builtInBackends()
{
    static const QList<BuiltInBackend> rows = readBuiltIns();
    return rows;
}

const QList<Backend>& backendTemplates()
{
    static const QList<Backend> rows = readTemplates();
    return rows;
}

const Backend* bundledBackendAt(const QUrl& baseUrl)
{
    for (const BuiltInBackend& row : builtInBackends()) {
        if (!baseUrl.host().isEmpty() && row.backend.baseUrl.host() == baseUrl.host())
            return &row.backend;
    }
    for (const Backend& row : backendTemplates()) {
        if (!baseUrl.host().isEmpty() && row.baseUrl.host() == baseUrl.host())
            return &row;
    }
    return nullptr;
}

} // namespace safelight
