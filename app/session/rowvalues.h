#pragma once

#include "app/base/known.h"

#include <QDateTime>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace safelight {

// How values stand in the columns.

template<typename E>
QString nameOf(E value)
{
    return Known<E>::wireName(value);
}

// A word that this program does not know cannot come from its own version: the fallback.
template<typename E>
E valueOf(const QVariant& name, E fallback)
{
    return Known<E>::fromWire(name.toString()).value().value_or(fallback);
}

// JSON; empty lists as an empty text, or as NULL.
QString listJson(const QStringList& list);
QVariant listOrNull(const QStringList& list);
QStringList listOf(const QVariant& json);

template<typename T>
QVariant orNull(const std::optional<T>& value)
{
    return value ? QVariant(*value) : QVariant();
}

inline QVariant textOrNull(const QString& text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

inline std::optional<QString> optionalText(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toString());
}

QDateTime timeOf(const QVariant& milliseconds); // UTC

} // namespace safelight
