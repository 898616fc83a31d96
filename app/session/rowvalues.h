#pragma once

#include "app/base/known.h"

#include <QDateTime>
#include <QStringList>

namespace safelight {

struct Error;

// How values are written in the columns.

template<typename E>
QString nameOf(E value)
{
    return Known<E>::wireName(value);
}

// A word that this program does not know cannot come from its own version: the fallback.
template<typename E>
E valueOf(const QString& name, E fallback)
{
    return Known<E>::fromWire(name).value().value_or(fallback);
}

// JSON; an empty list is NULL.
QString listJson(const QStringList& list);
QStringList listOf(const QString& json);

QDateTime timeOf(qint64 milliseconds); // UTC
QByteArray sha256(const QByteArray& bytes);

inline QString nullIfEmpty(const QString& text)
{
    return text.isEmpty() ? QString() : text;
}

// Something in the file is not what was written there.
Error damagedPart(const QString& detail);

} // namespace safelight
