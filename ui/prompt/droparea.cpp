#include "ui/prompt/droparea.h"

#include "ui/prompt/imagedrag.h"
#include "ui/prompt/imagetiledelegate.h"
#include "ui/prompt/incoming.h"
#include "ui/theme/theme.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QPainter>

namespace safelight {

DropArea::DropArea(QWidget* parent)
    : QAbstractButton(parent)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Add reference images"));
    setAccessibleDescription(tr("Opens the file dialog. Pictures can be dropped here or pasted, too."));
    setToolTip(tr("Drop files or pictures here, paste them, or click to choose files"));
    setSlim(false);
}

void DropArea::setSlim(bool slim)
{
    m_slim = slim;
    setText(slim ? tr("Drop, paste or browse for more") : tr("Drop, paste or browse\nfor reference images"));
    setFixedHeight(sizeHint().height());
    update();
}

QSize DropArea::sizeHint() const
{
    return {120, m_slim ? 30 : ImageTileDelegate::side};
}

void DropArea::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = hasFocus() || m_hovering || underMouse();
    QPen pen(color(palette(), lit ? Role::Accent : Role::Mute), hasFocus() || m_hovering ? 2 : 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(m_hovering ? QBrush(color(palette(), Role::Selected)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(color(palette(), lit ? Role::Ink : Role::Mute));
    painter.drawText(rect().adjusted(6, 2, -6, -2), Qt::AlignCenter | Qt::TextWordWrap, text());
}

void DropArea::dragEnterEvent(QDragEnterEvent* event)
{
    if (draggedRow(*event->mimeData()) || !offersPictures(*event->mimeData()))
        return;
    setHovering(true);
    event->acceptProposedAction();
}

void DropArea::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    setHovering(false);
}

void DropArea::dropEvent(QDropEvent* event)
{
    setHovering(false);
    event->acceptProposedAction();
    emit dropped(*event->mimeData());
}

void DropArea::keyPressEvent(QKeyEvent* event)
{
    // A button knows only the space bar.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void DropArea::setHovering(bool hovering)
{
    m_hovering = hovering;
    update();
}

} // namespace safelight
