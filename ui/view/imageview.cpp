#include "ui/view/imageview.h"
#include "app/prompt/imageintake.h"
#include "app/wording/words.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QImageReader>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {
constexpr double smallestZoom = 0.02;
constexpr double largestZoom = 16;
} // namespace

ImageView::ImageView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture"));
    setMinimumSize(120, 80);
    m_again.setSingleShot(true);
    m_again.setInterval(100);
    connect(&m_again, &QTimer::timeout, this, &ImageView::decodeAsNeeded);
}

ImageView::Decoded ImageView::decode(const QByteArray& bytes, QSize within)
{
    Decoded decoded;
    decoded.image = imageForView(bytes, within);
    if (decoded.image.isNull())
        return decoded;
    QByteArray copy = bytes; // shared, not copied
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    decoded.pixelSize = reader.size();
    if (reader.transformation() & QImageIOHandler::TransformationRotate90)
        decoded.pixelSize.transpose();
    if (decoded.pixelSize.isEmpty())
        decoded.pixelSize = decoded.image.size();
    // The format a painter draws without converting.
    decoded.image.convertTo(decoded.image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                            : QImage::Format_RGB32);
    return decoded;
}

void ImageView::showImage(const QByteArray& bytes, const QString& name)
{
    if (m_state != State::Empty && bytes.constData() == m_bytes.constData() && bytes.size() == m_bytes.size())
        return;
    setAccessibleName(name.isEmpty() ? tr("Picture") : name);
    m_decoding.forget();
    m_bytes = bytes;
    m_image = {};
    m_pixelSize = {};
    m_asked = {};
    m_fitted = true;
    m_state = bytes.isEmpty() ? State::Empty : State::Decoding;
    updateScrollBars();
    viewport()->update();
    emit changed();
    decodeAsNeeded();
}

void ImageView::decodeAsNeeded()
{
    if (m_bytes.isEmpty() || m_state == State::Broken)
        return;
    const QSize screen = viewport()->size().expandedTo({640, 480}) * devicePixelRatioF();
    QSize wanted = screen;
    if (!m_fitted && !m_pixelSize.isEmpty())
        wanted = (m_pixelSize * std::min(1.0, m_zoom)).expandedTo(screen);
    const bool enough = m_asked.width() >= wanted.width() && m_asked.height() >= wanted.height();
    const bool whole = !m_image.isNull() && m_image.width() >= m_pixelSize.width();
    if (enough || whole)
        return;
    m_asked = wanted;
    m_decoding.run(
        this, [bytes = m_bytes, wanted] { return decode(bytes, wanted); },
        [this](const Decoded& decoded) {
            m_image = decoded.image;
            m_pixelSize = decoded.pixelSize;
            m_state = m_image.isNull() ? State::Broken : State::Shown;
            setAccessibleDescription(
                m_state == State::Broken
                    ? message()
                    : tr("%1 × %2 pixels").arg(m_pixelSize.width()).arg(m_pixelSize.height()));
            updateScrollBars();
            viewport()->update();
            emit changed();
        });
}

double ImageView::fittedZoom() const
{
    if (m_pixelSize.isEmpty())
        return 1;
    const QSizeF room = QSizeF(maximumViewportSize()) * devicePixelRatioF();
    return std::min({room.width() / m_pixelSize.width(), room.height() / m_pixelSize.height(), 1.0});
}

double ImageView::zoom() const
{
    return m_fitted ? fittedZoom() : m_zoom;
}

QSize ImageView::shownSize() const
{
    return (QSizeF(m_pixelSize) * zoom() / devicePixelRatioF()).toSize();
}

void ImageView::fit()
{
    setZoom(fittedZoom(), true);
}

void ImageView::actualSize()
{
    setZoom(1, false);
}

void ImageView::zoomBy(double factor)
{
    setZoom(zoom() * factor, false);
}

QPointF ImageView::shownMiddle() const
{
    const QSizeF shown = shownSize();
    const QSizeF seen = QSizeF(viewport()->size()).boundedTo(shown);
    return {horizontalScrollBar()->value() + seen.width() / 2,
            verticalScrollBar()->value() + seen.height() / 2};
}

void ImageView::setZoom(double zoom, bool fitted)
{
    const QSize before = shownSize();
    const QPointF middle = shownMiddle();
    m_fitted = fitted;
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    updateScrollBars();
    const QSize after = shownSize();
    if (!before.isEmpty()) {
        horizontalScrollBar()->setValue(
            qRound(middle.x() * after.width() / before.width() - viewport()->width() / 2.0));
        verticalScrollBar()->setValue(
            qRound(middle.y() * after.height() / before.height() - viewport()->height() / 2.0));
    }
    decodeAsNeeded();
    viewport()->update();
    emit changed();
}

void ImageView::updateScrollBars()
{
    const QSize excess = m_fitted || m_pixelSize.isEmpty() ? QSize() : shownSize() - viewport()->size();
    horizontalScrollBar()->setRange(0, std::max(0, excess.width()));
    verticalScrollBar()->setRange(0, std::max(0, excess.height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setPageStep(viewport()->height());
}

QString ImageView::message() const
{
    if (m_state == State::Decoding)
        return tr("Decoding the picture");
    if (m_state == State::Broken)
        return tr("This picture cannot be drawn: its data is damaged or of an unknown kind. Its %1 can still "
                  "be saved.")
            .arg(wording::bytes(m_bytes.size()));
    return {};
}

void ImageView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), color(palette(), Role::Window));
    if (m_image.isNull()) {
        painter.setPen(color(palette(), Role::Mute));
        painter.drawText(viewport()->rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         message());
        return;
    }
    QRect target({}, shownSize());
    target.moveLeft(std::max(0, (viewport()->width() - target.width()) / 2) - horizontalScrollBar()->value());
    target.moveTop(std::max(0, (viewport()->height() - target.height()) / 2) - verticalScrollBar()->value());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 2);
    painter.drawImage(target, m_image);
    if (hasFocus()) {
        painter.setPen(color(palette(), Role::Accent));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void ImageView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
    m_again.start();
    emit changed();
}

void ImageView::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoomBy(std::pow(1.2, event->angleDelta().y() / 120.0));
    event->accept();
}

void ImageView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.25);
    case Qt::Key_Minus:
        return zoomBy(0.8);
    case Qt::Key_0:
        return fit();
    case Qt::Key_1:
        return actualSize();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit opened();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ImageView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    m_scrollAtPress = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

// A picture that fits is dragged out as a file; one that is larger than its place is moved.
void ImageView::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_bytes.isEmpty())
        return;
    const QPoint moved = event->position().toPoint() - m_pressed;
    if (horizontalScrollBar()->maximum() > 0 || verticalScrollBar()->maximum() > 0) {
        horizontalScrollBar()->setValue(m_scrollAtPress.x() - moved.x());
        verticalScrollBar()->setValue(m_scrollAtPress.y() - moved.y());
    } else if (moved.manhattanLength() >= QApplication::startDragDistance()) {
        emit draggedOut();
    }
}

void ImageView::mouseDoubleClickEvent(QMouseEvent*)
{
    if (m_state == State::Shown)
        emit opened();
}

} // namespace safelight
