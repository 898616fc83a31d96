#pragma once

#include "ui/compare/loadedpicture.h"
#include "ui/compare/picturezoom.h"

#include <QWidget>

namespace safelight {

// A place for pictures that are zoomed and moved together with others. Ctrl+wheel, + − 0 and the arrow keys,
// or dragging. The zoom outlives it.
class PicturePlace : public QWidget
{
    Q_OBJECT

public:
    explicit PicturePlace(PictureZoom& zoom, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {160, 132}; }

signals:
    void opened(); // double click or Return

protected:
    // The shape of what is shown; empty while there is nothing.
    virtual QSizeF shape() const = 0;
    virtual void draw(QPainter& painter) = 0;
    // How many pixels of the screen the whole picture takes now.
    QSize neededPixels() const;
    QRectF target() const { return m_zoom.target(shape(), QSizeF(size())); }
    static void drawPicture(QPainter& painter, const LoadedPicture& picture, const QRectF& target,
                            QRect place, const QPalette& palette);

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void moveByPixels(QPointF pixels);

    PictureZoom& m_zoom;
    QPointF m_last;
};

// One picture.
class PictureView final : public PicturePlace
{
    Q_OBJECT

public:
    PictureView(PictureZoom& zoom, const QByteArray& bytes, const QString& name, QWidget* parent = nullptr);

protected:
    QSizeF shape() const override { return QSizeF(m_picture.image().size()); }
    void draw(QPainter& painter) override;

private:
    LoadedPicture m_picture;
};

// Two pictures in one place: the first to the left of a line, the second to the right of it.
class SwipeView final : public PicturePlace
{
    Q_OBJECT

public:
    explicit SwipeView(PictureZoom& zoom, QWidget* parent = nullptr);

    void showPictures(const QByteArray& left, const QByteArray& right);
    double line() const { return m_line; }
    void setLine(double share); // 0…1 of the width

signals:
    void lineMoved(double share);

protected:
    QSizeF shape() const override;
    void draw(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    LoadedPicture m_left;
    LoadedPicture m_right;
    double m_line = 0.5;
    bool m_dragging = false;
};

} // namespace safelight
