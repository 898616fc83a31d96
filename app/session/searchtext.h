#pragma once

#include "app/session/attempt.h"

namespace safelight {

// What the texts table holds of an attempt, and how it is asked. Scripts that write words without spaces
// between them are taken character by character, on both sides.
struct SearchText
{
    QString prompt;
    QString answer;
    QString notes;
};

SearchText searchText(const Attempt& attempt);
QString searchNotes(const QString& title, const QString& comment, const QStringList& tags);
// Each with at most this many characters.
inline constexpr qsizetype searchTextLimit = 500'000;

// Is there anything in it that a word index can find?
bool hasSearchableWords(const QString& text);
// For MATCH: these words in this order; with `isBegun` the last one may go on. Whatever stands in it is text.
QString matchExpression(const QString& words, bool isBegun);

} // namespace safelight
