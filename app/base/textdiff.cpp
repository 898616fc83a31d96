#include "app/base/textdiff.h"

#include <QHash>
#include <QStringView>

#include <dtl/dtl.hpp>

#include <algorithm>
#include <vector>

namespace safelight {

namespace {

// The comparison takes time with the square of what differs.
constexpr std::size_t mostTokens = 2000;

using Token = QStringView;
using Tokens = std::vector<Token>;

bool isWordLike(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_';
}

// Words, runs of spaces, and single signs.
Tokens words(QStringView text)
{
    Tokens tokens;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = from + 1;
        const QChar first = text.at(from);
        const auto runs = [&](auto&& belongs) {
            while (to < text.size() && belongs(text.at(to)))
                ++to;
        };
        if (isWordLike(first))
            runs(isWordLike);
        else if (first.isSpace())
            runs([](QChar c) { return c.isSpace(); });
        tokens.push_back(text.mid(from, to - from));
        from = to;
    }
    return tokens;
}

Tokens lines(QStringView text)
{
    Tokens tokens;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype end = text.indexOf(u'\n', from);
        const qsizetype to = end < 0 ? text.size() : end + 1;
        tokens.push_back(text.mid(from, to - from));
        from = to;
    }
    return tokens;
}

void append(QList<DiffPiece>& pieces, DiffPiece::Kind kind, QStringView text)
{
    if (text.isEmpty())
        return;
    if (!pieces.isEmpty() && pieces.constLast().kind == kind)
        pieces.last().text += text;
    else
        pieces.append({kind, text.toString()});
}

// Equal tokens get equal numbers: comparing those is quick.
std::vector<int> numbered(const Tokens& tokens, QHash<Token, int>& numbers)
{
    std::vector<int> result;
    result.reserve(tokens.size());
    for (const Token token : tokens) {
        const auto it = numbers.constFind(token);
        result.push_back(it == numbers.cend() ? *numbers.insert(token, int(numbers.size())) : *it);
    }
    return result;
}

// What goes before what comes, between two parts that stay.
class Merger final
{
public:
    void add(DiffPiece::Kind kind, QStringView text)
    {
        if (kind == DiffPiece::Kind::Same) {
            flush();
            append(m_pieces, kind, text);
        } else {
            (kind == DiffPiece::Kind::Removed ? m_removed : m_added) += text;
        }
    }
    QList<DiffPiece> take()
    {
        flush();
        return std::move(m_pieces);
    }

private:
    void flush()
    {
        append(m_pieces, DiffPiece::Kind::Removed, m_removed);
        append(m_pieces, DiffPiece::Kind::Added, m_added);
        m_removed.clear();
        m_added.clear();
    }

    QList<DiffPiece> m_pieces;
    QString m_removed;
    QString m_added;
};

void compare(const Tokens& before, const Tokens& after, Merger& merger)
{
    using Kind = DiffPiece::Kind;
    QHash<Token, int> numbers;
    dtl::Diff<int, std::vector<int>> diff(numbered(before, numbers), numbered(after, numbers));
    diff.compose();
    for (const auto& [element, info] : diff.getSes().getSequence()) {
        if (info.type == dtl::SES_ADD)
            merger.add(Kind::Added, after.at(std::size_t(info.afterIdx - 1)));
        else
            merger.add(info.type == dtl::SES_DELETE ? Kind::Removed : Kind::Same,
                       before.at(std::size_t(info.beforeIdx - 1)));
    }
}

void compare(QStringView before, QStringView after, Merger& merger)
{
    const auto fits = [](const Tokens& a, const Tokens& b) {
        return a.size() <= mostTokens && b.size() <= mostTokens;
    };
    for (const auto& split : {words, lines}) {
        const Tokens a = split(before);
        const Tokens b = split(after);
        if (fits(a, b)) {
            compare(a, b, merger);
            return;
        }
    }
    merger.add(DiffPiece::Kind::Removed, before);
    merger.add(DiffPiece::Kind::Added, after);
}

// How much the texts have in common at the start, up to a place where a word ends in both.
qsizetype commonStart(QStringView a, QStringView b)
{
    const qsizetype most = std::min(a.size(), b.size());
    qsizetype same = 0;
    while (same < most && a.at(same) == b.at(same))
        ++same;
    const auto splitsWord = [&same](QStringView text) {
        return same < text.size() && same > 0 && !text.at(same).isSpace() && !text.at(same - 1).isSpace();
    };
    while (same > 0 && (splitsWord(a) || splitsWord(b)))
        --same;
    return same;
}

qsizetype commonEnd(QStringView a, QStringView b)
{
    const qsizetype most = std::min(a.size(), b.size());
    qsizetype same = 0;
    while (same < most && a.at(a.size() - 1 - same) == b.at(b.size() - 1 - same))
        ++same;
    const auto splitsWord = [&same](QStringView text) {
        const qsizetype place = text.size() - same;
        return place > 0 && same > 0 && !text.at(place).isSpace() && !text.at(place - 1).isSpace();
    };
    while (same > 0 && (splitsWord(a) || splitsWord(b)))
        --same;
    return same;
}

} // namespace

QList<DiffPiece> textDiff(const QString& before, const QString& after)
{
    const QStringView a(before);
    const QStringView b(after);
    const qsizetype start = commonStart(a, b);
    const qsizetype end = commonEnd(a.mid(start), b.mid(start));
    Merger merger;
    merger.add(DiffPiece::Kind::Same, a.left(start));
    compare(a.mid(start, a.size() - start - end), b.mid(start, b.size() - start - end), merger);
    merger.add(DiffPiece::Kind::Same, a.last(end));
    return merger.take();
}

} // namespace safelight
