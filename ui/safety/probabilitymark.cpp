#include "ui/safety/probabilitymark.h"

#include "ui/theme/theme.h"
#include "ui/view/tone.h"

#include <QPainter>
#include <QPolygonF>

namespace safelight {

namespace {

QPolygonF shapeOf(HarmProbability probability)
{
    constexpr qreal half = markSize / 2.0;
    switch (probability) {
    case HarmProbability::Negligible:
    case HarmProbability::Low:
        return {{-half, -8}, {half, -8}, {0, 0}};
    case HarmProbability::Medium:
        return {{0, -markSize}, {half, -half}, {0, 0}, {-half, -half}};
    case HarmProbability::High:
        break;
    }
    return {{-4.5, -9}, {4.5, -9}, {4.5, 0}, {-4.5, 0}};
}

} // namespace

void paintMark(QPainter& painter, HarmProbability probability, QPointF foot, const QPalette& palette)
{
    const QColor ink = color(palette, probabilityRole(probability));
    const bool hollow = probability == HarmProbability::Negligible;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(ink));
    painter.drawPolygon(shapeOf(probability).translated(foot));
    painter.restore();
}

} // namespace safelight
