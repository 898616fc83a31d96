#include "app/found/answergroups.h"

#include <algorithm>

namespace safelight {

namespace {

bool continues(const AnswerGroup& group, const AnswerPiece& piece)
{
    const auto& last = group.pieces.constLast();
    if (!group.id.isEmpty() && !piece.id.isEmpty())
        return group.id == piece.id && piece.json != last.json;
    if (piece.isWhole || last.isWhole || piece.form != last.form)
        return false;
    return !group.isEnded || piece.isEpilogue;
}

void add(AnswerGroup& group, AnswerPiece&& piece)
{
    if (!piece.id.isEmpty())
        group.id = piece.id;
    group.isEnded = group.isEnded || piece.isEnded;
    group.hasContent = group.hasContent || !piece.isEpilogue;
    group.pieces.append(std::move(piece));
}

bool isTranslated(const AnswerGroup& group)
{
    return !group.pieces.constFirst().form.isEmpty();
}

const AnswerPiece* countedPiece(const AnswerGroup& group)
{
    const auto it = std::find_if(group.pieces.crbegin(), group.pieces.crend(), [](const AnswerPiece& piece) {
        return piece.promptTokens && piece.totalTokens;
    });
    return it == group.pieces.crend() ? nullptr : &*it;
}

bool isSameCall(const AnswerGroup& a, const AnswerGroup& b)
{
    if (!a.id.isEmpty() && a.id == b.id)
        return true;
    if (std::ranges::equal(a.pieces, b.pieces, {}, &AnswerPiece::json, &AnswerPiece::json))
        return true;
    const auto* first = countedPiece(a);
    const auto* second = countedPiece(b);
    return isTranslated(a) != isTranslated(b) && first && second
        && first->promptTokens == second->promptTokens && first->totalTokens == second->totalTokens;
}

void joinReadings(QList<AnswerGroup>& groups)
{
    QList<AnswerGroup> kept;
    for (auto& group : groups) {
        if (kept.isEmpty() || !isSameCall(kept.constLast(), group)) {
            kept.append(std::move(group));
            continue;
        }
        if (isTranslated(kept.constLast()) && !isTranslated(group))
            kept.last() = std::move(group);
        kept.last().isToldTwice = true;
    }
    groups = std::move(kept);
}

} // namespace

QByteArray AnswerGroup::json() const
{
    if (pieces.size() == 1)
        return pieces.constFirst().json;
    QByteArrayList list;
    for (const auto& piece : pieces)
        list.append(piece.json);
    return '[' + list.join(",\n") + ']';
}

QList<AnswerGroup> groupsOf(QList<AnswerPiece> pieces)
{
    QList<AnswerGroup> groups;
    for (auto& piece : pieces) {
        if (groups.isEmpty() || !continues(groups.constLast(), piece))
            groups.append(AnswerGroup());
        add(groups.last(), std::move(piece));
    }
    if (std::ranges::any_of(groups, &AnswerGroup::hasContent))
        groups.removeIf([](const AnswerGroup& group) { return !group.hasContent; });
    joinReadings(groups);
    return groups;
}

} // namespace safelight
