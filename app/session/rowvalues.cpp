#include "app/session/rowvalues.h"

#include "app/base/result.h"

#include <QCoreApplication>
#include <QCryptographicHash>
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

QStringList listOf(const QString& json)
{
    if (json.isEmpty())
        return {};
    QStringList list;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const auto& entry : array)
        list.append(entry.toString());
    return list;
}

QDateTime timeOf(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc());
}

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

Error damagedPart(const QString& detail)
{
    return {Error::Code::Parse,
            QCoreApplication::translate("SessionStore", "A part of the session file is damaged."), detail};
}

} // namespace safelight
