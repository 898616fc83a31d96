#include "ui/prompt/imagelistview.h"

#include "ui/prompt/imagedrag.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/prompt/imagetiledelegate.h"
#include "ui/prompt/incoming.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace safelight {

ImageListView::ImageListView(QWidget* parent)
    : QListView(parent)
{
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setDragEnabled(true);
    setAcceptDrops(true);
    setItemDelegate(new ImageTileDelegate(this));
}

void ImageListView::updateGeometries()
{
    QListView::updateGeometries();
    // The gap under the last row is not worth scrolling to: a chosen tile would be cut at its top.
    if (verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
        verticalScrollBar()->setRange(0, 0);
}

QList<int> ImageListView::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedIndexes())
        rows << index.row();
    std::ranges::sort(rows);
    return rows;
}

void ImageListView::startDrag(Qt::DropActions /*actions*/)
{
    const auto* images = qobject_cast<const ImageListModel*>(model());
    const int row = currentIndex().row();
    if (!images || row < 0)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(new ImageDragData(images->images().at(row), row));
    drag->setPixmap(viewport()->grab(ImageTileDelegate::tileRect(visualRect(currentIndex()))));
    drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::CopyAction);
    showPlace(-1);
}

void ImageListView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->source() == this || offersPictures(*event->mimeData()))
        event->acceptProposedAction();
}

void ImageListView::dragMoveEvent(QDragMoveEvent* event)
{
    showPlace(placeAt(event->position().toPoint()));
    event->acceptProposedAction();
}

void ImageListView::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    showPlace(-1);
}

void ImageListView::dropEvent(QDropEvent* event)
{
    const int place = placeAt(event->position().toPoint());
    showPlace(-1);
    if (const auto from = draggedRow(*event->mimeData()); from && event->source() == this) {
        const int to = place > *from ? place - 1 : place;
        if (to != *from)
            emit moveRequested(*from, to);
    } else {
        emit dropped(*event->mimeData(), place);
    }
    event->acceptProposedAction();
}

void ImageListView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        emit pasteRequested();
        return;
    }
    const int row = currentIndex().row();
    if (row < 0 || !handleKey(event, row))
        QListView::keyPressEvent(event);
}

bool ImageListView::handleKey(QKeyEvent* event, int row)
{
    const bool alt = event->modifiers().testFlag(Qt::AltModifier);
    const int last = model()->rowCount() - 1;
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested(row);
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit openRequested(row);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit removeRequested(selectedRows().isEmpty() ? QList<int> {row} : selectedRows());
        return true;
    case Qt::Key_F2:
        emit captionRequested(row);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int to = row + (event->key() == Qt::Key_Left ? -1 : 1);
        if (alt && to >= 0 && to <= last)
            emit moveRequested(row, to);
        return alt;
    }
    default:
        return false;
    }
}

void ImageListView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()
        && ImageTileDelegate::crossRect(visualRect(index)).contains(event->position().toPoint())) {
        emit removeRequested({index.row()});
        return;
    }
    QListView::mousePressEvent(event);
}

void ImageListView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid())
        emit openRequested(index.row());
}

void ImageListView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        emit menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    else
        emit menuRequested(event->globalPos());
}

void ImageListView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (m_place < 0)
        return;
    QPainter painter(viewport());
    painter.fillRect(placeRect(m_place), color(palette(), Role::Accent));
}

int ImageListView::placeAt(const QPoint& position) const
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QRect tile = visualRect(model()->index(row, 0));
        if (position.y() < tile.bottom() && position.x() < tile.center().x())
            return row;
        const bool lastInLine =
            row + 1 == model()->rowCount() || visualRect(model()->index(row + 1, 0)).top() > tile.top();
        if (lastInLine && position.y() < tile.bottom())
            return row + 1;
    }
    return model()->rowCount();
}

QRect ImageListView::placeRect(int place) const
{
    const int count = model()->rowCount();
    if (count == 0)
        return {};
    const QRect tile = visualRect(model()->index(qMin(place, count - 1), 0));
    const int left = place < count ? qMax(tile.left() - ImageTileDelegate::gap / 2 - 1, 0)
                                   : tile.left() + ImageTileDelegate::side + 2;
    return {left, tile.top(), 3, ImageTileDelegate::side};
}

void ImageListView::showPlace(int place)
{
    m_place = place;
    viewport()->update();
}

} // namespace safelight
