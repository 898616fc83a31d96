#include "app/wording/comparewords.h"

#include "app/wording/context.h"
#include "app/wording/words.h"

using namespace Qt::StringLiterals;

// A comparison as a Markdown table.
namespace safelight::wording {

namespace {

constexpr qsizetype longestCell = 20'000; // characters of a text
constexpr qsizetype longestSame = 2'000; // of a part that stays, before its middle is left out

// Line and page breaks end a table; what has no look, or turns the writing around, is shown as such.
bool isUnseen(QChar c)
{
    const bool turns = (c >= QChar(0x202A) && c <= QChar(0x202E))
        || (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200E) || c == QChar(0x200F);
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator
        || c == QChar(0xFEFF) || turns;
}

// Any ASCII punctuation can be escaped (CommonMark, "Backslash escapes"). Angle brackets and ampersands go as
// entities: table cells are read by more lenient programs too.
QString escaped(QStringView text)
{
    QString made;
    made.reserve(text.size() + text.size() / 8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\n')
            made += u"<br>"_s;
        else if (c == u'\r')
            made += i + 1 < text.size() && text.at(i + 1) == u'\n' ? u""_s : u"<br>"_s;
        else if (c == u'\t')
            made += u' ';
        else if (isUnseen(c))
            made += QChar(QChar::ReplacementCharacter);
        else if (c == u'<')
            made += u"&lt;"_s;
        else if (c == u'>')
            made += u"&gt;"_s;
        else if (c == u'&')
            made += u"&amp;"_s;
        else if (c.unicode() < 128 && c.isPrint() && !c.isLetterOrNumber() && !c.isSpace())
            made += u"\\"_s + c;
        else
            made += c;
    }
    return made;
}

QString leftOut(qsizetype characters)
{
    return u" … ("_s + Wording::tr("%1 characters left out").arg(number(characters)) + u") … "_s;
}

// The mark must stand right at a word, or it marks nothing.
QString marked(const QString& text, const QString& mark)
{
    const QString core = text.trimmed();
    if (core.isEmpty())
        return escaped(text);
    const qsizetype from = text.indexOf(core);
    QStringList lines;
    for (const QString& line : core.split(u'\n')) // a mark does not reach over a line break
        lines << (line.trimmed().isEmpty() ? QString() : mark + escaped(line.trimmed()) + mark);
    return escaped(text.left(from)) + lines.join(u"<br>"_s) + escaped(text.mid(from + core.size()));
}

QString same(const QString& text)
{
    if (text.size() <= longestSame)
        return escaped(text);
    return escaped(text.left(longestSame / 2)) + leftOut(text.size() - longestSame)
        + escaped(text.right(longestSame / 2));
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
        made << (fact.isDifferent ? marked(fact.text, u"**"_s) : escaped(fact.text));
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
                                                                              : escaped(text);
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
        const QString name = escaped(comparedName(comparison.columns.at(i).attempt));
        heads << (i == comparison.baseline ? Wording::tr("%1 (baseline)").arg(name) : name);
        rule << u"---"_s;
    }
    QString table = line(heads) + line(rule);
    for (const auto row : comparedRows) {
        if (onlyDifferences && row != ComparedRow::Attempt && !comparison.isDifferent(row))
            continue;
        QStringList cells {escaped(comparedRow(row))};
        for (int i = 0; i < comparison.columns.size(); ++i)
            cells << cell(comparison, row, i);
        table += line(cells);
    }
    return table;
}

} // namespace safelight::wording
