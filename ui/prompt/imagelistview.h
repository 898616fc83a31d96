#pragma once

#include <QListView>
#include <QMimeData>

namespace safelight {

// The tiles: reordered by dragging, dragged out as files with the exact bytes, removed by their cross. Knows
// rows only; what happens to the document is told by signals.
class ImageListView final : public QListView
{
    Q_OBJECT

public:
    explicit ImageListView(QWidget* parent = nullptr);

    QList<int> selectedRows() const; // rising

signals:
    void openRequested(int row);
    void removeRequested(const QList<int>& rows);
    void moveRequested(int from, int to); // `to`: the row it shall have
    void captionRequested(int row);
    void copyRequested(int row);
    void pasteRequested();
    void menuRequested(const QPoint& globalPosition);
    void dropped(const QMimeData& data, int place); // from outside; valid during the call only

protected:
    void startDrag(Qt::DropActions actions) override;
    void updateGeometries() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool handleKey(QKeyEvent* event, int row);
    int placeAt(const QPoint& position) const; // between tiles: 0 … count
    QRect placeRect(int place) const;
    void showPlace(int place);

    int m_place = -1; // where a drop would go
};

} // namespace safelight
