#include "ui/history/historypanel.h"

#include "app/base/clock.h"
#include "app/settings/settings.h"
#include "ui/base/messagebar.h"
#include "ui/base/separator.h"
#include "ui/base/wraplabel.h"
#include "ui/history/filterbar.h"
#include "ui/history/filterfield.h"
#include "ui/history/historycommands.h"
#include "ui/history/historyheader.h"
#include "ui/history/historymodel.h"
#include "ui/history/historysource.h"
#include "ui/history/historyviews.h"
#include "ui/history/menuletters.h"
#include "ui/history/tickbar.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int gather = 20; // milliseconds: changes that come together are searched for once

} // namespace

// The inside of HistoryPanel: its parts, and what is found.
class HistoryPanel::Private
{
public:
    Private(HistoryPanel& owner, HistorySource& given, Settings& store, const Clock& clock)
        : q(owner)
        , source(given)
        , settings(store)
        , model(given, clock)
    { }

    void build();
    void connectParts();
    void connectCommands();
    void setOrder(HistoryOrder order, bool descending);
    void find(bool another); // another filter or order than the one that is shown
    void take(const HistoryIndex& found, const HistoryQuery& of, bool another);

    HistoryPanel& q;
    HistorySource& source;
    Settings& settings;
    HistoryModel model;
    HistoryQuery query;
    HistoryOrder shownOrder = HistoryOrder::Number; // of what the model has
    QTimer again; // several changes, one search
    HistoryHeader* header = nullptr;
    FilterBar* filter = nullptr;
    QLabel* empty = nullptr;
    HistoryViews* views = nullptr;
    MessageBar* message = nullptr;
    TickBar* ticks = nullptr;
    HistoryCommands* commands = nullptr;
    qint64 wanted = 0; // to be made current when it is found
};

HistoryPanel::HistoryPanel(HistorySource& source, Settings& settings, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, source, settings, clock))
{
    const auto order = HistoryHeader::orderOf(settings.value(SettingKey::HistoryOrder).toInt());
    d->query.order = order.value_or(d->query.order);
    d->query.descending = settings.value(SettingKey::HistoryDescending).toBool();
    d->again.setSingleShot(true);
    d->again.setInterval(gather);
    d->build();
    d->connectParts();
    d->connectCommands();
    new MenuLetters(this);
    d->commands->update();
    d->header->showTable(settings.value(SettingKey::HistoryTable).toBool());
}

HistoryPanel::~HistoryPanel() = default;

void HistoryPanel::Private::build()
{
    header = new HistoryHeader;
    header->showOrder(query.order, query.descending);
    filter = new FilterBar(settings);
    query.filter = filter->filter();
    empty = new WrapLabel;
    empty->setProperty("muted", true);
    empty->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                              spacing::insidePane);
    empty->hide();
    views = new HistoryViews(model, settings);
    views->showOrder(query.order, query.descending);
    message = new MessageBar;
    ticks = new TickBar(model);
    auto* column = new QVBoxLayout(&q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(separatorLine());
    column->addWidget(filter);
    column->addWidget(separatorLine());
    column->addWidget(empty);
    column->addWidget(views, 1);
    column->addWidget(message);
    column->addWidget(ticks);
    column->addStretch(0);
    q.setFocusProxy(views);
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
    const auto order = [this](HistoryOrder chosen, bool descending) { setOrder(chosen, descending); };
    connect(header, &HistoryHeader::orderChosen, &q, order);
    connect(views, &HistoryViews::orderChosen, &q, order);
    connect(header, &HistoryHeader::tableChosen, &q, [this](bool asTable) {
        header->showTable(asTable);
        views->showTable(asTable);
    });
    connect(header, &HistoryHeader::columnMenuOpened, views, &HistoryViews::fillColumnMenu);
    connect(views, &HistoryViews::attemptChosen, &q, &HistoryPanel::attemptChosen);
    connect(views, &HistoryViews::attemptDoubleClicked, &q, &HistoryPanel::restoreRequested);
    connect(&again, &QTimer::timeout, &q, [this] { find(false); });
    connect(&model, &HistoryModel::loadFailed, &q, &HistoryPanel::problemOccurred);
    filter->field()->installEventFilter(&q);
    auto* toFilter = new QShortcut(QKeySequence::Find, &q, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(toFilter, &QShortcut::activated, &q, &HistoryPanel::focusFilter);
}

void HistoryPanel::Private::connectCommands()
{
    commands = new HistoryCommands({source, model, *views, *message}, &q);
    using From = HistoryCommands;
    connect(commands, &From::attemptChosen, &q, &HistoryPanel::attemptChosen);
    connect(commands, &From::restoreRequested, &q, &HistoryPanel::restoreRequested);
    connect(commands, &From::sendAgainRequested, &q, &HistoryPanel::sendAgainRequested);
    connect(commands, &From::compareRequested, &q, &HistoryPanel::compareRequested);
    connect(commands, &From::compareWithPreviousRequested, &q, &HistoryPanel::compareWithPreviousRequested);
    connect(commands, &From::compareWithParentRequested, &q, &HistoryPanel::compareWithParentRequested);
    connect(commands, &From::reportRequested, &q, &HistoryPanel::reportRequested);
    connect(commands, &From::codeRequested, &q, &HistoryPanel::codeRequested);
    connect(commands, &From::problemOccurred, &q, &HistoryPanel::problemOccurred);
    connect(commands, &From::parentChosen, &q, [this](qint64 id) {
        q.setCurrent(id); // where the filter shows it
        emit q.attemptChosen(id);
    });
    connect(ticks, &TickBar::compareRequested, &q, [this] { emit q.compareRequested(q.chosenAttempts()); });
}

// ---- finding

void HistoryPanel::Private::setOrder(HistoryOrder order, bool descending)
{
    query.order = order;
    query.descending = descending;
    settings.setValue(SettingKey::HistoryOrder, static_cast<int>(order));
    settings.setValue(SettingKey::HistoryDescending, descending);
    header->showOrder(order, descending);
    views->showOrder(order, descending);
    find(true);
}

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
        views->changeRows([&] { model.setIndex(answer.keys, of.order, answer.first); }, another);
        shownOrder = of.order;
    }
    if (wanted != 0)
        q.setCurrent(wanted);
    header->showCounts(answer);
    empty->setText(answer.total == 0
                       ? HistoryPanel::tr("Nothing was sent yet. Each attempt is kept here from "
                                          "the moment it is sent.")
                       : HistoryPanel::tr("No attempt is like this."));
    empty->setVisible(answer.keys.isEmpty());
    views->setVisible(!answer.keys.isEmpty());
    commands->update();
    emit q.indexShown();
}

// ---- what the session says

void HistoryPanel::reset()
{
    d->wanted = 0;
    d->model.forget();
    d->commands->forgetRemoved();
    d->find(true);
}

void HistoryPanel::addAttempt(const AttemptSummary& summary)
{
    const auto& query = d->query;
    const bool newestFirst =
        query.descending && (query.order == HistoryOrder::Number || query.order == HistoryOrder::Time);
    // Seen at once where it surely belongs; the search that follows finds it there.
    if (newestFirst && query.filter.isEmpty() && d->model.rowOf(summary.id) < 0) {
        const auto day = summary.sentAt.toLocalTime().date().toJulianDay();
        d->model.insertFirst({summary.id, static_cast<qint32>(day)}, summary);
        d->empty->hide();
        d->views->show();
        if (d->wanted == summary.id)
            setCurrent(summary.id);
    }
    d->again.start();
}

void HistoryPanel::refreshAttempts(const QList<qint64>& ids)
{
    d->model.refresh(ids);
    d->again.start();
}

void HistoryPanel::noteRemoved(const QList<qint64>& ids)
{
    d->commands->noteRemoved(ids);
    d->find(false);
}

void HistoryPanel::noteRestored(const QList<qint64>& ids)
{
    d->commands->noteRestored(ids);
    d->wanted = ids.isEmpty() ? 0 : ids.constFirst();
    d->find(false);
    if (d->wanted != 0)
        emit attemptChosen(d->wanted); // shown where another took its place
}

// ---- what the window asks

void HistoryPanel::setCurrent(qint64 id)
{
    const int row = d->model.rowOf(id);
    d->wanted = row < 0 ? id : 0;
    // One of several that the user is selecting is shown, too: it must not undo that.
    const QList<qint64> selected = d->views->selected();
    const bool isAtHand = row >= 0 && row == d->views->view()->currentIndex().row() && !selected.isEmpty();
    if (!isAtHand && !selected.contains(id))
        d->views->select(row < 0 ? QList<int>() : QList<int> {row}, row);
    if (row >= 0)
        d->views->scrollTo(row);
}

void HistoryPanel::setPicture(qint64 id, const QByteArray& bytes, const QString& fileName)
{
    d->model.setPicture({id, bytes, fileName});
}

QList<qint64> HistoryPanel::chosenAttempts() const
{
    return d->commands->chosen();
}

QList<qint64> HistoryPanel::listedAttempts() const
{
    QList<qint64> ids;
    for (const HistoryKey& key : d->model.keys())
        ids << key.id;
    return ids;
}

qint64 HistoryPanel::firstAttempt() const
{
    return d->model.rowCount() == 0 ? 0 : d->model.idAt(0);
}

void HistoryPanel::focusList()
{
    d->views->view()->setFocus(Qt::ShortcutFocusReason);
}

void HistoryPanel::focusFilter()
{
    d->filter->field()->setFocus(Qt::ShortcutFocusReason);
    d->filter->field()->selectAll();
}

// Down leads from the filter into the list.
bool HistoryPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && watched == d->filter->field() && d->views->isVisible()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        focusList();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace safelight
