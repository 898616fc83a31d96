#include "ui/history/historydelegate.h"

#include "ui/base/badge.h"
#include "ui/base/icons.h"
#include "ui/base/theme.h"
#include "ui/history/historymodel.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int tileSize = 48;
constexpr int tileIconSize = 24;
constexpr int sideMargin = 12;
constexpr int rowMargin = 8;
constexpr int tileGap = 10;
constexpr int partGap = 6;
constexpr int lineGap = 4;
constexpr int dotSize = 7;
constexpr int leastBadge = 40;
constexpr qreal tileRadius = 6;

// The picture as it fits the tile, decoded when it is first seen and kept while there is room.
QPixmap thumbnail(const QByteArray& png, qreal ratio)
{
    const int pixels = static_cast<int>(std::lround(tileSize * ratio));
    const QString key = u"safelight-thumbnail/%1/%2/%3"_s.arg(qHash(png)).arg(png.size()).arg(pixels);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QImage image = QImage::fromData(png);
    if (!image.isNull()) {
        image = image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
        image = image.copy((image.width() - pixels) / 2, (image.height() - pixels) / 2, pixels, pixels);
        pixmap = QPixmap::fromImage(image);
    } else {
        pixmap = QPixmap(1, 1); // damaged: remembered, so that it is not tried at each paint
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

Role groundOf(Role tone)
{
    switch (tone) {
    case Role::Good:
        return Role::GoodBack;
    case Role::Warn:
        return Role::WarnBack;
    case Role::Bad:
        return Role::BadBack;
    default:
        return Role::Window;
    }
}

struct Paint
{
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const QModelIndex& index;

    QColor colorOf(Role role) const { return color(option.palette, role); }
    Role tone() const { return static_cast<Role>(index.data(HistoryModel::ToneRole).toInt()); }
    // For languages that are read from the right.
    QRect mirrored(const QRect& rect) const
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
};

void drawGround(const Paint& paint)
{
    const QRect rect = paint.option.rect;
    const bool selected = paint.option.state.testFlag(QStyle::State_Selected);
    if (selected)
        paint.painter.fillRect(rect, paint.colorOf(Role::Selected));
    else if (paint.option.state.testFlag(QStyle::State_MouseOver))
        paint.painter.fillRect(rect, paint.colorOf(Role::Window));
    paint.painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), paint.colorOf(Role::Line));
    if (!selected)
        return;
    paint.painter.fillRect(paint.mirrored(QRect(rect.left(), rect.top(), 3, rect.height() - 1)),
                           paint.colorOf(Role::Accent));
    if (paint.option.state.testFlag(QStyle::State_HasFocus)) {
        paint.painter.setPen(paint.colorOf(Role::Accent));
        paint.painter.setBrush(Qt::NoBrush);
        paint.painter.drawRect(rect.adjusted(0, 0, -1, -2));
    }
}

bool drawPicture(const Paint& paint, const QRect& tile)
{
    const QByteArray png = paint.index.data(HistoryModel::ThumbnailRole).toByteArray();
    if (png.isEmpty())
        return false;
    const QPixmap picture = thumbnail(png, paint.painter.device()->devicePixelRatio());
    if (picture.width() <= 1)
        return false;
    QPainterPath shape;
    shape.addRoundedRect(tile, tileRadius, tileRadius);
    paint.painter.save();
    paint.painter.setClipPath(shape);
    paint.painter.drawPixmap(tile, picture);
    paint.painter.restore();
    return true;
}

void drawTile(const Paint& paint, const QRect& tile)
{
    if (drawPicture(paint, tile))
        return;
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colorOf(groundOf(paint.tone())));
    paint.painter.drawRoundedRect(tile, tileRadius, tileRadius);
    const QPixmap icon =
        themedPixmap(paint.index.data(HistoryModel::TileIconRole).toString(), paint.option.palette,
                     paint.tone(), tileIconSize, paint.painter.device()->devicePixelRatio());
    const int inset = (tileSize - tileIconSize) / 2;
    paint.painter.drawPixmap(tile.topLeft() + QPoint(inset, inset), icon);
}

// An amber dot and, where there is room, the word; returns the width it took from the right.
int drawSimulated(const Paint& paint, const QRect& line, int needed)
{
    if (!paint.index.data(HistoryModel::SimulatedRole).toBool())
        return 0;
    const QFontMetrics metrics(paint.option.font);
    const int room = line.width() - needed - partGap - dotSize - partGap;
    QString word;
    for (const QString& candidate : {HistoryModel::tr("simulated"), HistoryModel::tr("sim.")}) {
        if (word.isEmpty() && metrics.horizontalAdvance(candidate) <= room)
            word = candidate;
    }
    const int wordWidth = metrics.horizontalAdvance(word);
    const int width = dotSize + (word.isEmpty() ? 0 : 4 + wordWidth);
    const QRect place(line.right() + 1 - width, line.top(), width, line.height());
    const QRect dot = paint.mirrored(QRect(place.left(), place.center().y() - dotSize / 2, dotSize, dotSize));
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colorOf(Role::Warn));
    paint.painter.drawEllipse(dot);
    paint.painter.setPen(paint.colorOf(Role::Warn));
    paint.painter.drawText(
        paint.mirrored(QRect(place.right() + 1 - wordWidth, line.top(), wordWidth, line.height())),
        Qt::AlignVCenter | Qt::TextSingleLine, word);
    return width + partGap;
}

void drawFirstLine(const Paint& paint, const QRect& line)
{
    const QFontMetrics metrics(paint.option.font);
    const QString badge = paint.index.data(HistoryModel::BadgeRole).toString();
    const QString title = paint.index.data(HistoryModel::TitleRole).toString();
    const QSize wanted = Badge::sizeOf(badge, paint.option.font);
    const int titleWidth = metrics.horizontalAdvance(title);
    const int taken = drawSimulated(paint, line, wanted.width() + partGap + titleWidth);
    // The time is never cut; a long reason is.
    const int room = line.width() - taken - partGap - titleWidth;
    const int badgeWidth = qBound(leastBadge, room, qMax(leastBadge, wanted.width()));
    const QRect badgeRect(line.left(), line.top() + (line.height() - wanted.height()) / 2, badgeWidth,
                          wanted.height());
    Badge::paint(paint.painter, paint.mirrored(badgeRect), badge, paint.tone(), paint.option.palette);
    const QRect titleRect(badgeRect.right() + 1 + partGap, line.top(), titleWidth, line.height());
    paint.painter.setPen(paint.colorOf(Role::Mute));
    paint.painter.drawText(paint.mirrored(titleRect), Qt::AlignVCenter | Qt::TextSingleLine, title);
}

int firstLineHeight(const QFont& font)
{
    return qMax(Badge::sizeOf(u"X"_s, font).height(), QFontMetrics(font).height());
}

} // namespace

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Paint paint {*painter, option, index};
    const QFontMetrics metrics(option.font);
    painter->save();
    painter->setFont(option.font);
    drawGround(paint);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect& row = option.rect;
    drawTile(paint,
             paint.mirrored(QRect(row.left() + sideMargin, row.top() + (row.height() - tileSize) / 2,
                                  tileSize, tileSize)));
    const int left = row.left() + sideMargin + tileSize + tileGap;
    const int width = row.right() + 1 - sideMargin - left;
    const int first = firstLineHeight(option.font);
    const int top = row.top() + (row.height() - first - lineGap - metrics.height()) / 2;
    drawFirstLine(paint, QRect(left, top, width, first));
    const QRect second(left, top + first + lineGap, width, metrics.height());
    const QString preview = index.data(HistoryModel::PreviewRole).toString();
    painter->setPen(paint.colorOf(Role::Ink));
    painter->drawText(paint.mirrored(second), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      metrics.elidedText(preview, Qt::ElideRight, width));
    painter->restore();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int text = firstLineHeight(option.font) + lineGap + QFontMetrics(option.font).height();
    return {tileSize + 2 * sideMargin, qMax(tileSize, text) + 2 * rowMargin};
}

} // namespace safelight
