#pragma once

#include "app/find/historyquery.h"

#include <QMenu>
#include <QWidget>

#include <optional>

class QLabel;

namespace safelight {

class IconButton;
struct HistoryIndex;

// The line above the attempts: how many there are, in which order, and whether as a list or as a table.
class HistoryHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryHeader(QWidget* parent = nullptr);

    void showCounts(const HistoryIndex& found);
    void showOrder(HistoryOrder order, bool descending);
    void showTable(bool asTable);
    // The order that a kept number means.
    static std::optional<HistoryOrder> orderOf(int kept);

signals:
    void orderChosen(safelight::HistoryOrder order, bool descending);
    void tableChosen(bool asTable);
    void columnMenuOpened(QMenu* menu); // to be filled

private:
    void fillMenu(QMenu* menu);

    QLabel* m_counts = nullptr;
    IconButton* m_sort = nullptr;
    IconButton* m_layout = nullptr;
    HistoryOrder m_order = HistoryOrder::Number;
    bool m_descending = true;
};

} // namespace safelight
