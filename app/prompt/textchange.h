#pragma once

#include <QString>

namespace safelight {

// What turned one text into another: one place, what went, what came. Undo keeps these and never whole texts,
// so that a hundred steps in a prompt of 5 MB cost what was typed.
struct TextChange
{
    qsizetype position = 0;
    QString removed;
    QString inserted;

    static TextChange between(const QString& before, const QString& after);

    bool isEmpty() const { return removed.isEmpty() && inserted.isEmpty(); }
    QString appliedTo(const QString& before) const;
    QString takenBackFrom(const QString& after) const;
    // One character typed over nothing or over a selection, or one character deleted.
    bool isKeystroke() const;
    // Does `next` go on where this one ended? Then the two can be one.
    bool touches(const TextChange& next) const;
    // This one and then `next`, as one; only when touches(next).
    TextChange followedBy(const TextChange& next) const;

    friend bool operator==(const TextChange&, const TextChange&) = default;
};

} // namespace safelight
