#include "ui/compare/comparedelegate.h"

#include "ui/base/diffview.h"
#include "ui/compare/chips.h"
#include "ui/compare/comparemodel.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextCursor>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype contextInCell = 160; // characters of what stays, before and after a change
constexpr qsizetype longestChange = 2000; // characters shown of one piece
constexpr qsizetype mostPieces = 120;
constexpr int markWidth = 3;

QString shortened(const QString& text, bool first, bool last)
{
    const qsizetype before = first && !last ? 0 : contextInCell;
    const qsizetype after = last && !first ? 0 : contextInCell;
    if (text.size() <= before + after + 40)
        return text;
    return text.left(before) + u" … "_s + text.right(after);
}

ComparedRow kindOf(const QModelIndex& index)
{
    return static_cast<ComparedRow>(index.data(comparerole::Kind).toInt());
}

QRect inside(const QRect& cell)
{
    return cell.adjusted(CompareDelegate::sidePadding, CompareDelegate::topPadding,
                         -CompareDelegate::sidePadding, -CompareDelegate::topPadding);
}

QList<wording::ComparedFact> factsOf(const QModelIndex& index)
{
    return index.data(comparerole::Facts).value<QList<wording::ComparedFact>>();
}

bool isChips(const QModelIndex& index)
{
    const auto kind = kindOf(index);
    return (kind == ComparedRow::Thresholds || kind == ComparedRow::Settings || kind == ComparedRow::Carried
            || kind == ComparedRow::References)
        && !index.data(comparerole::Placeholder).toBool();
}

void paintNothing(QPainter& painter, QRect place, const QString& words, const QPalette& palette)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(palette, Role::Window));
    painter.drawRoundedRect(place, 6, 6);
    painter.setPen(color(palette, Role::Mute));
    painter.drawText(place.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, words);
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, bool differs)
{
    const QRect& rect = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    painter.fillRect(rect, color(option.palette, selected ? Role::Selected : Role::Pane));
    painter.setPen(color(option.palette, Role::Line));
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    painter.drawLine(rect.topRight(), rect.bottomRight());
    if (differs)
        painter.fillRect(QRect(rect.left(), rect.top(), markWidth, rect.height() - 1),
                         color(option.palette, Role::Warn));
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(color(option.palette, Role::Accent), 2));
        painter.drawRect(rect.adjusted(1, 1, -2, -2));
    }
}

} // namespace

QTextCharFormat diffFormat(DiffPiece::Kind kind, const QPalette& palette)
{
    QTextCharFormat format;
    format.setForeground(color(palette, Role::Ink));
    if (kind == DiffPiece::Kind::Removed) {
        format.setBackground(color(palette, Role::BadBack));
        format.setFontStrikeOut(true);
    } else if (kind == DiffPiece::Kind::Added) {
        format.setBackground(color(palette, Role::GoodBack));
        format.setFontUnderline(true);
    }
    return format;
}

QString withoutControls(QString text)
{
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

QList<DiffPiece> briefPieces(const QList<DiffPiece>& pieces, int* omitted)
{
    QList<DiffPiece> brief;
    *omitted = 0;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces.at(i);
        const bool same = piece.kind == DiffPiece::Kind::Same;
        if (i >= mostPieces) {
            *omitted += same ? 0 : 1;
            continue;
        }
        QString text = same                     ? shortened(piece.text, i == 0, i == pieces.size() - 1)
            : piece.text.size() > longestChange ? piece.text.left(longestChange) + u" …"_s
                                                : piece.text;
        const bool touches = piece.kind == DiffPiece::Kind::Added && !brief.isEmpty()
            && brief.constLast().kind == DiffPiece::Kind::Removed;
        if (touches && wouldReadAsOne(brief.constLast().text, text))
            brief.append({DiffPiece::Kind::Same, u" "_s});
        brief.append({piece.kind, withoutControls(text)});
    }
    return brief;
}

QTextDocument& CompareDelegate::text(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto& document = m_texts[{index.row(), index.column()}];
    if (!document) {
        document = std::make_shared<QTextDocument>();
        document->setDocumentMargin(0);
        document->setUndoRedoEnabled(false);
        document->setDefaultFont(option.font);
        QTextOption wrap;
        wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        document->setDefaultTextOption(wrap);
        QTextCursor cursor(document.get());
        const auto pieces = index.data(comparerole::Pieces).value<QList<DiffPiece>>();
        int omitted = 0;
        for (const auto& piece : briefPieces(pieces, &omitted))
            cursor.insertText(piece.text, diffFormat(piece.kind, option.palette));
        QTextCharFormat plain;
        const bool muted = index.data(comparerole::Placeholder).toBool();
        plain.setForeground(color(option.palette, muted || omitted > 0 ? Role::Mute : Role::Ink));
        if (pieces.isEmpty())
            cursor.insertText(index.data().toString(), plain);
        else if (omitted > 0)
            cursor.insertText(u'\n' + tr("%n more changes: Return shows all", nullptr, omitted), plain);
    }
    document->setTextWidth(std::max(20, inside(option.rect).width()));
    return *document;
}

void CompareDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const QRect place = inside(option.rect);
    auto& document = text(option, index);
    painter.translate(place.topLeft());
    const bool cut = document.size().height() > place.height() + 2;
    const int line = QFontMetrics(option.font).height() + 4;
    const QRect seen(0, 0, place.width(), cut ? place.height() - line : place.height());
    document.drawContents(&painter, seen);
    if (!cut)
        return;
    painter.setPen(color(option.palette, Role::Mute));
    painter.drawText(QRect(0, place.height() - line, place.width(), line), Qt::AlignLeft | Qt::AlignBottom,
                     tr("… Return shows all"));
}

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    painter->save();
    painter->setFont(option.font);
    painter->setClipRect(option.rect);
    paintGround(*painter, option, index.data(comparerole::Different).toBool());
    const bool placeholder = index.data(comparerole::Placeholder).toBool();
    switch (kindOf(index)) {
    case ComparedRow::Result:
        if (placeholder)
            paintNothing(*painter, inside(option.rect), index.data().toString(), option.palette);
        break;
    case ComparedRow::Ratings:
        if (placeholder)
            paintText(*painter, option, index);
        break;
    default:
        if (isChips(index))
            paintChips(*painter, inside(option.rect), factsOf(index), option.font, option.palette);
        else
            paintText(*painter, option, index);
    }
    painter->restore();
}

int CompareDelegate::contentHeight(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto kind = kindOf(index);
    if (kind == ComparedRow::Result)
        return pictureHeight;
    if (kind == ComparedRow::Ratings && m_plotHeight > 0)
        return m_plotHeight;
    if (isChips(index))
        return chipsHeight(factsOf(index), option.font, inside(option.rect).width());
    return std::min(qCeil(text(option, index).size().height()), tallestText);
}

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {option.rect.width(),
            std::max(spacing::rowHeight + 8, contentHeight(option, index) + 2 * topPadding)};
}

} // namespace safelight
