#pragma once

#include <QColor>
#include <QPalette>

class QIcon;

namespace safelight {

// The colour of a mark from 1 to 9, as it is told apart on the panes of this palette. Its number always
// stands beside it.
QColor markColor(const QPalette& palette, int mark);
// The number on its colour, as the lists draw it.
void drawMark(QPainter& painter, const QRect& rect, const QPalette& palette, int mark);
QIcon markIcon(const QPalette& palette, int mark, qreal ratio);

} // namespace safelight
