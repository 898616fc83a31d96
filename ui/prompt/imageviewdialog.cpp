#include "ui/prompt/imageviewdialog.h"

#include "app/base/background.h"
#include "app/prompt/imageintake.h"
#include "app/wording/words.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QGraphicsPixmapItem>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr QSize largestView(4096, 4096);
constexpr qreal zoomStep = 1.25;

} // namespace

ZoomView::ZoomView(QWidget* parent)
    : QGraphicsView(parent)
{
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setRenderHint(QPainter::SmoothPixmapTransform);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Picture"));
}

void ZoomView::setPicture(const QImage& picture)
{
    m_scene.clear();
    m_scene.addPixmap(QPixmap::fromImage(picture))->setTransformationMode(Qt::SmoothTransformation);
    m_scene.setSceneRect(QRectF(picture.rect()));
    fit();
}

void ZoomView::zoomBy(qreal factor)
{
    const qreal next = scaleFactor() * factor;
    if (next < 0.01 || next > 32)
        return;
    m_fitted = false;
    scale(factor, factor);
    emit zoomed(scaleFactor());
}

void ZoomView::fit()
{
    m_fitted = true;
    resetTransform();
    const QRectF picture = m_scene.sceneRect();
    if (picture.width() > viewport()->width() || picture.height() > viewport()->height())
        fitInView(picture, Qt::KeepAspectRatio);
    emit zoomed(scaleFactor());
}

void ZoomView::showOwnSize()
{
    m_fitted = false;
    resetTransform();
    emit zoomed(scaleFactor());
}

void ZoomView::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() != 0)
        zoomBy(event->angleDelta().y() > 0 ? zoomStep : 1 / zoomStep);
    event->accept();
}

void ZoomView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(zoomStep);
        break;
    case Qt::Key_Minus:
        zoomBy(1 / zoomStep);
        break;
    case Qt::Key_0:
        fit();
        break;
    case Qt::Key_1:
        showOwnSize();
        break;
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

void ZoomView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        fit();
}

ImageViewDialog::ImageViewDialog(const ReferenceImage& image, QWidget* parent)
    : QDialog(parent)
    , m_image(image)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(ImageListModel::nameOf(image));
    resize(720, 560);
    build();
    if (!canPreview(image.mimeType)) {
        m_state->setText(tr("This program cannot decode %1, so there is no view of it.").arg(image.mimeType));
        return;
    }
    inBackground(
        this, [bytes = image.bytes] { return imageForView(bytes, largestView); },
        [this](const QImage& picture) { showPicture(picture); });
}

void ImageViewDialog::build()
{
    m_view = new ZoomView;
    m_state = new QLabel(tr("Reading…"));
    m_state->setAlignment(Qt::AlignCenter);
    m_zoom = new QLabel;
    m_zoom->setMinimumWidth(48);
    auto* facts = new QLabel(
        tr("%1 · %2 · %3")
            .arg(m_image.mimeType, wording::bytes(m_image.bytes.size()), ImageListModel::pixelText(m_image)));
    facts->setProperty("muted", true);
    facts->setTextFormat(Qt::PlainText);
    auto* bar = new QHBoxLayout;
    bar->addWidget(facts, 1);
    const auto addButton = [&](const QString& icon, const QString& name, auto action) {
        auto* button = new QToolButton;
        button->setIcon(themedIcon(icon, palette()));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setAutoRaise(true);
        button->setMinimumSize(spacing::rowHeight, spacing::rowHeight);
        connect(button, &QToolButton::clicked, m_view, action);
        bar->addWidget(button);
    };
    addButton(u"zoom-out"_s, tr("Zoom out (−)"), [this] { m_view->zoomBy(1 / zoomStep); });
    bar->addWidget(m_zoom);
    addButton(u"zoom-in"_s, tr("Zoom in (+)"), [this] { m_view->zoomBy(zoomStep); });
    addButton(u"zoom-fit"_s, tr("Fit into the window (0)"), [this] { m_view->fit(); });
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_state, 1);
    layout->addLayout(bar);
    m_view->hide();
    connect(m_view, &ZoomView::zoomed, this,
            [this](qreal factor) { m_zoom->setText(tr("%1 %").arg(qRound(factor * 100))); });
}

void ImageViewDialog::showPicture(const QImage& picture)
{
    if (picture.isNull()) {
        m_state->setText(tr("It cannot be decoded."));
        return;
    }
    m_state->hide();
    m_view->show();
    m_view->setPicture(picture);
    m_view->setFocus();
}

} // namespace safelight
