#include "ui/history/historydelegate.h"

#include "app/prompt/imageintake.h"
#include "ui/base/badge.h"
#include "ui/history/historymodel.h"
#include "ui/history/markcolor.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
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
constexpr int rowMargin = 7;
constexpr int tileGap = 10;
constexpr int partGap = 6;
constexpr int lineGap = 3;
constexpr int checkSize = 16;
constexpr int checkGap = 10;
constexpr int markSize = 16;
constexpr int markGap = 4;
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
    QImage image = isDecodable(png) ? QImage::fromData(png) : QImage();
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

// The marks at the right of the first line, from the right: mark, star, comment, simulated. Answers the
// width.
int drawMarks(const Paint& paint, const QRect& line)
{
    int right = line.right() + 1;
    const auto next = [&](int size) {
        right -= size + (right <= line.right() ? markGap : 0);
        return paint.mirrored(QRect(right, line.center().y() - size / 2, size, size));
    };
    const auto icon = [&](const QString& name, Role role) {
        paint.painter.drawPixmap(next(markSize).topLeft(),
                                 themedPixmap(name, paint.option.palette, role, markSize,
                                              paint.painter.device()->devicePixelRatio()));
    };
    if (const int mark = paint.index.data(HistoryModel::MarkRole).toInt(); mark > 0)
        drawMark(paint.painter, next(markSize), paint.option.palette, mark);
    if (paint.index.data(HistoryModel::StarRole).toBool())
        icon(u"star-filled"_s, Role::Warn);
    if (paint.index.data(HistoryModel::CommentRole).toBool())
        icon(u"comment"_s, Role::Mute);
    if (paint.index.data(HistoryModel::SimulatedRole).toBool()) {
        paint.painter.setPen(Qt::NoPen);
        paint.painter.setBrush(paint.colorOf(Role::Warn));
        paint.painter.drawEllipse(next(dotSize));
    }
    return line.right() + 1 - right;
}

void drawFirstLine(const Paint& paint, const QRect& line)
{
    const QFontMetrics metrics(paint.option.font);
    const QString badge = paint.index.data(HistoryModel::BadgeRole).toString();
    const QString title = paint.index.data(HistoryModel::TitleRole).toString();
    const QSize wanted = Badge::sizeOf(badge, paint.option.font);
    const int taken = drawMarks(paint, line);
    const int end = line.right() + 1 - (taken > 0 ? taken + partGap : 0);
    // The time is cut last, after a long reason; in a narrow pane the tile alone tells the kind of the end.
    const int room = end - line.left() - partGap - metrics.horizontalAdvance(title);
    int left = line.left();
    if (room >= leastBadge) {
        const int badgeWidth = qMin(room, qMax(leastBadge, wanted.width()));
        const QRect badgeRect(left, line.top() + (line.height() - wanted.height()) / 2, badgeWidth,
                              wanted.height());
        Badge::paint(paint.painter, paint.mirrored(badgeRect), badge, paint.tone(), paint.option.palette);
        left += badgeWidth + partGap;
    }
    const QRect titleRect(left, line.top(), end - left, line.height());
    paint.painter.setPen(paint.colorOf(Role::Mute));
    paint.painter.drawText(paint.mirrored(titleRect),
                           Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                           metrics.elidedText(title, Qt::ElideRight, titleRect.width()));
}

void drawLine(const Paint& paint, const QRect& line, const QString& text, Role role)
{
    const QString elided = paint.painter.fontMetrics().elidedText(text, Qt::ElideRight, line.width());
    paint.painter.setPen(paint.colorOf(role));
    paint.painter.drawText(paint.mirrored(line), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                           elided);
}

// Model and tags; what it cost at the right.
void drawDetail(const Paint& paint, QRect line)
{
    const QString cost = paint.index.data(HistoryModel::CostRole).toString();
    if (!cost.isEmpty()) {
        const int width = paint.painter.fontMetrics().horizontalAdvance(cost);
        drawLine(paint, QRect(line.right() + 1 - width, line.top(), width + 1, line.height()), cost,
                 Role::Mute);
        line.setWidth(line.width() - width - partGap);
    }
    drawLine(paint, line, paint.index.data(HistoryModel::DetailRole).toString(), Role::Mute);
}

// A row that is still being loaded: where its words will stand.
void drawPlaceholder(const Paint& paint, const HistoryDelegate::Layout& layout)
{
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colorOf(Role::Window));
    paint.painter.drawRoundedRect(layout.tile, tileRadius, tileRadius);
    for (const QRect& line : {layout.first, layout.second}) {
        const QRect bar(line.left(), line.center().y() - 4, line.width() * 2 / 3, 8);
        paint.painter.drawRoundedRect(paint.mirrored(bar), 4, 4);
    }
}

void drawCheck(const Paint& paint, const QRect& rect)
{
    QStyleOptionButton box;
    box.rect = rect;
    box.palette = paint.option.palette;
    box.state = QStyle::State_Enabled
        | (paint.index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStyle::State_On
                                                                       : QStyle::State_Off);
    const QStyle* style = paint.option.widget ? paint.option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &paint.painter, paint.option.widget);
}

int firstLineHeight(const QFont& font)
{
    return qMax(Badge::sizeOf(u"X"_s, font).height(), QFontMetrics(font).height());
}

QFont smaller(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

void drawRow(const Paint& paint, const HistoryDelegate::Layout& layout)
{
    drawTile(paint, layout.tile);
    drawFirstLine(paint, layout.first);
    drawLine(paint, layout.second, paint.index.data(HistoryModel::PreviewRole).toString(), Role::Ink);
    paint.painter.setFont(smaller(paint.option.font));
    drawDetail(paint, layout.third);
}

} // namespace

HistoryDelegate::Layout HistoryDelegate::layoutOf(const QStyleOptionViewItem& option)
{
    const QFontMetrics metrics(option.font);
    const QFontMetrics small(smaller(option.font));
    const QRect& row = option.rect;
    const auto mirrored = [&option](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    Layout layout;
    const int middle = row.top() + row.height() / 2;
    layout.check = mirrored(QRect(row.left() + sideMargin, middle - checkSize / 2, checkSize, checkSize));
    int left = row.left() + sideMargin + checkSize + checkGap;
    layout.tile = mirrored(QRect(left, middle - tileSize / 2, tileSize, tileSize));
    left += tileSize + tileGap;
    const int width = row.right() + 1 - sideMargin - left;
    const int first = firstLineHeight(option.font);
    const int height = first + metrics.height() + small.height() + 2 * lineGap;
    const int top = middle - height / 2;
    layout.first = QRect(left, top, width, first);
    layout.second = QRect(left, layout.first.bottom() + 1 + lineGap, width, metrics.height());
    layout.third = QRect(left, layout.second.bottom() + 1 + lineGap, width, small.height());
    return layout;
}

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Paint paint {*painter, option, index};
    const Layout layout = layoutOf(option);
    painter->save();
    painter->setFont(option.font);
    drawGround(paint);
    painter->setRenderHint(QPainter::Antialiasing);
    drawCheck(paint, layout.check);
    if (index.data(HistoryModel::LoadedRole).toBool())
        drawRow(paint, layout);
    else
        drawPlaceholder(paint, layout);
    painter->restore();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int text = firstLineHeight(option.font) + QFontMetrics(option.font).height()
        + QFontMetrics(smaller(option.font)).height() + 2 * lineGap;
    return {tileSize + 2 * sideMargin, qMax(tileSize, text) + 2 * rowMargin};
}

} // namespace safelight
