#include "app/settings/settings.h"
#include "app/wording/filterwords.h"
#include "app/wording/words.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/messagebar.h"
#include "ui/base/separator.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/history/filterbar.h"
#include "ui/history/filterfield.h"
#include "ui/history/historyactions.h"
#include "ui/history/historylist.h"
#include "ui/history/historypanel_p.h"
#include "ui/history/historysource.h"
#include "ui/history/historytable.h"
#include "ui/history/menuletters.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHash>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int gather = 20; // milliseconds: changes that come together are searched for once
constexpr qsizetype mostReselected = 5000;

constexpr std::array orders {HistoryOrder::Number, HistoryOrder::Time,   HistoryOrder::Outcome,
                             HistoryOrder::Reason, HistoryOrder::Model,  HistoryOrder::Prompt,
                             HistoryOrder::Cost,   HistoryOrder::Tokens, HistoryOrder::Seconds,
                             HistoryOrder::Images, HistoryOrder::Mark,   HistoryOrder::Star,
                             HistoryOrder::Backend};

} // namespace

HistoryPanel::HistoryPanel(HistorySource& source, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, source, settings))
{
    d->build();
    d->connectParts();
    d->connectCommands();
    new MenuLetters(this);
    d->drawIcons();
    d->update();
    d->showTable(settings.value(SettingKey::HistoryTable).toBool());
}

HistoryPanel::~HistoryPanel() = default;

HistoryPanel::Private::Private(HistoryPanel& owner, HistorySource& given, Settings& store)
    : q(owner)
    , source(given)
    , settings(store)
    , model(given, clock)
{
    const int order = settings.value(SettingKey::HistoryOrder).toInt();
    if (std::ranges::find(orders, static_cast<HistoryOrder>(order)) != orders.end())
        query.order = static_cast<HistoryOrder>(order);
    query.descending = settings.value(SettingKey::HistoryDescending).toBool();
    again.setSingleShot(true);
    again.setInterval(gather);
}

void HistoryPanel::Private::build()
{
    filter = new FilterBar(settings);
    query.filter = filter->filter();
    message = new MessageBar;
    buildList();
    auto* column = new QVBoxLayout(&q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(separatorLine());
    column->addWidget(filter);
    column->addWidget(separatorLine());
    column->addWidget(empty);
    column->addWidget(views, 1);
    column->addWidget(message);
    column->addWidget(makeFoot());
    column->addStretch(0);
    q.setFocusProxy(views);
}

QWidget* HistoryPanel::Private::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(spacing::insidePane, 4, 4, 4);
    row->setSpacing(4);
    auto* title = new QLabel(HistoryPanel::tr("History"));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    counts = new ElidedLabel;
    counts->setProperty("muted", true);
    counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    counts->setObjectName(u"historyCounts"_s);
    sort = new IconButton(u"sort"_s, HistoryPanel::tr("Sort by"));
    sort->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(sort);
    sort->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, &q, [this, menu] { fillSortMenu(menu); });
    layout = new IconButton(u"columns"_s, HistoryPanel::tr("Show as a table"));
    layout->setCheckable(true);
    row->addWidget(title);
    row->addWidget(counts, 1);
    row->addWidget(sort);
    row->addWidget(layout);
    return header;
}

QWidget* HistoryPanel::Private::makeFoot()
{
    foot = new QWidget;
    compare = new QPushButton;
    compare->setObjectName(u"compareTicked"_s);
    compare->setProperty("primary", true);
    auto* clear = new IconButton(u"close"_s, HistoryPanel::tr("Take the ticks away"));
    clear->setObjectName(u"clearTicks"_s);
    connect(clear, &QToolButton::clicked, &q, [this] { model.setChecked(model.checked(), false); });
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(spacing::insidePane, 8, 4, 8);
    row->addWidget(compare, 1);
    row->addWidget(clear);
    foot->hide();
    return foot;
}

void HistoryPanel::Private::buildList()
{
    empty = new WrapLabel;
    empty->setProperty("muted", true);
    empty->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                              spacing::insidePane);
    empty->hide();
    views = new QStackedWidget;
    actions = new HistoryActions(views);
    list = new HistoryList(model);
    list->setAccessibleName(HistoryPanel::tr("Attempts"));
    view = list;
    views->addWidget(list);
    views->setFocusProxy(list);
    connectView(list);
    connect(list, &HistoryList::checkClicked, &q,
            [this](qint64 id) { model.setChecked({id}, !model.isChecked(id)); });
}

void HistoryPanel::Private::connectView(QAbstractItemView* made)
{
    made->installEventFilter(&q);
    made->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(made, &QWidget::customContextMenuRequested, &q,
            [this, made](const QPoint& point) { openMenu(made->viewport()->mapToGlobal(point)); });
    connect(made->selectionModel(), &QItemSelectionModel::currentRowChanged, &q,
            [this](const QModelIndex& current) {
                if (current.isValid() && !placing)
                    emit q.attemptChosen(model.idAt(current.row()));
            });
    connect(made->selectionModel(), &QItemSelectionModel::selectionChanged, &q, [this] {
        if (!placing)
            update();
    });
    connect(made, &QAbstractItemView::doubleClicked, &q,
            [this](const QModelIndex& index) { emit q.restoreRequested(model.idAt(index.row())); });
}

void HistoryPanel::Private::connectParts()
{
    connect(filter, &FilterBar::filterChanged, &q, [this] {
        query.filter = filter->filter();
        find(true);
    });
    connect(filter, &FilterBar::valuesNeeded, &q, [this] {
        source.filterValues(&q, [this](const Result<FilterValues>& values) {
            if (values)
                filter->field()->setValues(*values);
        });
    });
    connect(&again, &QTimer::timeout, &q, [this] { find(false); });
    connect(layout, &QToolButton::toggled, &q, [this](bool on) { showTable(on); });
    connect(&model, &HistoryModel::checkedChanged, &q, [this] { update(); });
    connect(&model, &HistoryModel::loaded, &q, [this] { update(); });
    connect(&model, &HistoryModel::loadFailed, &q, &HistoryPanel::problemOccurred);
    filter->field()->installEventFilter(&q);
    auto* toFilter = new QShortcut(QKeySequence::Find, &q, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(toFilter, &QShortcut::activated, &q, &HistoryPanel::focusFilter);
}

// ---- list or table, and its order

void HistoryPanel::Private::showTable(bool asTable)
{
    settings.setValue(SettingKey::HistoryTable, asTable);
    layout->setChecked(asTable);
    layout->setIconName(asTable ? u"rows"_s : u"columns"_s);
    layout->setToolTip(asTable ? HistoryPanel::tr("Show as a list") : HistoryPanel::tr("Show as a table"));
    if (asTable && !table) {
        table = new HistoryTable(model, settings);
        views->addWidget(table);
        connectView(table);
        connect(table, &HistoryTable::orderChosen, &q,
                [this](HistoryOrder order, bool descending) { setOrder(order, descending); });
        table->showOrder(query.order, query.descending);
    }
    QAbstractItemView* next = asTable ? static_cast<QAbstractItemView*>(table) : list;
    if (next == view)
        return;
    const Place here = place();
    const bool focused = view->hasFocus();
    view = next;
    views->setCurrentWidget(view);
    views->setFocusProxy(view);
    restore(here, true);
    if (focused)
        view->setFocus();
}

void HistoryPanel::Private::fillSortMenu(QMenu* menu)
{
    menu->clear();
    auto* group = new QActionGroup(menu);
    for (const auto order : orders) {
        auto* action = group->addAction(wording::historyOrder(order));
        action->setCheckable(true);
        action->setChecked(order == query.order);
        connect(action, &QAction::triggered, &q, [this, order] { setOrder(order, query.descending); });
    }
    menu->addActions(group->actions());
    menu->addSeparator();
    auto* ways = new QActionGroup(menu);
    for (const bool descending : {true, false}) {
        auto* action = ways->addAction(descending ? HistoryPanel::tr("&Largest or newest first")
                                                  : HistoryPanel::tr("&Smallest or oldest first"));
        action->setCheckable(true);
        action->setChecked(descending == query.descending);
        connect(action, &QAction::triggered, &q, [this, descending] { setOrder(query.order, descending); });
    }
    menu->addActions(ways->actions());
    if (!layout->isChecked())
        return;
    menu->addSeparator();
    table->fillColumnMenu(menu->addMenu(HistoryPanel::tr("&Columns")));
}

void HistoryPanel::Private::setOrder(HistoryOrder order, bool descending)
{
    query.order = order;
    query.descending = descending;
    settings.setValue(SettingKey::HistoryOrder, static_cast<int>(order));
    settings.setValue(SettingKey::HistoryDescending, descending);
    if (table)
        table->showOrder(order, descending);
    find(true);
}

// ---- finding

void HistoryPanel::Private::find(bool another)
{
    again.stop();
    source.find(query, &q, [this, of = query, another](const Result<HistoryIndex>& answer) {
        if (answer)
            take(*answer, of, another);
        else
            emit q.problemOccurred(answer.error().message, answer.error().detail);
    });
}

void HistoryPanel::Private::take(const HistoryIndex& answer, const HistoryQuery& of, bool another)
{
    if (answer.keys != model.keys() || of.order != shownOrder) {
        const Place here = place();
        placing = true;
        model.setIndex(answer.keys, of.order, answer.first);
        placing = false;
        shownOrder = of.order;
        restore(here, another);
    }
    if (wanted != 0)
        q.setCurrent(wanted);
    count(answer);
    update();
    emit q.indexShown();
}

void HistoryPanel::Private::count(const HistoryIndex& answer)
{
    const qint64 here = answer.keys.size();
    const QString all = answer.total == 1
        ? HistoryPanel::tr("1 attempt")
        : HistoryPanel::tr("%1 attempts").arg(wording::number(answer.total));
    const QString attempts = here == answer.total
        ? all
        : HistoryPanel::tr("%1 of %2").arg(wording::number(here), wording::number(answer.total));
    counts->setText(answer.total == 0 || !answer.complete
                        ? QString() // a part only; the numbers follow
                        : HistoryPanel::tr("%1 · %2 passed").arg(attempts, wording::number(answer.passed)));
    empty->setText(answer.total == 0
                       ? HistoryPanel::tr("Nothing was sent yet. Each attempt is kept here from "
                                          "the moment it is sent.")
                       : HistoryPanel::tr("No attempt is like this."));
    empty->setVisible(here == 0);
    views->setVisible(here > 0);
}

HistoryPanel::Private::Place HistoryPanel::Private::place() const
{
    Place place;
    place.current = currentId();
    if (selectedCount() <= mostReselected)
        place.selected = selected();
    const QModelIndex top =
        view == list ? list->rowAtTop() : static_cast<QAbstractItemView*>(table)->indexAt({0, 0});
    if (!top.isValid() || top.row() >= model.rowCount())
        return place;
    place.top = model.idAt(top.row());
    place.offset = view == list ? list->offsetOf(top) : 0;
    place.atTop = view->verticalScrollBar()->value() == 0;
    return place;
}

void HistoryPanel::Private::restore(const Place& place, bool another)
{
    QHash<qint64, int> rows;
    for (const qint64 id : place.selected + QList<qint64> {place.current, place.top}) {
        if (id != 0)
            rows.insert(id, -1);
    }
    qsizetype missing = rows.size();
    for (int row = 0; row < model.rowCount() && missing > 0; ++row) {
        if (const auto it = rows.find(model.idAt(row)); it != rows.end()) {
            *it = row;
            --missing;
        }
    }
    QList<int> selectedRows;
    for (const qint64 id : place.selected) {
        if (rows.value(id) >= 0)
            selectedRows << rows.value(id);
    }
    int current = place.current == 0 ? -1 : rows.value(place.current);
    const int next = std::min(std::exchange(wantedRow, -1), model.rowCount() - 1);
    const bool gone = current < 0 && next >= 0; // removed: the one in its place is shown
    if (gone) {
        current = next;
        selectedRows = {next};
    }
    select(selectedRows, current);
    if (gone)
        emit q.attemptChosen(model.idAt(current));
    const int top = place.top == 0 ? -1 : rows.value(place.top);
    if (another || gone)
        view->scrollTo(model.index(std::max(0, current), 0), QAbstractItemView::EnsureVisible);
    else if (!place.atTop && top >= 0 && view == list)
        list->scrollToOffset(list->model()->index(top, 0), place.offset);
    else if (!place.atTop && top >= 0)
        view->scrollTo(model.index(top, 0), QAbstractItemView::PositionAtTop);
}

void HistoryPanel::Private::select(const QList<int>& rows, int current)
{
    const auto* items = view->model();
    QItemSelection selection;
    for (const int row : rows)
        selection.select(items->index(row, 0), items->index(row, items->columnCount() - 1));
    placing = true;
    view->selectionModel()->setCurrentIndex(current < 0 ? QModelIndex() : items->index(current, 0),
                                            QItemSelectionModel::NoUpdate);
    view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    placing = false;
    update();
}

} // namespace safelight
