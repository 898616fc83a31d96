#pragma once

#include "ui/history/historymodel.h"

#include <QListView>

namespace safelight {

class HistoryDelegate;

// The history as a list: rows of one height under headings of their days. It works out where everything is
// from the days alone, so that a hundred thousand rows cost no more than ten.
class HistoryList final : public QListView
{
    Q_OBJECT

public:
    explicit HistoryList(HistoryModel& model, QWidget* parent = nullptr);

    QModelIndex rowAtTop() const; // the first that is seen at all
    int offsetOf(const QModelIndex& index) const; // pixels from the upper edge
    void scrollToOffset(const QModelIndex& index, int offset);

    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint) override;
    void doItemsLayout() override;
    void keyboardSearch(const QString&) override { } // letters are commands here

signals:
    void checkClicked(qint64 id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }

private:
    void measure();
    int rowHeight() const;
    int headingsUpTo(int row) const;
    int topOf(int row) const; // within the whole
    int rowAtHeight(int y) const; // -1: a heading, or below the last
    int headingAtHeight(int y) const; // the day that this belongs to; -1: there are none
    int wholeHeight() const;
    bool isOnCheck(const QPoint& point, const QModelIndex& index) const;
    void paintHeading(QPainter& painter, int day, int top) const;
    void paintRows(QPainter& painter, const QRect& area);

    HistoryModel& m_rows;
    mutable int m_rowHeight = 0; // 0: not measured
    int m_headingHeight = 28;
};

} // namespace safelight
