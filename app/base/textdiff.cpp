#include "app/base/textdiff.h"

#include "app/base/anchors.h"
#include "app/base/changemerger.h"

#include <QHash>
#include <QStringView>

#include <dtl/dtl.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace safelight {

namespace {

// Comparing two stretches takes time and memory with the product of their lengths: this much for one pair,
// and so much for a whole text.
constexpr qint64 mostOfPair = 4'000'000;
constexpr qint64 mostOfText = 8'000'000;
// Stretches of this product are compared without looking for anchors first.
constexpr qint64 smallPair = 20'000;
constexpr std::size_t mostTokens = 1'000'000;
// Words in an anchor: four first, which are hardly ever the same by chance.
constexpr std::array anchorLengths {4, 2, 1};

// What is compared is the text; the space before it goes with it. Spaces for themselves would be most of what
// two texts have in common, and a comparison would hold on to them instead of words.
struct Token
{
    QStringView gap;
    QStringView text;
};
using Tokens = std::vector<Token>;

// Words and single signs. The last is empty and has the space at the end. Goes no further than what is too
// many.
Tokens words(QStringView text)
{
    Tokens tokens;
    qsizetype from = 0;
    const auto endOf = [text](qsizetype place, auto&& belongs) {
        while (place < text.size() && belongs(text.at(place)))
            ++place;
        return place;
    };
    while (tokens.size() <= mostTokens) {
        const qsizetype word = endOf(from, [](QChar c) { return c.isSpace(); });
        if (word == text.size())
            break;
        const qsizetype end = std::max(word + 1, endOf(word, isWordLike));
        tokens.push_back({text.mid(from, word - from), text.mid(word, end - word)});
        from = end;
    }
    tokens.push_back({text.mid(from), text.last(0)});
    return tokens;
}

Tokens lines(QStringView text)
{
    Tokens tokens;
    for (qsizetype from = 0; from < text.size() && tokens.size() <= mostTokens;) {
        const qsizetype end = text.indexOf(u'\n', from);
        const qsizetype to = end < 0 ? text.size() : end + 1;
        tokens.push_back({text.mid(from, 0), text.mid(from, to - from)});
        from = to;
    }
    return tokens;
}

// Equal tokens get equal numbers: comparing those is quick.
std::vector<int> numbered(const Tokens& tokens, QHash<QStringView, int>& numbers)
{
    std::vector<int> result;
    result.reserve(tokens.size());
    for (const Token& token : tokens) {
        const auto it = numbers.constFind(token.text);
        result.push_back(it == numbers.cend() ? *numbers.insert(token.text, int(numbers.size())) : *it);
    }
    return result;
}

// Two texts as numbers, one for each token; compared stretch by stretch between anchors.
class TokenDiff final
{
public:
    TokenDiff(const Tokens& before, const Tokens& after, ChangeMerger& merger)
        : m_before(before)
        , m_after(after)
        , m_a(numbered(before, m_numbers))
        , m_b(numbered(after, m_numbers))
        , m_merger(merger)
    { }

    void compare() { compare({0, int(m_a.size())}, {0, int(m_b.size())}, 0); }

private:
    void compare(Stretch a, Stretch b, std::size_t level)
    {
        const int start = commonStart(a, b);
        keep({a.from, a.from + start}, b.from);
        a.from += start;
        b.from += start;
        const int end = commonEnd(a, b);
        a.to -= end;
        b.to -= end;
        compareMiddle(a, b, level);
        keep({a.to, a.to + end}, b.to);
    }

    void compareMiddle(Stretch a, Stretch b, std::size_t level)
    {
        const qint64 product = qint64(a.size()) * b.size();
        if (product <= std::min(smallPair, m_left))
            return compareAll(a, b);
        for (; level < anchorLengths.size(); ++level) {
            const auto found = anchors(m_a, a, m_b, b, anchorLengths.at(level));
            if (!found.empty())
                return compareBetween(a, b, found, level + 1);
        }
        if (product <= std::min(mostOfPair, m_left))
            return compareAll(a, b);
        replace(a, b);
    }

    void compareBetween(Stretch a, Stretch b, const std::vector<std::pair<int, int>>& found,
                        std::size_t level)
    {
        for (const auto& [inA, inB] : found) {
            // Anchors may overlap; then the ones before reached beyond this one.
            if (inA < a.from || inB < b.from)
                continue;
            compare({a.from, inA}, {b.from, inB}, level);
            keep({inA, inA + 1}, inB);
            a.from = inA + 1;
            b.from = inB + 1;
        }
        compare(a, b, level);
    }

    void compareAll(Stretch a, Stretch b)
    {
        if (a.isEmpty() || b.isEmpty())
            return replace(a, b);
        dtl::Diff<int, std::vector<int>> diff({m_a.begin() + a.from, m_a.begin() + a.to},
                                              {m_b.begin() + b.from, m_b.begin() + b.to});
        diff.compose();
        for (const auto& [element, info] : diff.getSes().getSequence()) {
            const int inA = a.from + int(info.beforeIdx) - 1;
            const int inB = b.from + int(info.afterIdx) - 1;
            if (info.type == dtl::SES_ADD)
                replace({}, {inB, inB + 1});
            else if (info.type == dtl::SES_DELETE)
                replace({inA, inA + 1}, {});
            else
                keep({inA, inA + 1}, inB);
        }
        // It takes the longer time the more differs.
        const qint64 more = std::abs(a.size() - b.size());
        const qint64 taken = (diff.getEditDistance() - more) / 2;
        m_left -= (taken + 1) * (taken + more + 1);
    }

    // The words are the same; what stands between them need not be.
    void keep(Stretch a, int inB)
    {
        int from = a.from; // of what is wholly the same so far
        for (int inA = a.from; inA < a.to; ++inA, ++inB) {
            const Token& one = m_before[std::size_t(inA)];
            const Token& other = m_after[std::size_t(inB)];
            if (one.gap == other.gap)
                continue;
            add(DiffPiece::Kind::Same, m_before, {from, inA});
            m_merger.add(DiffPiece::Kind::Removed, one.gap);
            m_merger.add(DiffPiece::Kind::Added, other.gap);
            m_merger.add(DiffPiece::Kind::Same, one.text);
            from = inA + 1;
        }
        add(DiffPiece::Kind::Same, m_before, {from, a.to});
    }
    void replace(Stretch a, Stretch b)
    {
        add(DiffPiece::Kind::Removed, m_before, a);
        add(DiffPiece::Kind::Added, m_after, b);
    }
    // Tokens stand side by side in their text.
    void add(DiffPiece::Kind kind, const Tokens& tokens, Stretch stretch)
    {
        if (stretch.isEmpty())
            return;
        const Token& first = tokens[std::size_t(stretch.from)];
        const Token& last = tokens[std::size_t(stretch.to - 1)];
        m_merger.add(kind, QStringView(first.gap.begin(), last.text.end()));
    }
    int commonStart(Stretch a, Stretch b) const
    {
        const auto ends =
            std::mismatch(m_a.begin() + a.from, m_a.begin() + a.to, m_b.begin() + b.from, m_b.begin() + b.to);
        return int(ends.first - m_a.begin()) - a.from;
    }
    int commonEnd(Stretch a, Stretch b) const
    {
        int same = 0;
        while (same < std::min(a.size(), b.size())
               && m_a[std::size_t(a.to - 1 - same)] == m_b[std::size_t(b.to - 1 - same)])
            ++same;
        return same;
    }

    const Tokens& m_before;
    const Tokens& m_after;
    QHash<QStringView, int> m_numbers;
    std::vector<int> m_a;
    std::vector<int> m_b;
    ChangeMerger& m_merger;
    qint64 m_left = mostOfText;
};

void compare(QStringView before, QStringView after, ChangeMerger& merger)
{
    const auto fits = [](const Tokens& tokens) { return tokens.size() <= mostTokens; };
    for (const auto& split : {words, lines}) {
        const Tokens a = split(before);
        const Tokens b = split(after);
        if (fits(a) && fits(b)) {
            TokenDiff(a, b, merger).compare();
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
    ChangeMerger merger;
    merger.add(DiffPiece::Kind::Same, a.left(start));
    compare(a.mid(start, a.size() - start - end), b.mid(start, b.size() - start - end), merger);
    merger.add(DiffPiece::Kind::Same, a.last(end));
    return merger.take();
}

} // namespace safelight
