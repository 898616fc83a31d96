#pragma once

#include <QList>
#include <QSet>
#include <QTableView>
#include <QTimer>

namespace safelight {

// A read-only table of wrapped text: columns share the width, rows are measured only when they come into
// view, Ctrl+C and the context menu copy. Fluid at 20,000 rows.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    // `shares`: how the columns share the width.
    DataTable(const QString& name, const QList<int>& shares, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    void setShares(const QList<int>& shares);

    // Tab-separated, line by line; what is selected, or everything.
    QString selectedText() const;
    QString allText() const;
    void copy();

    // Height of header and all rows, at most `limit`; measures the rows it counts.
    int heightOfRows(int limit);
    // As tall as its rows.
    void fitRows(int limit);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void forgetHeights();
    void applyShares();
    void makeRoomForTitles(QList<int>& widths) const;
    void measure(int row);
    void measureVisible();
    QString rowText(int row) const;

    QList<int> m_shares;
    QSet<int> m_measured;
    QTimer m_later;
    bool m_applying = false;
};

} // namespace safelight
