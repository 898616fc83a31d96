#include "app/backends/backend.h"

#include "app/backends/backendjson.h"

#include <QDebug>
#include <QJsonDocument>

namespace safelight {

// No secret is ever part of it.
QDebug operator<<(QDebug debug, const Backend& backend)
{
    return debug.noquote() << "Backend"
                           << QJsonDocument(backendObject(backend)).toJson(QJsonDocument::Compact);
}

} // namespace safelight
