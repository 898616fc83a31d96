#pragma once

#include "app/base/clock.h"
#include "app/session/historyquery.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypanel.h"

#include <QTimer>

class QAbstractItemView;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace safelight {

class FilterBar;
class HistoryActions;
class HistoryList;
class HistorySource;
class HistoryTable;
class IconButton;
class MessageBar;

// The inside of HistoryPanel: its parts and what is found (historypanel.cpp), what is done to attempts
// (historycommands.cpp).
class HistoryPanel::Private
{
public:
    Private(HistoryPanel& owner, HistorySource& given, Settings& store);

    // historypanel.cpp
    void build();
    QWidget* makeHeader();
    QWidget* makeFoot();
    void buildList();
    void connectView(QAbstractItemView* made);
    void connectParts();
    void showTable(bool asTable);
    void fillSortMenu(QMenu* menu);
    void setOrder(HistoryOrder order, bool descending);
    void find(bool another); // another filter or order than the one that is shown
    void take(const HistoryIndex& found, const HistoryQuery& of, bool another);
    void count(const HistoryIndex& found);
    void drawIcons();

    // The place in the list, by what stands there.
    struct Place
    {
        qint64 current = 0;
        QList<qint64> selected;
        qint64 top = 0;
        int offset = 0;
        bool atTop = true;
    };
    Place place() const;
    void restore(const Place& place, bool another);
    void select(const QList<int>& rows, int current);

    // historycommands.cpp
    void connectCommands();
    void connectMarks();
    void update();
    QList<qint64> selected() const;
    qint64 selectedCount() const;
    qint64 currentId() const;
    void toggleTicks();
    void toggleStar();
    void editNotes(int field);
    void openNotes(const QList<AttemptSummary>& attempts, int field);
    void goToParent();
    void copyLines();
    void removeSelected();
    void undoRemove();
    void openMenu(const QPoint& global);
    void drawFoot();

    HistoryPanel& q;
    HistorySource& source;
    Settings& settings;
    SystemClock clock;
    HistoryModel model;
    HistoryQuery query;
    HistoryOrder shownOrder = HistoryOrder::Number; // of what the model has
    QTimer again; // several changes, one search
    FilterBar* filter = nullptr;
    QLabel* counts = nullptr;
    QLabel* empty = nullptr;
    QStackedWidget* views = nullptr;
    HistoryList* list = nullptr;
    HistoryTable* table = nullptr; // null until it is first wanted
    QAbstractItemView* view = nullptr; // the one that is shown
    HistoryActions* actions = nullptr;
    IconButton* sort = nullptr;
    IconButton* layout = nullptr;
    MessageBar* message = nullptr;
    QWidget* foot = nullptr;
    QPushButton* compare = nullptr;
    QList<QList<qint64>> removed; // what Undo brings back, the last of them first
    int wantedRow = -1; // where the next one stands when the current one was removed
    qint64 wanted = 0; // to be made current when it is found
    bool placing = false; // the current row is being set by the program, not the user
};

} // namespace safelight
