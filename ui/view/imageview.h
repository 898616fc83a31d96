#pragma once

#include "app/base/background.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QTimer>

namespace safelight {

// One picture, fitted or at any scale. Decoded in the background, and only as large as it is shown.
class ImageView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class State { Empty, Decoding, Shown, Broken };

    explicit ImageView(QWidget* parent = nullptr);

    void showImage(const QByteArray& bytes, const QString& name);
    void clear() { showImage({}, {}); }

    State state() const { return m_state; }
    QSize pixelSize() const { return m_pixelSize; } // of the whole picture, upright
    const QByteArray& bytes() const { return m_bytes; }
    // 1: one pixel of the picture is one pixel of the screen.
    double zoom() const;
    bool isFitted() const { return m_fitted; }

    void fit();
    void actualSize();
    void zoomBy(double factor);

signals:
    void changed(); // state, size or zoom
    void opened(); // double click or Return
    void draggedOut();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    struct Decoded
    {
        QImage image;
        QSize pixelSize;
    };
    static Decoded decode(const QByteArray& bytes, QSize within);
    void decodeAsNeeded();
    void setZoom(double zoom, bool fitted);
    QPointF shownMiddle() const; // the place of the shown picture that is in the middle of the view
    double fittedZoom() const;
    QSize shownSize() const; // in logical pixels
    void updateScrollBars();
    QString message() const;

    QByteArray m_bytes;
    QImage m_image;
    QSize m_pixelSize;
    QSize m_asked; // the size decoding was last asked for
    State m_state = State::Empty;
    double m_zoom = 1;
    bool m_fitted = true;
    QPoint m_pressed;
    QPoint m_scrollAtPress;
    Latest m_decoding;
    QTimer m_again;
};

} // namespace safelight
