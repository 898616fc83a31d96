#pragma once

#include "app/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace safelight {

// Reads the members of a knowledge table and keeps the first thing that is wrong, with its place.
class TableReader final
{
public:
    // The whole table; an empty object after an error.
    QJsonObject root(const QByteArray& json);
    QString text(const QJsonObject& object, QStringView name, const QString& place);
    int number(const QJsonObject& object, QStringView name, const QString& place);
    QStringList texts(const QJsonObject& object, QStringView name, const QString& place);
    // The objects of a list that must be there; each with its place, "remedies[3]".
    QList<std::pair<QJsonObject, QString>> objects(const QJsonObject& object, QStringView name,
                                                   const QString& place = {});
    // Names that the object has and nobody asked for are mistakes of writing.
    void onlyKnown(const QJsonObject& object, const QStringList& names, const QString& place);

    void fail(const QString& place, const QString& what);
    const std::optional<Error>& error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace safelight
