#include "ui/prompt/imagetiledelegate.h"

#include "ui/prompt/imagelistmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qreal radius = 6;

// The part of `picture` that fills a square, from its middle.
QRectF middleSquare(const QImage& picture)
{
    const qreal side = qMin(picture.width(), picture.height());
    return {(picture.width() - side) / 2, (picture.height() - side) / 2, side, side};
}

} // namespace

QSize ImageTileDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const
{
    return {side + gap, side + gap};
}

QRect ImageTileDelegate::tileRect(const QRect& item)
{
    return {item.topLeft(), QSize(side, side)};
}

QRect ImageTileDelegate::crossRect(const QRect& item)
{
    const QRect tile = tileRect(item);
    return {tile.right() - spacing::target + 1, tile.top(), spacing::target, spacing::target};
}

void ImageTileDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const QRect tile = tileRect(option.rect);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath shape;
    shape.addRoundedRect(tile, radius, radius);
    painter->setClipPath(shape);
    paintPicture(painter, tile, option.palette, index);
    paintWords(painter, tile, option.font, index);
    painter->setClipping(false);
    paintFrame(painter, tile, option);
    const bool active = option.state.testFlag(QStyle::State_HasFocus);
    if (active || option.state.testFlag(QStyle::State_MouseOver))
        paintCross(painter, option.rect, option.palette);
    painter->restore();
}

void ImageTileDelegate::paintPicture(QPainter* painter, const QRect& tile, const QPalette& palette,
                                     const QModelIndex& index)
{
    painter->fillRect(tile, color(palette, Role::Window));
    const auto picture = index.data(ImageListModel::ThumbnailRole).value<QImage>();
    if (!picture.isNull()) {
        painter->drawImage(QRectF(tile), picture, middleSquare(picture));
        return;
    }
    const qreal scale = painter->device()->devicePixelRatioF();
    painter->drawPixmap(tile.center() - QPoint(12, 24),
                        themedPixmap(u"image"_s, palette, Role::Mute, 24, scale));
}

void ImageTileDelegate::paintWords(QPainter* painter, const QRect& tile, const QFont& base,
                                   const QModelIndex& index)
{
    // Over a picture, not over the theme: black and white in light and dark alike.
    QLinearGradient shade(tile.topLeft(), tile.bottomLeft());
    shade.setColorAt(0.25, QColor(0, 0, 0, 0));
    shade.setColorAt(0.55, QColor(0, 0, 0, 150));
    shade.setColorAt(1, QColor(0, 0, 0, 200));
    painter->fillRect(tile, shade);
    QFont font = base;
    font.setPixelSize(10);
    painter->setFont(font);
    painter->setPen(Qt::white);
    const QFontMetrics metrics(font);
    const QRect room = tile.adjusted(5, 0, -4, -4);
    const auto write = [&](const QString& text, int lineFromBottom) {
        const int top = room.bottom() - (lineFromBottom + 1) * 12 + 1;
        painter->drawText(QRect(room.left(), top, room.width(), 12), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideMiddle, room.width()));
    };
    write(index.data(Qt::DisplayRole).toString(), 2);
    write(index.data(ImageListModel::SizeTextRole).toString(), 1);
    write(index.data(ImageListModel::PixelTextRole).toString(), 0);
}

void ImageTileDelegate::paintCross(QPainter* painter, const QRect& item, const QPalette& palette)
{
    const QRectF spot = QRectF(crossRect(item)).adjusted(3, 3, -3, -3);
    painter->setPen(color(palette, Role::Line));
    painter->setBrush(color(palette, Role::Pane));
    painter->drawEllipse(spot);
    const qreal scale = painter->device()->devicePixelRatioF();
    painter->drawPixmap(spot.center() - QPointF(6, 6),
                        themedPixmap(u"close"_s, palette, Role::Ink, 12, scale));
}

void ImageTileDelegate::paintFrame(QPainter* painter, const QRect& tile, const QStyleOptionViewItem& option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const qreal width = focused ? 3 : selected ? 2 : 1;
    painter->setPen(QPen(color(option.palette, selected || focused ? Role::Accent : Role::Line), width));
    painter->setBrush(Qt::NoBrush);
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(tile).adjusted(inset, inset, -inset, -inset), radius, radius);
}

} // namespace safelight
