#include "app/backends/bundledtable.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

QJsonObject bundledBackendTable()
{
    QFile file(u":/backends/backends.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace safelight
