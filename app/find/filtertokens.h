#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace safelight {

// A piece of a filter expression, before anything is known of its meaning.
struct FilterToken
{
    enum class Kind { Text, Quoted, Pair, Open, Close, Not, Or, And };

    Kind kind = Kind::Text;
    qsizetype position = 0;
    qsizetype length = 0;
    QString key; // Pair: lower case; what stands before the operator
    QString sign; // Pair: ":", "<", "<=", "=", ">=", ">"
    QString text; // Text, Quoted; Pair: the value, without quotes
    qsizetype textPosition = 0; // where `text` begins, with its quote
    bool isQuoted = false; // the value
    bool isOpen = false; // the closing quote is missing
};

QList<FilterToken> filterTokens(const QString& text);

} // namespace safelight
