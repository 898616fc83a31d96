#pragma once

#include <QList>
#include <QString>

namespace safelight {

// A piece of a text as it stays, goes or comes.
struct DiffPiece
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    QString text;

    friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

// Word by word: what is the same and removed, joined, is `before`; what is the same and added is `after`.
// No two neighbours are of one kind; where both change, the removed piece comes first. Texts that differ in
// thousands of words are compared line by line, and beyond that as a whole, so that it is never slow.
QList<DiffPiece> textDiff(const QString& before, const QString& after);

} // namespace safelight
