#pragma once

#include "app/base/textdiff.h"

namespace safelight {

inline bool isWordLike(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_';
}

// Collects what a comparison of two texts finds, in order, as pieces that are pleasant to read: changes with
// a trifle between them are one change.
class ChangeMerger final
{
public:
    void add(DiffPiece::Kind kind, QStringView text);
    QList<DiffPiece> take();

private:
    // What goes and what comes in one place, and what stays behind it.
    struct Change
    {
        QString removed;
        QString added;
        QString same;

        bool isEmpty() const { return removed.isEmpty() && added.isEmpty(); }
        qsizetype size() const { return std::max(removed.size(), added.size()); }
        QString commonGap() const;
    };
    static bool belongTogether(const Change& one, const Change& next);
    void joinNeighbours();

    QList<Change> m_changes;
};

} // namespace safelight
