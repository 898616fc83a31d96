#include "app/wording/comparewords.h"

#include "app/wording/context.h"
#include "app/wording/markdowntext.h"
#include "app/wording/words.h"

using namespace Qt::StringLiterals;

// A comparison as a Markdown table.
namespace safelight::wording {

namespace {

constexpr qsizetype longestCell = 20'000; // characters of a text
constexpr qsizetype longestSame = 2'000; // of a part that stays, before its middle is left out

QString leftOut(qsizetype characters)
{
    return u" … ("_s + Wording::tr("%1 characters left out").arg(number(characters)) + u") … "_s;
}

// The mark must stand right at a word, or it marks nothing.
QString marked(const QString& text, const QString& mark)
{
    const QString core = text.trimmed();
    if (core.isEmpty())
        return markdownCell(text);
    const qsizetype from = text.indexOf(core);
    QStringList lines;
    for (const QString& line : core.split(u'\n')) // a mark does not reach over a line break
        lines << (line.trimmed().isEmpty() ? QString() : mark + markdownCell(line.trimmed()) + mark);
    return markdownCell(text.left(from)) + lines.join(u"<br>"_s) + markdownCell(text.mid(from + core.size()));
}

QString same(const QString& text)
{
    if (text.size() <= longestSame)
        return markdownCell(text);
    return markdownCell(text.left(longestSame / 2)) + leftOut(text.size() - longestSame)
        + markdownCell(text.right(longestSame / 2));
}

QString markedPieces(const QList<DiffPiece>& pieces)
{
    QString made;
    qsizetype left = longestCell;
    qsizetype omitted = 0;
    for (const auto& piece : pieces) {
        const bool isSame = piece.kind == DiffPiece::Kind::Same;
        const QString shown = isSame ? piece.text : piece.text.left(std::max<qsizetype>(left, 0));
        if (left <= 0) {
            omitted += piece.text.size();
            continue;
        }
        left -= isSame ? std::min(piece.text.size(), longestSame) : shown.size();
        omitted += piece.text.size() - shown.size();
        // Two marks side by side would read as one.
        if (!isSame && (made.endsWith(u"~~"_s) || made.endsWith(u"**"_s)))
            made += u' ';
        made +=
            isSame ? same(shown) : marked(shown, piece.kind == DiffPiece::Kind::Added ? u"**"_s : u"~~"_s);
    }
    return omitted > 0 ? made + leftOut(omitted) : made;
}

QString factsCell(const QList<ComparedFact>& facts)
{
    QStringList made;
    for (const auto& fact : facts)
        made << (fact.isDifferent ? marked(fact.text, u"**"_s) : markdownCell(fact.text));
    return made.join(u"<br>"_s);
}

QString cell(const Comparison& comparison, ComparedRow row, int column)
{
    if (const auto facts = comparedFacts(comparison, row, column); !facts.isEmpty())
        return factsCell(facts);
    if (const auto pieces = comparedPieces(comparison, row, column); !pieces.isEmpty())
        return markedPieces(pieces);
    const QString text = comparedText(comparison, row, column);
    return comparison.isDifferent(row, column) && row != ComparedRow::Attempt ? marked(text, u"**"_s)
                                                                              : markdownCell(text);
}

QString line(const QStringList& cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

} // namespace

QString comparisonMarkdown(const Comparison& comparison, bool onlyDifferences)
{
    if (comparison.columns.isEmpty())
        return {};
    QStringList heads {u" "_s};
    QStringList rule {u"---"_s};
    for (int i = 0; i < comparison.columns.size(); ++i) {
        const QString name = markdownCell(comparedName(comparison.columns.at(i).attempt));
        heads << (i == comparison.baseline ? Wording::tr("%1 (baseline)").arg(name) : name);
        rule << u"---"_s;
    }
    QString table = line(heads) + line(rule);
    for (const auto row : comparedRows) {
        if (onlyDifferences && row != ComparedRow::Attempt && !comparison.isDifferent(row))
            continue;
        QStringList cells {markdownCell(comparedRow(row))};
        for (int i = 0; i < comparison.columns.size(); ++i)
            cells << cell(comparison, row, i);
        table += line(cells);
    }
    return table;
}

} // namespace safelight::wording
