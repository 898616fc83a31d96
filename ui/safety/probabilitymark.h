#pragma once

#include "app/safety/harm.h"

#include <QPointF>

class QPainter;
class QPalette;

namespace safelight {

inline constexpr int markSize = 10; // pixels, width and height

// A measured probability as a shape of its own besides its colour: hollow triangle, triangle, diamond,
// square, from negligible to high. `foot` is the point it stands on.
void paintMark(QPainter& painter, HarmProbability probability, QPointF foot, const QPalette& palette);

} // namespace safelight
