#include "app/reportfile/pdfsink.h"

#include "app/base/visibletext.h"
#include "app/report/picturespool.h"
#include "app/reportfile/pdfdocument.h"
#include "app/reportfile/reportwriters.h"
#include "app/wording/reportwords.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextList>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr double textPoints = 9;

QTextCharFormat characters(double points, ReportTone tone = ReportTone::Plain, bool bold = false)
{
    QTextCharFormat format;
    format.setFontFamilies(printFamilies());
    // A trace of spacing turns ligatures off: what is copied out of the file must be what it shows.
    format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    format.setFontLetterSpacing(0.02);
    format.setFontPointSize(points);
    format.setForeground(printColor(tone == ReportTone::Accent ? ReportTone::Plain : tone));
    if (bold || tone == ReportTone::Accent)
        format.setFontWeight(QFont::DemiBold);
    return format;
}

QTextCharFormat codeCharacters(double points)
{
    QTextCharFormat format = characters(points);
    format.setFontFamilies({u"DejaVu Sans Mono"_s, u"monospace"_s});
    return format;
}

QTextBlockFormat block(double above, double below)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setBottomMargin(below);
    return format;
}

// Words without an end would run over the edge of the page.
QString breakable(const QString& text)
{
    constexpr int longest = 24;
    QString result;
    int run = 0;
    for (const QChar c : visibleText(text)) {
        run = c.isSpace() || c == u'\u200b' ? 0 : run + 1;
        if (run > longest && !c.isLowSurrogate() && !c.isMark()) {
            result += u'\u200b';
            run = 1;
        }
        result += c;
    }
    return result;
}

// A line end is one within the paragraph.
QString oneBlock(const QString& text)
{
    return breakable(text).replace(u'\n', QChar::LineSeparator);
}

QString cutText(const QString& text)
{
    if (text.size() <= longestPdfText)
        return text;
    return text.left(longestPdfText) + u'\n' + wording::charactersLeftOut(text.size() - longestPdfText);
}

void insertPieces(QTextCursor at, const QList<DiffPiece>& pieces)
{
    for (const DiffPiece& piece : pieces) {
        QTextCharFormat format = characters(textPoints);
        if (piece.kind == DiffPiece::Kind::Removed) {
            format.setFontStrikeOut(true);
            format.setForeground(printColor(ReportTone::Bad));
        } else if (piece.kind == DiffPiece::Kind::Added) {
            format.setFontUnderline(true);
            format.setForeground(printColor(ReportTone::Good));
        }
        at.insertText(oneBlock(piece.text), format);
    }
}

// Between a column that ends at its right and the next.
void padNumber(const QTextTableCell& cell)
{
    QTextTableCellFormat format = cell.format().toTableCellFormat();
    format.setRightPadding(10);
    QTextTableCell(cell).setFormat(format);
}

} // namespace

PdfSink::PdfSink(const PictureSpool& pictures, QSizeF pageSize)
    : m_pictures(pictures)
    , m_pageSize(pageSize)
    , m_unit(1, 1, QImage::Format_RGB32)
    , m_document(std::make_unique<PdfDocument>(pictures))
    , m_cursor(m_document.get())
{
    constexpr int pointsPerMetre = 2835;
    m_unit.setDotsPerMeterX(pointsPerMetre);
    m_unit.setDotsPerMeterY(pointsPerMetre);
    m_document->documentLayout()->setPaintDevice(&m_unit);
    m_document->setUseDesignMetrics(true);
    m_document->setUndoRedoEnabled(false);
    m_document->setDocumentMargin(0);
    m_document->setDefaultFont(characters(textPoints).font());
    m_document->documentLayout()->registerHandler(ChartObject::type, new ChartObject(m_document.get()));
    m_cursor.beginEditBlock(); // laid out once, at the end
}

PdfSink::~PdfSink() = default;

void PdfSink::addBlock(const QString& text, const QTextBlockFormat& format, const QTextCharFormat& look)
{
    m_cursor.movePosition(QTextCursor::End);
    if (m_document->isEmpty())
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format);
    m_cursor.setBlockCharFormat(look);
    m_cursor.insertText(oneBlock(text), look);
}

void PdfSink::begin(const QString& title, const QString& subtitle, const QList<Chapter>& chapters)
{
    Q_UNUSED(chapters); // its contents name attempts, too
    addBlock(visibleLine(title), block(0, 4), characters(20, ReportTone::Plain, true));
    addBlock(subtitle, block(0, 14), characters(textPoints, ReportTone::Mute));
    addBlock(wording::reportWord(ReportWord::Contents), block(6, 6), characters(13, ReportTone::Plain, true));
    m_contentsAt = m_cursor.block().blockNumber();
}

void PdfSink::heading(int level, const QString& text, const QString& anchor)
{
    QTextBlockFormat format = level == 2 ? block(0, 6) : block(level == 3 ? 14 : 8, 4);
    format.setHeadingLevel(level);
    if (level == 2 || (level == 3 && m_afterAttempt))
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    if (level <= 3)
        m_afterAttempt = anchor.startsWith("attempt-"_L1);
    addBlock(visibleLine(text), format,
             characters(level == 2       ? 15
                            : level == 3 ? 12
                                         : 10,
                        ReportTone::Plain, true));
    if (level <= 3)
        m_entries.append({level, visibleLine(text), m_cursor.block().position()});
    if (level == 4)
        m_headings << m_cursor.block().position();
}

void PdfSink::paragraph(const QString& text, ReportTone tone)
{
    if (!text.isEmpty())
        addBlock(text, block(2, 4), characters(textPoints, tone));
}

void PdfSink::list(const QStringList& items)
{
    for (const QString& item : items) {
        QTextBlockFormat format = block(1, 2);
        format.setLeftMargin(12);
        format.setTextIndent(-9);
        addBlock(u"•  "_s + item, format, characters(textPoints));
    }
}

void PdfSink::banner(ReportTone tone, const QString& badge, const QString& title, const QString& text)
{
    m_cursor.movePosition(QTextCursor::End);
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(7);
    format.setCellSpacing(0);
    format.setTopMargin(4);
    format.setBottomMargin(4);
    format.setBackground(printBack(tone));
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    QTextCursor cell = m_cursor.insertTable(1, 1, format)->cellAt(0, 0).firstCursorPosition();
    cell.insertText(visibleLine(badge), characters(8, tone, true));
    cell.insertText(u"   "_s + oneBlock(title), characters(10.5, ReportTone::Plain, true));
    if (!text.isEmpty()) {
        cell.insertBlock(block(3, 0));
        cell.insertText(oneBlock(text), characters(textPoints));
    }
}

QTextTable* PdfSink::addTable(int rows, int columns, const QList<double>& shares)
{
    m_cursor.movePosition(QTextCursor::End);
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(2.5);
    format.setCellSpacing(0);
    format.setTopMargin(3);
    format.setBottomMargin(5);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    QList<QTextLength> widths;
    for (const double share : shares)
        widths << QTextLength(QTextLength::PercentageLength, share);
    if (!widths.isEmpty())
        format.setColumnWidthConstraints(widths);
    return m_cursor.insertTable(rows, columns, format);
}

void PdfSink::facts(const QList<ReportFact>& facts)
{
    if (facts.isEmpty())
        return;
    QTextTable* table = addTable(int(facts.size()), 2, {24, 76});
    for (int i = 0; i < int(facts.size()); ++i) {
        const ReportFact& fact = facts.at(i);
        table->cellAt(i, 0).firstCursorPosition().insertText(oneBlock(fact.name),
                                                             characters(textPoints, ReportTone::Mute));
        table->cellAt(i, 1).firstCursorPosition().insertText(
            oneBlock(fact.value), fact.code ? codeCharacters(8.5) : characters(textPoints));
    }
}

void PdfSink::insertCell(const QTextCursor& at, const ReportCell& cell, bool isNumber)
{
    QTextCursor cursor = at;
    if (isNumber) {
        QTextBlockFormat format;
        format.setAlignment(Qt::AlignRight);
        cursor.setBlockFormat(format);
    }
    if (!cell.pieces.isEmpty())
        insertPieces(cursor, cell.pieces);
    else
        cursor.insertText(oneBlock(cutText(cell.text)),
                          cell.code ? codeCharacters(8) : characters(8.5, cell.tone));
}

void PdfSink::table(const ReportTable& table)
{
    const int columns = int(table.columns.size());
    QTextTable* shown = addTable(int(table.rows.size()) + 1, columns, {});
    QTextTableFormat format = shown->format();
    // A short one does not need it again, and Qt repeats it on a page on which no row follows.
    constexpr qsizetype shortTable = 15;
    format.setHeaderRowCount(table.rows.size() > shortTable ? 1 : 0);
    format.setBorder(0.5);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(printColor(ReportTone::Faint));
    format.setBorderCollapse(true);
    shown->setFormat(format);
    for (int column = 0; column < columns; ++column)
        insertCell(shown->cellAt(0, column).firstCursorPosition(),
                   {table.columns.at(column), ReportTone::Mute}, table.numbers.contains(column));
    for (const int column : table.numbers) {
        for (int row = 0; row <= int(table.rows.size()); ++row)
            padNumber(shown->cellAt(row, column));
    }
    for (int row = 0; row < int(table.rows.size()); ++row) {
        const auto& cells = table.rows.at(row);
        for (int column = 0; column < std::min(columns, int(cells.size())); ++column)
            insertCell(shown->cellAt(row + 1, column).firstCursorPosition(), cells.at(column),
                       table.numbers.contains(column));
    }
}

void PdfSink::quote(const QString& name, const QString& text)
{
    QTextBlockFormat caption = block(4, 2);
    caption.setPageBreakPolicy(QTextFormat::PageBreak_Auto);
    addBlock(name, caption, characters(8.5, ReportTone::Mute));
    QTextBlockFormat format = block(0, 0);
    format.setBackground(printBack(ReportTone::Plain));
    format.setLeftMargin(6);
    format.setRightMargin(6);
    // Each line by itself, so that a page can end between any two.
    for (const QString& line : visibleText(cutText(text)).split(u'\n'))
        addBlock(line, format, codeCharacters(8.5));
    m_cursor.movePosition(QTextCursor::End);
}

void PdfSink::chart(const ChartPicture& chart)
{
    if (chart.shapes.isEmpty())
        return;
    if (!chart.caption.isEmpty())
        addBlock(chart.caption, block(6, 2), characters(8.5, ReportTone::Mute));
    addBlock({}, block(0, 6), characters(textPoints));
    auto* handler = static_cast<ChartObject*>(
        dynamic_cast<QObject*>(m_document->documentLayout()->handlerForObject(ChartObject::type)));
    QTextCharFormat format;
    format.setObjectType(ChartObject::type);
    format.setProperty(ChartObject::property, handler->add(chart));
    m_cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void PdfSink::addPicture(const Shown& shown, QTextCursor at, double widest)
{
    const int place = shown.picture.place;
    const auto* document = static_cast<PdfDocument*>(m_document.get());
    const QSizeF size =
        place < 0 ? QSizeF() : document->pictureSize(place, QSizeF(widest, m_pageSize.height() * 0.4));
    if (!size.isEmpty()) {
        QTextImageFormat image;
        image.setName(PdfDocument::pictureName(place));
        image.setWidth(size.width());
        image.setHeight(size.height());
        at.insertImage(image);
        at.insertBlock();
    }
    at.insertText(oneBlock(shown.lines.join(u'\n')), characters(7.5, ReportTone::Mute));
}

void PdfSink::pictures(const QList<Shown>& shown)
{
    constexpr int columns = 2;
    const int rows = (int(shown.size()) + columns - 1) / columns;
    if (rows == 0)
        return;
    QTextTable* table = addTable(rows, columns, {50, 50});
    for (int i = 0; i < int(shown.size()); ++i)
        addPicture(shown.at(i), table->cellAt(i / columns, i % columns).firstCursorPosition(),
                   m_pageSize.width() / columns - 12);
}

// Their numbers are not known before the pages are; the lines are there already, so that no page moves.
QTextTable* PdfSink::writeContents()
{
    QTextCursor cursor(m_document->findBlockByNumber(m_contentsAt));
    cursor.movePosition(QTextCursor::EndOfBlock);
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(1);
    format.setCellSpacing(0);
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::PercentageLength, 92), QTextLength(QTextLength::PercentageLength, 8)});
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    QTextTable* table = cursor.insertTable(std::max(int(m_entries.size()), 1), 2, format);
    constexpr qsizetype longest = 70;
    for (int i = 0; i < int(m_entries.size()); ++i) {
        const PdfEntry& entry = m_entries.at(i);
        const auto look = characters(textPoints, ReportTone::Plain, entry.level == 2);
        const QString title =
            entry.title.size() > longest ? entry.title.left(longest - 1) + u'\u2026' : entry.title;
        QTextBlockFormat indent;
        indent.setLeftMargin(entry.level == 2 ? 0 : 14);
        QTextCursor at = table->cellAt(i, 0).firstCursorPosition();
        at.setBlockFormat(indent);
        at.insertText(title, look);
        QTextBlockFormat right;
        right.setAlignment(Qt::AlignRight);
        at = table->cellAt(i, 1).firstCursorPosition();
        at.setBlockFormat(right);
        at.insertText(u"0"_s, look);
    }
    return table;
}

int PdfSink::pageOf(const QTextBlock& block) const
{
    const QRectF place = m_document->documentLayout()->blockBoundingRect(block);
    return int((place.top() + 1) / m_pageSize.height());
}

// A heading goes to the next page with what it is about. Each attempt begins a page, so that this moves
// nothing but the rest of the attempt.
void PdfSink::keepHeadings(int moved)
{
    QList<QTextBlock> lonely;
    for (const int position : m_headings) {
        const QTextBlock heading = m_document->findBlock(position + moved);
        const QTextBlock next = heading.next();
        const int page = pageOf(heading);
        if ((next.isValid() && pageOf(next) != page)
            || (next.next().isValid() && pageOf(next.next()) != page))
            lonely << heading;
    }
    m_cursor.beginEditBlock();
    for (const QTextBlock& heading : lonely) {
        QTextBlockFormat format = heading.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor(heading).setBlockFormat(format);
    }
    m_cursor.endEditBlock();
}

void PdfSink::end(const QString& footer)
{
    addBlock(footer, block(14, 0), characters(8, ReportTone::Mute));
    const int before = m_document->characterCount();
    QTextTable* contents = writeContents();
    const int moved = m_document->characterCount() - before;
    m_cursor.endEditBlock();
    m_document->setPageSize(m_pageSize);
    keepHeadings(moved);
    QStringList pages;
    for (const PdfEntry& entry : m_entries)
        pages << QString::number(pageOf(m_document->findBlock(entry.position + moved)) + 1);
    m_cursor.beginEditBlock();
    for (int i = 0; i < int(pages.size()); ++i) {
        QTextCursor at = contents->cellAt(i, 1).firstCursorPosition();
        at.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        at.insertText(pages.at(i), at.charFormat());
    }
    m_cursor.endEditBlock();
}

} // namespace safelight
