#pragma once

#include "ui/history/historymodel.h"

#include <QTableView>

class QMenu;

namespace safelight {

class Settings;

// The history as a table: columns that can be chosen, moved and made wider, and that are remembered.
class HistoryTable final : public QTableView
{
    Q_OBJECT

public:
    // Both outlive the table.
    HistoryTable(HistoryModel& model, Settings& settings, QWidget* parent = nullptr);

    void showOrder(HistoryOrder order, bool descending);
    // A tick for each column that there is; the last one cannot go.
    void fillColumnMenu(QMenu* menu);
    void keyboardSearch(const QString&) override { } // letters are commands here

signals:
    void orderChosen(safelight::HistoryOrder order, bool descending);

protected:
    void paintEvent(QPaintEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void restoreColumns();
    void keepColumns();
    void chooseOrder(int column);
    void showColumn(HistoryColumn column, bool shown);

    HistoryModel& m_rows;
    Settings& m_settings;
    HistoryOrder m_order = HistoryOrder::Number;
    bool m_descending = true;
    bool m_restoring = false;
};

} // namespace safelight
