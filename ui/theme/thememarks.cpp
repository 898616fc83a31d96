#include "ui/theme/thememarks.h"

#include "ui/theme/theme.h"

#include <QPainterPath>
#include <QtMath>

#include <cmath>

namespace safelight::thememarks {

namespace {

constexpr qreal inputRadius = 6;

bool isEnabled(const QStyleOption* option)
{
    return option->state.testFlag(QStyle::State_Enabled);
}

void drawTick(QPainter* painter, const QRectF& box, const QColor& ink)
{
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF {at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)});
}

// Ground and border of a check or radio mark; returns the colour for what stands in it.
QColor prepareIndicator(QPainter* painter, const QStyleOption* option)
{
    const bool set = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const bool hovered = option->state.testFlag(QStyle::State_MouseOver);
    const Role active = isEnabled(option) ? Role::Accent : Role::Mute;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(color(option->palette, set || hovered ? active : Role::Mute));
    painter->setBrush(color(option->palette, set ? active : Role::Pane));
    return color(option->palette, isEnabled(option) ? Role::AccentInk : Role::Pane);
}

void drawCheckBox(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    const QColor ink = prepareIndicator(painter, option);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->drawRoundedRect(box, 3.5, 3.5);
    if (option->state.testFlag(QStyle::State_On)) {
        drawTick(painter, box, ink);
    } else if (option->state.testFlag(QStyle::State_NoChange)) {
        painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(QPointF(box.left() + 4, box.center().y()),
                          QPointF(box.right() - 4, box.center().y()));
    }
    painter->restore();
}

void drawRadioButton(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    const QColor ink = prepareIndicator(painter, option);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->drawEllipse(box);
    if (option->state.testFlag(QStyle::State_On)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(box.center(), box.width() / 5, box.width() / 5);
    }
    painter->restore();
}

void paintMenuMark(QPainter* painter, const QStyleOption* option)
{
    if (!option->state.testFlag(QStyle::State_On))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawTick(painter, QRectF(option->rect), arrowColor(option));
    painter->restore();
}

void drawFocusFrame(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color(option->palette, Role::Accent), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
    painter->restore();
}

bool drawArrow(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorSpinDown:
    case QStyle::PE_IndicatorHeaderArrow:
        drawChevron(painter, option->rect, arrowColor(option), 0);
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        drawChevron(painter, option->rect, arrowColor(option), 1);
        return true;
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
        drawChevron(painter, option->rect, arrowColor(option), 2);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        drawChevron(painter, option->rect, arrowColor(option), 3);
        return true;
    default:
        return false;
    }
}

qreal lineWidth(const QPen& pen)
{
    return pen.style() == Qt::NoPen ? 0 : pen.widthF();
}

void drawOutline(QPainter* painter, const QRect& rect, qreal round)
{
    const qreal inset = lineWidth(painter->pen()) / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), round, round);
}

bool isWhole(qreal number)
{
    return number == std::round(number);
}

// Whether straight sides end with whole pixels, so that nothing of them is smoothed.
bool hasSharpSides(const QPen& pen, const QTransform& onDevice)
{
    const bool plain = pen.style() == Qt::NoPen
        || (pen.style() == Qt::SolidLine && pen.color().alpha() == 255 && isWhole(pen.widthF()));
    return plain && onDevice.type() <= QTransform::TxScale && isWhole(onDevice.m11())
        && isWhole(onDevice.m22()) && isWhole(onDevice.dx()) && isWhole(onDevice.dy());
}

// Smooth drawing costs by the row: a pane of the window is quicker as the ends of two low boxes and the sides
// between them. The pixels are the same.
void drawTallRound(QPainter* painter, const QRect& rect, qreal round, int end)
{
    const auto drawEnd = [&](const QRect& box, int top) {
        painter->save();
        painter->setClipRect(QRect(rect.left(), top, rect.width(), end), Qt::IntersectClip);
        drawOutline(painter, box, round);
        painter->restore();
    };
    const QRect low(rect.left(), rect.top(), rect.width(), 3 * end);
    drawEnd(low, rect.top());
    drawEnd(low.translated(0, rect.height() - low.height()), rect.bottom() + 1 - end);
    const QRect between = rect.adjusted(0, end, 0, -end);
    const int line = qRound(lineWidth(painter->pen()));
    painter->fillRect(between.adjusted(line, 0, -line, 0), painter->brush());
    const QColor ink = painter->pen().color();
    painter->fillRect(QRect(between.left(), between.top(), line, between.height()), ink);
    painter->fillRect(QRect(between.right() + 1 - line, between.top(), line, between.height()), ink);
}

} // namespace

void drawRound(QPainter* painter, const QRect& rect, const QPen& pen, const QColor& ground, qreal round)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(pen);
    painter->setBrush(ground);
    const int end = qCeil(round + lineWidth(pen)) + 1; // rows from where the sides are straight
    if (rect.height() > 8 * end && hasSharpSides(pen, painter->deviceTransform()))
        drawTallRound(painter, rect, round, end);
    else
        drawOutline(painter, rect, round);
    painter->restore();
}

QColor arrowColor(const QStyleOption* option)
{
    return color(option->palette, isEnabled(option) ? Role::Ink : Role::Mute);
}

void drawInputBox(QPainter* painter, const QRect& rect, const QStyleOption* option)
{
    const bool focused = option->state.testFlag(QStyle::State_HasFocus) && isEnabled(option);
    const bool hovered = option->state.testFlag(QStyle::State_MouseOver) && isEnabled(option);
    drawRound(painter, rect,
              QPen(color(option->palette, focused || hovered ? Role::Accent : Role::Line), focused ? 2 : 1),
              color(option->palette, isEnabled(option) ? Role::Pane : Role::Window), inputRadius);
}

void drawChevron(QPainter* painter, const QRect& rect, const QColor& ink, int turns)
{
    const qreal reach = qBound(2.0, qMin(rect.width(), rect.height()) / 3.5, 4.0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    painter->rotate(90 * turns);
    painter->setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(
        QPolygonF {QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)});
    painter->restore();
}

void drawPlainFrame(QPainter* painter, const QStyleOption* option)
{
    const bool focused = option->state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setPen(color(option->palette, focused ? Role::Accent : Role::Line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

bool drawMark(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        drawCheckBox(painter, option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadioButton(painter, option);
        return true;
    case QStyle::PE_IndicatorMenuCheckMark:
        paintMenuMark(painter, option);
        return true;
    case QStyle::PE_FrameFocusRect:
        drawFocusFrame(painter, option);
        return true;
    default:
        return drawArrow(element, option, painter);
    }
}

} // namespace safelight::thememarks
