#pragma once

#include <QPainter>
#include <QStyleOption>

namespace safelight::thememarks {

// Ink of an arrow or a tick: calmer when the control is disabled.
QColor arrowColor(const QStyleOption* option);

// A round box; the whole width of the pen lies inside `rect`.
void drawRound(QPainter* painter, const QRect& rect, const QPen& pen, const QColor& ground, qreal radius);

// A chevron of the icons' stroke in the middle of `rect`; `turns` quarters clockwise from "down".
void drawChevron(QPainter* painter, const QRect& rect, const QColor& ink, int turns);

// The box of anything one can type or choose in: a line, or the accent while it has the focus.
void drawInputBox(QPainter* painter, const QRect& rect, const QStyleOption* option);

// Tables and lists have no round corners.
void drawPlainFrame(QPainter* painter, const QStyleOption* option);

// Arrows, check and radio marks and the focus frame. False when the element is none of these.
bool drawMark(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter);

} // namespace safelight::thememarks
