#pragma once

#include <QPainter>
#include <QStyleOption>

// A scroll bar without arrows: a round grip on the page that it moves.
namespace safelight::themescroll {

void drawBar(const QStyle& style, const QStyleOptionSlider& bar, QPainter* painter, const QWidget* widget);

// Place of a part; `leastGrip` in pixels.
QRect partOf(const QStyleOptionSlider& bar, QStyle::SubControl part, int leastGrip);

} // namespace safelight::themescroll
