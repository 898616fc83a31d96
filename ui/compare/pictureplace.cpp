#include "ui/compare/pictureplace.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace safelight {

namespace {

constexpr double step = 1.25;
constexpr double moveStep = 40; // pixels of an arrow key
constexpr double grip = 12; // pixels on either side of the line in which it can be taken

} // namespace

PicturePlace::PicturePlace(PictureZoom& zoom, QWidget* parent)
    : QWidget(parent)
    , m_zoom(zoom)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(80, 60);
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Ctrl+wheel zooms all pictures together, dragging moves them; Return opens them large"));
    connect(&m_zoom, &PictureZoom::changed, this, [this] { update(); });
}

QSize PicturePlace::neededPixels() const
{
    const QSizeF whole = shape().isEmpty() ? QSizeF(size()) : target().size();
    return (whole * devicePixelRatioF()).toSize().expandedTo({1, 1});
}

void PicturePlace::drawPicture(QPainter& painter, const LoadedPicture& picture, const QRectF& target,
                               QRect place, const QPalette& palette)
{
    if (picture.image().isNull()) {
        painter.setPen(color(palette, Role::Mute));
        painter.drawText(place.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, picture.message());
        return;
    }
    // Enlarged far, the pixels are what one looks for.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, target.width() < 3.0 * picture.image().width());
    painter.drawImage(target, picture.image());
}

void PicturePlace::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(palette(), Role::Window));
    painter.save();
    draw(painter);
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(color(palette(), Role::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PicturePlace::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return event->ignore();
    const QRectF shown = target();
    if (shown.isEmpty())
        return event->ignore();
    const QPointF at = event->position() - shown.topLeft();
    m_zoom.zoomBy(std::pow(1.2, event->angleDelta().y() / 120.0),
                  {at.x() / shown.width(), at.y() / shown.height()});
    event->accept();
}

void PicturePlace::moveByPixels(QPointF pixels)
{
    const QRectF shown = target();
    if (!shown.isEmpty())
        m_zoom.moveBy({-pixels.x() / shown.width(), -pixels.y() / shown.height()});
}

void PicturePlace::keyPressEvent(QKeyEvent* event)
{
    const bool moves = !m_zoom.isFitted() && event->modifiers() == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_zoom.zoomBy(step);
    case Qt::Key_Minus:
        return m_zoom.zoomBy(1 / step);
    case Qt::Key_0:
        return m_zoom.fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit opened();
        return;
    case Qt::Key_Left:
        return moves ? moveByPixels({moveStep, 0}) : QWidget::keyPressEvent(event);
    case Qt::Key_Right:
        return moves ? moveByPixels({-moveStep, 0}) : QWidget::keyPressEvent(event);
    case Qt::Key_Up:
        return moves ? moveByPixels({0, moveStep}) : QWidget::keyPressEvent(event);
    case Qt::Key_Down:
        return moves ? moveByPixels({0, -moveStep}) : QWidget::keyPressEvent(event);
    default:
        QWidget::keyPressEvent(event);
    }
}

void PicturePlace::mousePressEvent(QMouseEvent* event)
{
    m_last = event->position();
}

void PicturePlace::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    moveByPixels(event->position() - m_last);
    m_last = event->position();
}

void PicturePlace::mouseDoubleClickEvent(QMouseEvent*)
{
    emit opened();
}

PictureView::PictureView(PictureZoom& zoom, const QByteArray& bytes, const QString& name, QWidget* parent)
    : PicturePlace(zoom, parent)
{
    setAccessibleName(name);
    connect(&m_picture, &LoadedPicture::changed, this, [this] {
        setAccessibleDescription(m_picture.message());
        update();
    });
    m_picture.load(bytes);
}

void PictureView::draw(QPainter& painter)
{
    m_picture.need(neededPixels());
    drawPicture(painter, m_picture, target(), rect(), palette());
}

SwipeView::SwipeView(PictureZoom& zoom, QWidget* parent)
    : PicturePlace(zoom, parent)
{
    connect(&m_left, &LoadedPicture::changed, this, [this] { update(); });
    connect(&m_right, &LoadedPicture::changed, this, [this] { update(); });
}

void SwipeView::showPictures(const QByteArray& left, const QByteArray& right)
{
    m_left.load(left);
    m_right.load(right);
}

void SwipeView::setLine(double share)
{
    const double line = std::clamp(share, 0.0, 1.0);
    if (qFuzzyCompare(1 + line, 1 + m_line))
        return;
    m_line = line;
    update();
    emit lineMoved(m_line);
}

// Both are drawn in the same rectangle, that of the first: what is at the same place in both meets at the
// line.
QSizeF SwipeView::shape() const
{
    const QImage& image = m_left.image().isNull() ? m_right.image() : m_left.image();
    return QSizeF(image.size());
}

void SwipeView::draw(QPainter& painter)
{
    m_left.need(neededPixels());
    m_right.need(neededPixels());
    const int at = qRound(m_line * width());
    const QRect left(0, 0, at, height());
    const QRect right(at, 0, width() - at, height());
    painter.setClipRect(left);
    drawPicture(painter, m_left, target(), left, palette());
    painter.setClipRect(right);
    drawPicture(painter, m_right, target(), right, palette());
    painter.setClipping(false);
    painter.fillRect(at - 1, 0, 3, height(), color(palette(), Role::Accent));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(color(palette(), Role::Accent));
    painter.setPen(QPen(color(palette(), Role::AccentInk), 2));
    painter.drawEllipse(QPointF(at + 0.5, height() / 2.0), 9, 9);
}

void SwipeView::mousePressEvent(QMouseEvent* event)
{
    m_dragging = std::abs(event->position().x() - m_line * width()) <= grip;
    PicturePlace::mousePressEvent(event);
}

void SwipeView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging && width() > 0)
        setLine(event->position().x() / width());
    else
        PicturePlace::mouseMoveEvent(event);
}

void SwipeView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragging = false;
    PicturePlace::mouseReleaseEvent(event);
}

} // namespace safelight
