#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace safelight {

// What part of several pictures is shown, for all of them at once: in shares of each picture, so that
// pictures of different sizes show the same place.
class PictureZoom final : public QObject
{
    Q_OBJECT

public:
    static constexpr double largest = 32;

    using QObject::QObject;

    double scale() const { return m_scale; } // 1: fitted into its place
    bool isFitted() const { return m_scale <= 1; }
    // Around a place of the picture, 0…1 from its left and top.
    void zoomBy(double factor, QPointF around);
    void zoomBy(double factor) { zoomBy(factor, m_middle); }
    void moveBy(QPointF shares);
    void fit();

    // Where a picture of this shape is drawn in a place of this size.
    QRectF target(QSizeF picture, QSizeF place) const;

signals:
    void changed();

private:
    void keepInside();

    double m_scale = 1;
    QPointF m_middle {0.5, 0.5}; // what is in the middle of the place
};

} // namespace safelight
