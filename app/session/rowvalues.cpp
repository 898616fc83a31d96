#include "app/session/rowvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

namespace safelight {

QString listJson(const QStringList& list)
{
    if (list.isEmpty())
        return {};
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QVariant listOrNull(const QStringList& list)
{
    return list.isEmpty() ? QVariant() : QVariant(listJson(list));
}

QStringList listOf(const QVariant& json)
{
    QStringList list;
    const QJsonArray array = QJsonDocument::fromJson(json.toString().toUtf8()).array();
    for (const auto& entry : array)
        list.append(entry.toString());
    return list;
}

QDateTime timeOf(const QVariant& milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), QTimeZone::utc());
}

} // namespace safelight
