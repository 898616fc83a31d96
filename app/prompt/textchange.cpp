#include "app/prompt/textchange.h"

#include <algorithm>

namespace safelight {

namespace {

// One character is two units long outside the basic plane.
bool isOneCharacter(const QString& text)
{
    return text.size() == 1 || (text.size() == 2 && text.at(0).isHighSurrogate());
}

} // namespace

TextChange TextChange::between(const QString& before, const QString& after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype start =
        std::mismatch(before.cbegin(), before.cbegin() + shorter, after.cbegin()).first - before.cbegin();
    if (start > 0 && before.at(start - 1).isHighSurrogate())
        --start; // never between the halves of a pair
    const qsizetype rest = shorter - start;
    qsizetype end =
        std::mismatch(before.crbegin(), before.crbegin() + rest, after.crbegin()).first - before.crbegin();
    if (end > 0 && before.at(before.size() - end).isLowSurrogate())
        --end;
    return {start, before.mid(start, before.size() - start - end),
            after.mid(start, after.size() - start - end)};
}

QString TextChange::appliedTo(const QString& before) const
{
    QString after = before;
    return after.replace(position, removed.size(), inserted);
}

QString TextChange::takenBackFrom(const QString& after) const
{
    QString before = after;
    return before.replace(position, inserted.size(), removed);
}

bool TextChange::isKeystroke() const
{
    return isOneCharacter(inserted) || (inserted.isEmpty() && isOneCharacter(removed));
}

bool TextChange::touches(const TextChange& next) const
{
    return next.position <= position + inserted.size() && next.position + next.removed.size() >= position;
}

TextChange TextChange::followedBy(const TextChange& next) const
{
    const qsizetype end = position + inserted.size();
    const qsizetype nextEnd = next.position + next.removed.size();
    TextChange both;
    both.position = std::min(position, next.position);
    // What `next` took from outside of what this one put in was there before both.
    both.removed = next.removed.left(std::max<qsizetype>(position - next.position, 0)) + removed
        + next.removed.right(std::max<qsizetype>(nextEnd - end, 0));
    both.inserted = inserted.left(std::max<qsizetype>(next.position - position, 0)) + next.inserted
        + inserted.right(std::max<qsizetype>(end - nextEnd, 0));
    return both;
}

} // namespace safelight
