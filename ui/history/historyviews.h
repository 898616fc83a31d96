#pragma once

#include "app/find/historyquery.h"

#include <QAbstractItemView>
#include <QHash>
#include <QList>
#include <QStackedWidget>

#include <functional>

class QMenu;

namespace safelight {

class HistoryList;
class HistoryModel;
class HistoryTable;
class Settings;

// The attempts as a list or as a table, of which one is shown: what is selected in it, and where it stands.
class HistoryViews final : public QStackedWidget
{
    Q_OBJECT

public:
    HistoryViews(HistoryModel& model, Settings& settings, QWidget* parent = nullptr); // both outlive it

    QAbstractItemView* view() const { return m_view; } // the one that is shown
    void showTable(bool asTable);
    void showOrder(HistoryOrder order, bool descending); // in the table's header
    void fillColumnMenu(QMenu* menu);
    // Other rows in the model, with the place in the list kept; `another`: the current row is looked for.
    void changeRows(const std::function<void()>& change, bool another);
    void select(const QList<int>& rows, int current);
    void scrollTo(int row);
    // What is to be current when the current one is gone by the next change.
    void setNextRow(int row) { m_nextRow = row; }

    QList<qint64> selected() const;
    qint64 selectedCount() const;
    qint64 currentId() const; // 0: none

signals:
    void viewMade(QAbstractItemView* view);
    void attemptChosen(qint64 id); // by mouse or keyboard, or because it took another's place
    void attemptDoubleClicked(qint64 id);
    void selectionMoved();
    void menuRequested(const QPoint& global);
    void orderChosen(safelight::HistoryOrder order, bool descending);

private:
    // The place in the list, by what stands there.
    struct Place
    {
        qint64 current = 0;
        QList<qint64> selected;
        qint64 top = 0;
        int offset = 0;
        bool atTop = true;
    };

    void connectView(QAbstractItemView* made);
    void makeTable();
    Place place() const;
    void restore(const Place& place, bool another);
    QHash<qint64, int> rowsOf(const QList<qint64>& ids) const;

    HistoryModel& m_model;
    Settings& m_settings;
    HistoryList* m_list = nullptr;
    HistoryTable* m_table = nullptr; // null until it is first wanted
    QAbstractItemView* m_view = nullptr;
    HistoryOrder m_order = HistoryOrder::Number;
    bool m_descending = true;
    int m_nextRow = -1;
    bool m_placing = false; // the current row is being set by the program, not the user
};

} // namespace safelight
