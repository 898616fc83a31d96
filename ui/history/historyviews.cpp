#include "ui/history/historyviews.h"

#include "app/settings/settings.h"
#include "ui/history/historylist.h"
#include "ui/history/historymodel.h"
#include "ui/history/historytable.h"

#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

constexpr qsizetype mostReselected = 5000;

} // namespace

HistoryViews::HistoryViews(HistoryModel& model, Settings& settings, QWidget* parent)
    : QStackedWidget(parent)
    , m_model(model)
    , m_settings(settings)
    , m_list(new HistoryList(model))
    , m_view(m_list)
{
    m_list->setAccessibleName(tr("Attempts"));
    addWidget(m_list);
    setFocusProxy(m_list);
    connectView(m_list);
    connect(m_list, &HistoryList::checkClicked, this,
            [this](qint64 id) { m_model.ticks().set({id}, !m_model.ticks().has(id)); });
}

void HistoryViews::connectView(QAbstractItemView* made)
{
    made->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(made, &QWidget::customContextMenuRequested, this,
            [this, made](const QPoint& point) { emit menuRequested(made->viewport()->mapToGlobal(point)); });
    connect(made->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && !m_placing)
                    emit attemptChosen(m_model.idAt(current.row()));
            });
    connect(made->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_placing)
            emit selectionMoved();
    });
    connect(made, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit attemptDoubleClicked(m_model.idAt(index.row())); });
}

// ---- list or table

void HistoryViews::makeTable()
{
    m_table = new HistoryTable(m_model, m_settings);
    addWidget(m_table);
    connectView(m_table);
    connect(m_table, &HistoryTable::orderChosen, this, &HistoryViews::orderChosen);
    m_table->showOrder(m_order, m_descending);
    emit viewMade(m_table);
}

void HistoryViews::showTable(bool asTable)
{
    m_settings.setValue(SettingKey::HistoryTable, asTable);
    if (asTable && !m_table)
        makeTable();
    QAbstractItemView* next = asTable ? static_cast<QAbstractItemView*>(m_table) : m_list;
    if (next == m_view)
        return;
    const Place here = place();
    const bool focused = m_view->hasFocus();
    m_view = next;
    setCurrentWidget(m_view);
    setFocusProxy(m_view);
    restore(here, true);
    if (focused)
        m_view->setFocus();
}

void HistoryViews::showOrder(HistoryOrder order, bool descending)
{
    m_order = order;
    m_descending = descending;
    if (m_table)
        m_table->showOrder(order, descending);
}

void HistoryViews::fillColumnMenu(QMenu* menu)
{
    if (m_table)
        m_table->fillColumnMenu(menu);
}

// ---- what is selected

qint64 HistoryViews::selectedCount() const
{
    qint64 rows = 0;
    for (const auto& range : m_view->selectionModel()->selection())
        rows += range.height();
    return rows;
}

QList<qint64> HistoryViews::selected() const
{
    QList<int> rows;
    for (const auto& range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << row;
    }
    std::ranges::sort(rows);
    QList<qint64> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids << m_model.idAt(row);
    return ids;
}

qint64 HistoryViews::currentId() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && current.row() < m_model.rowCount() ? m_model.idAt(current.row()) : 0;
}

void HistoryViews::select(const QList<int>& rows, int current)
{
    const auto* items = m_view->model();
    QItemSelection selection;
    for (const int row : rows)
        selection.select(items->index(row, 0), items->index(row, items->columnCount() - 1));
    m_placing = true;
    m_view->selectionModel()->setCurrentIndex(current < 0 ? QModelIndex() : items->index(current, 0),
                                              QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_placing = false;
    emit selectionMoved();
}

void HistoryViews::scrollTo(int row)
{
    m_view->scrollTo(m_view->model()->index(row, 0), QAbstractItemView::EnsureVisible);
}

// ---- the place in the list

void HistoryViews::changeRows(const std::function<void()>& change, bool another)
{
    const Place here = place();
    m_placing = true;
    change();
    m_placing = false;
    restore(here, another);
}

HistoryViews::Place HistoryViews::place() const
{
    Place place;
    place.current = currentId();
    if (selectedCount() <= mostReselected)
        place.selected = selected();
    const QModelIndex top =
        m_view == m_list ? m_list->rowAtTop() : static_cast<QAbstractItemView*>(m_table)->indexAt({0, 0});
    if (!top.isValid() || top.row() >= m_model.rowCount())
        return place;
    place.top = m_model.idAt(top.row());
    place.offset = m_view == m_list ? m_list->offsetOf(top) : 0;
    place.atTop = m_view->verticalScrollBar()->value() == 0;
    return place;
}

// -1: not there any more.
QHash<qint64, int> HistoryViews::rowsOf(const QList<qint64>& ids) const
{
    QHash<qint64, int> rows;
    for (const qint64 id : ids) {
        if (id != 0)
            rows.insert(id, -1);
    }
    qsizetype missing = rows.size();
    for (int row = 0; row < m_model.rowCount() && missing > 0; ++row) {
        if (const auto it = rows.find(m_model.idAt(row)); it != rows.end()) {
            *it = row;
            --missing;
        }
    }
    return rows;
}

void HistoryViews::restore(const Place& place, bool another)
{
    const auto rows = rowsOf(place.selected + QList<qint64> {place.current, place.top});
    QList<int> selectedRows;
    for (const qint64 id : place.selected) {
        if (rows.value(id) >= 0)
            selectedRows << rows.value(id);
    }
    int current = place.current == 0 ? -1 : rows.value(place.current);
    const int next = std::min(std::exchange(m_nextRow, -1), m_model.rowCount() - 1);
    const bool gone = current < 0 && next >= 0; // removed: the one in its place is shown
    if (gone) {
        current = next;
        selectedRows = {next};
    }
    select(selectedRows, current);
    if (gone)
        emit attemptChosen(m_model.idAt(current));
    const int top = place.top == 0 ? -1 : rows.value(place.top);
    if (another || gone)
        m_view->scrollTo(m_model.index(std::max(0, current), 0), QAbstractItemView::EnsureVisible);
    else if (!place.atTop && top >= 0 && m_view == m_list)
        m_list->scrollToOffset(m_list->model()->index(top, 0), place.offset);
    else if (!place.atTop && top >= 0)
        m_view->scrollTo(m_model.index(top, 0), QAbstractItemView::PositionAtTop);
}

} // namespace safelight
