#include "ui/history/historytable.h"

#include "app/settings/settings.h"
#include "ui/base/badge.h"
#include "ui/history/markcolor.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int tableRowsAhead = 30; // rows loaded beyond those that are seen
constexpr int cellMargin = 6;

// The outcome as its badge and the mark as its colour; the rest is text.
class CellDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto column = static_cast<HistoryColumn>(index.column());
        if (column != HistoryColumn::Outcome && column != HistoryColumn::Mark) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionViewItem empty = option;
        initStyleOption(&empty, index);
        empty.text.clear();
        const QStyle* style = option.widget->style();
        style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);
        const QRect inside = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
        const QString text = index.data().toString();
        if (text.isEmpty())
            return;
        const QSize size =
            column == HistoryColumn::Outcome ? Badge::sizeOf(text, option.font) : QSize(16, 16);
        const QRect place = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                                size.boundedTo(inside.size()), inside);
        if (column == HistoryColumn::Mark)
            drawMark(*painter, place, option.palette, index.data(HistoryModel::MarkRole).toInt());
        else
            Badge::paint(*painter, place, text, static_cast<Role>(index.data(HistoryModel::ToneRole).toInt()),
                         option.palette);
    }
};

} // namespace

HistoryTable::HistoryTable(HistoryModel& model, Settings& settings, QWidget* parent)
    : QTableView(parent)
    , m_rows(model)
    , m_settings(settings)
{
    setModel(&model);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setDragEnabled(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Attempts as a table"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(spacing::rowHeight, fontMetrics().height() + 10));
    restoreColumns();
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint& point) {
        QMenu menu(this);
        fillColumnMenu(&menu);
        menu.exec(horizontalHeader()->mapToGlobal(point));
    });
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &HistoryTable::chooseOrder);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &HistoryTable::keepColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &HistoryTable::keepColumns);
}

void HistoryTable::restoreColumns()
{
    m_restoring = true;
    auto* header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (!header->restoreState(m_settings.value(SettingKey::HistoryColumns).toByteArray())
        || header->count() != historyColumns || header->hiddenSectionCount() >= historyColumns) {
        for (int column = 0; column < historyColumns; ++column) {
            header->resizeSection(column, historycolumn::width(static_cast<HistoryColumn>(column)));
            header->setSectionHidden(column,
                                     !historycolumn::isShownFirst(static_cast<HistoryColumn>(column)));
        }
    }
    header->setSortIndicatorShown(true);
    m_restoring = false;
}

void HistoryTable::keepColumns()
{
    if (!m_restoring)
        m_settings.setValue(SettingKey::HistoryColumns, horizontalHeader()->saveState());
}

void HistoryTable::showOrder(HistoryOrder order, bool descending)
{
    m_order = order;
    m_descending = descending;
    const auto column = historycolumn::columnOf(order);
    horizontalHeader()->setSortIndicator(column ? static_cast<int>(*column) : -1,
                                         descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

// The header has moved its sign to the column already; it goes back where nothing is sorted.
void HistoryTable::chooseOrder(int column)
{
    const auto order = historycolumn::order(static_cast<HistoryColumn>(column));
    if (order)
        emit orderChosen(*order,
                         *order == m_order ? !m_descending
                                           : historycolumn::isNumber(static_cast<HistoryColumn>(column)));
    else
        showOrder(m_order, m_descending);
}

void HistoryTable::showColumn(HistoryColumn column, bool shown)
{
    const int section = static_cast<int>(column);
    horizontalHeader()->setSectionHidden(section, !shown);
    if (shown && columnWidth(section) < 40)
        setColumnWidth(section, historycolumn::width(column));
    keepColumns();
}

void HistoryTable::fillColumnMenu(QMenu* menu)
{
    const auto* header = horizontalHeader();
    const bool last = header->hiddenSectionCount() == historyColumns - 1;
    for (int place = 0; place < historyColumns; ++place) {
        const auto column = static_cast<HistoryColumn>(place);
        auto* action = menu->addAction(historycolumn::title(column));
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(place));
        action->setEnabled(!last || !action->isChecked());
        connect(action, &QAction::toggled, this, [this, column](bool shown) { showColumn(column, shown); });
    }
}

void HistoryTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    const int first = rowAt(0);
    if (first < 0)
        return;
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? m_rows.rowCount() - 1 : bottom;
    // Later: a painting view must not be told that its rows changed.
    QTimer::singleShot(
        0, &m_rows, [this, first, last] { m_rows.showRows(first - tableRowsAhead, last + tableRowsAhead); });
}

void HistoryTable::startDrag(Qt::DropActions actions)
{
    auto* mime = m_rows.mimeData(selectionModel()->selectedRows());
    if (!mime)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(actions, Qt::CopyAction);
}

void HistoryTable::contextMenuEvent(QContextMenuEvent* event)
{
    event->ignore(); // the panel's, around both views
}

} // namespace safelight
