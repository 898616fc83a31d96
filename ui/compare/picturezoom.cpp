#include "ui/compare/picturezoom.h"

#include <algorithm>

namespace safelight {

void PictureZoom::zoomBy(double factor, QPointF around)
{
    const double before = m_scale;
    m_scale = std::clamp(m_scale * factor, 1.0, largest);
    // What is under the pointer stays there.
    m_middle = around + (m_middle - around) * before / m_scale;
    keepInside();
    emit changed();
}

void PictureZoom::moveBy(QPointF shares)
{
    m_middle += shares;
    keepInside();
    emit changed();
}

void PictureZoom::fit()
{
    m_scale = 1;
    keepInside();
    emit changed();
}

void PictureZoom::keepInside()
{
    const double reach = 0.5 / m_scale;
    m_middle.setX(std::clamp(m_middle.x(), reach, 1 - reach));
    m_middle.setY(std::clamp(m_middle.y(), reach, 1 - reach));
}

QRectF PictureZoom::target(QSizeF picture, QSizeF place) const
{
    if (picture.isEmpty() || place.isEmpty())
        return {};
    const QSizeF size = picture.scaled(place, Qt::KeepAspectRatio) * m_scale;
    const QPointF topLeft(place.width() / 2 - m_middle.x() * size.width(),
                          place.height() / 2 - m_middle.y() * size.height());
    return {topLeft, size};
}

} // namespace safelight
