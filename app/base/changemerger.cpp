#include "app/base/changemerger.h"

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

using Kind = DiffPiece::Kind;

void append(QList<DiffPiece>& pieces, Kind kind, QStringView text)
{
    if (text.isEmpty())
        return;
    if (!pieces.isEmpty() && pieces.constLast().kind == kind)
        pieces.last().text += text;
    else
        pieces.append({kind, text.toString()});
}

// Something this short that stays between two changes makes them harder to read: "on" in an otherwise new
// sentence.
bool isTrifle(const QString& same)
{
    const QString word = same.trimmed();
    return word.size() <= 3 && !same.contains(u'\n') && std::ranges::all_of(word, isWordLike);
}

bool startsLine(const QString& text)
{
    const auto word = std::ranges::find_if(text, [](QChar c) { return !c.isSpace(); });
    return std::find(text.begin(), word, u'\n') != word;
}

} // namespace

// The space that stands before what goes and before what comes.
QString ChangeMerger::Change::commonGap() const
{
    qsizetype size = 0;
    while (size < std::min(removed.size(), added.size()) && removed.at(size).isSpace()
           && removed.at(size) == added.at(size))
        ++size;
    return added.left(size);
}

void ChangeMerger::add(Kind kind, QStringView text)
{
    if (text.isEmpty())
        return;
    if (m_changes.isEmpty() || (kind != Kind::Same && !m_changes.constLast().same.isEmpty()))
        m_changes.append(Change());
    auto& last = m_changes.last();
    if (kind == Kind::Same)
        last.same += text;
    else
        (kind == Kind::Removed ? last.removed : last.added) += text;
}

QList<DiffPiece> ChangeMerger::take()
{
    joinNeighbours();
    QList<DiffPiece> pieces;
    for (const auto& change : std::as_const(m_changes)) {
        const QString gap = change.commonGap();
        append(pieces, Kind::Same, gap);
        append(pieces, Kind::Removed, QStringView(change.removed).mid(gap.size()));
        append(pieces, Kind::Added, QStringView(change.added).mid(gap.size()));
        append(pieces, Kind::Same, change.same);
    }
    m_changes.clear();
    return pieces;
}

bool ChangeMerger::belongTogether(const Change& one, const Change& next)
{
    const auto isExchange = [](const Change& change) {
        return !change.removed.isEmpty() && !change.added.isEmpty();
    };
    return !one.isEmpty() && !next.isEmpty() && (isExchange(one) || isExchange(next)) && isTrifle(one.same)
        && !startsLine(next.removed) && !startsLine(next.added)
        && one.same.size() <= std::min(one.size(), next.size());
}

void ChangeMerger::joinNeighbours()
{
    QList<Change> joined;
    for (auto& change : m_changes) {
        if (joined.isEmpty() || !belongTogether(joined.constLast(), change)) {
            joined.append(std::move(change));
            continue;
        }
        Change& last = joined.last();
        last.removed += last.same + change.removed;
        last.added += last.same + change.added;
        last.same = change.same;
    }
    m_changes = joined;
}

} // namespace safelight
