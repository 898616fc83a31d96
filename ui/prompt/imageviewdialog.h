#pragma once

#include "app/prompt/referenceimage.h"

#include <QDialog>
#include <QGraphicsView>

class QLabel;

namespace safelight {

// A picture that is dragged around and zoomed: wheel, plus and minus, 0 to fit, 1 for its own size.
class ZoomView final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit ZoomView(QWidget* parent = nullptr);
    void setPicture(const QImage& picture);
    void zoomBy(qreal factor);
    void fit();
    void showOwnSize();
    qreal scaleFactor() const { return transform().m11(); }

signals:
    void zoomed(qreal factor);

protected:
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QGraphicsScene m_scene;
    bool m_fitted = true;
};

// A reference image, large. Decoded on a worker thread; Esc closes.
class ImageViewDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ImageViewDialog(const ReferenceImage& image, QWidget* parent = nullptr);

private:
    void build();
    void showPicture(const QImage& picture);

    ReferenceImage m_image;
    ZoomView* m_view = nullptr;
    QLabel* m_zoom = nullptr;
    QLabel* m_state = nullptr;
};

} // namespace safelight
