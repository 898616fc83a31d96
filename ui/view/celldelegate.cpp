#include "ui/view/celldelegate.h"
#include "ui/base/tinted.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int sidePadding = 8;
constexpr int topPadding = 6;
constexpr int swatchWidth = 18;

QFont cellFont(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    return index.data(cellrole::Monospace).toBool() ? monospace(option.font) : option.font;
}

int textWidth(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const int swatch = index.data(cellrole::Swatch).isValid() ? swatchWidth : 0;
    return std::max(20, option.rect.width() - 2 * sidePadding - swatch);
}

// Lays the text out and answers its height.
qreal layOut(QTextLayout& layout, const QModelIndex& index, int width)
{
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    QTextOption text(alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft);
    text.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(text);
    qreal height = 0;
    layout.beginLayout();
    while (height < CellDelegate::tallestRow) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

QString cellText(const QModelIndex& index)
{
    return index.data(Qt::DisplayRole).toString().replace(u'\n', QChar::LineSeparator);
}

void drawLines(QPainter& painter, const QTextLayout& layout, QRect place)
{
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        if (line.y() + line.height() > place.height() + 2) {
            painter.drawText(place, Qt::AlignRight | Qt::AlignBottom, u"…"_s);
            break;
        }
        line.draw(&painter, place.topLeft());
    }
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    const QPalette& palette = option.palette;
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, color(palette, selected ? Role::Selected : Role::Pane));
    painter->setPen(color(palette, Role::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect place = option.rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    QTextLayout layout(cellText(index), cellFont(option, index));
    layOut(layout, index, textWidth(option, index));
    const QVariant swatch = index.data(cellrole::Swatch);
    if (swatch.isValid()) {
        painter->fillRect(QRect(place.left(), place.top() + 3, 10, 10), swatch.value<QColor>());
        place.setLeft(place.left() + swatchWidth);
    }
    const QVariant ink = index.data(cellrole::Ink);
    painter->setFont(layout.font());
    painter->setPen(color(palette, ink.isValid() ? static_cast<Role>(ink.toInt()) : Role::Ink));
    drawLines(*painter, layout, place);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(color(palette, Role::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QTextLayout layout(cellText(index), cellFont(option, index));
    const qreal height = layOut(layout, index, textWidth(option, index));
    return {option.rect.width(),
            std::clamp(qCeil(height) + 2 * topPadding, spacing::rowHeight, CellDelegate::tallestRow)};
}

} // namespace safelight
