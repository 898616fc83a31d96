#pragma once

#include <QList>
#include <QString>

namespace safelight {

// A word of a text: letters and digits; each sign by itself in scripts that are written without spaces.
struct WordSpan
{
    qsizetype from = 0;
    qsizetype length = 0;
    size_t hash = 0; // the same for both cases

    friend bool operator==(const WordSpan&, const WordSpan&) = default;
};

QList<WordSpan> wordSpans(const QString& text);
// Of `count` words from `first` on, whatever stands between them.
size_t runHash(const QList<WordSpan>& words, qsizetype first, qsizetype count);

} // namespace safelight
