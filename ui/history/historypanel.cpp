#include "ui/history/historypanel.h"

#include "app/base/clock.h"
#include "app/wording/words.h"
#include "ui/base/icons.h"
#include "ui/base/separator.h"
#include "ui/base/theme.h"
#include "ui/base/wraplabel.h"
#include "ui/history/historydelegate.h"
#include "ui/history/historymodel.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QSet>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {
constexpr int scrollPause = 80; // milliseconds: rows that only fly past need no picture
}

class HistoryPanel::Private
{
public:
    explicit Private(HistoryPanel& owner)
        : q(owner)
        , model(clock)
    { }

    QWidget* makeHeader();
    void buildList();
    void buildActions();
    void connectList();
    void count();
    void drawIcons();
    void needThumbnails();
    qint64 idAt(const QModelIndex& index) const { return index.data(HistoryModel::IdRole).toLongLong(); }

    HistoryPanel& q;
    SystemClock clock;
    HistoryModel model;
    QLabel* counts = nullptr;
    QLabel* empty = nullptr;
    QListView* list = nullptr;
    QAction* editAgain = nullptr;
    QAction* copyLine = nullptr;
    QTimer scrolled;
    QSet<qint64> asked; // for their thumbnails
    int passed = 0;
    bool placing = false; // the current row is being set by the program, not the user
};

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    d->buildList();
    d->buildActions();
    d->connectList();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(d->makeHeader());
    column->addWidget(separatorLine());
    column->addWidget(d->empty);
    column->addWidget(d->list, 1);
    column->addStretch(0);
    setFocusProxy(d->list);
    d->drawIcons();
    d->count();
}

HistoryPanel::~HistoryPanel() = default;

QWidget* HistoryPanel::Private::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, 8);
    auto* title = new QLabel(HistoryPanel::tr("History"));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    counts = new QLabel;
    counts->setProperty("muted", true);
    row->addWidget(title);
    row->addStretch();
    row->addWidget(counts);
    return header;
}

void HistoryPanel::Private::buildList()
{
    empty = new WrapLabel(
        HistoryPanel::tr("Nothing was sent yet. Each attempt is kept here from the moment it is sent."));
    empty->setProperty("muted", true);
    empty->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                              spacing::insidePane);
    list = new QListView;
    list->setModel(&model);
    list->setItemDelegate(new HistoryDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true); // what keeps a hundred thousand rows fluid
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setMouseTracking(true);
    list->setAccessibleName(HistoryPanel::tr("Attempts, newest first"));
}

void HistoryPanel::Private::buildActions()
{
    editAgain = new QAction(HistoryPanel::tr("Edit again"), list);
    copyLine = new QAction(HistoryPanel::tr("Copy this line"), list);
    copyLine->setShortcut(QKeySequence::Copy);
    copyLine->setShortcutContext(Qt::WidgetShortcut);
    list->addActions({editAgain, copyLine});
    list->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (auto* action : {editAgain, copyLine})
        action->setEnabled(false);
    connect(editAgain, &QAction::triggered, &q, [this] {
        if (list->currentIndex().isValid())
            emit q.restoreRequested(idAt(list->currentIndex()));
    });
    connect(copyLine, &QAction::triggered, &q, [this] {
        QGuiApplication::clipboard()->setText(list->currentIndex().data(HistoryModel::LineRole).toString());
    });
}

void HistoryPanel::Private::connectList()
{
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, &q,
            [this](const QModelIndex& current) {
                for (auto* action : {editAgain, copyLine})
                    action->setEnabled(current.isValid());
                if (current.isValid() && !placing)
                    emit q.attemptChosen(idAt(current));
            });
    connect(list, &QListView::doubleClicked, &q,
            [this](const QModelIndex& index) { emit q.restoreRequested(idAt(index)); });
    scrolled.setSingleShot(true);
    scrolled.setInterval(scrollPause);
    connect(&scrolled, &QTimer::timeout, &q, [this] { needThumbnails(); });
    const auto wait = [this] { scrolled.start(); };
    connect(list->verticalScrollBar(), &QScrollBar::valueChanged, &q, wait);
    connect(list->verticalScrollBar(), &QScrollBar::rangeChanged, &q, wait); // resized, too
    // Not by activated(), which a double click emits as well.
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* choose = new QShortcut(key, list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(choose, &QShortcut::activated, &q, [this] {
            if (list->currentIndex().isValid())
                emit q.attemptChosen(idAt(list->currentIndex()));
        });
    }
}

// A long session tells the pictures of its newest attempts only; those further down are asked for when they
// are seen.
void HistoryPanel::Private::needThumbnails()
{
    const QRect area = list->viewport()->rect();
    const QModelIndex top = list->indexAt(area.topLeft());
    if (!top.isValid())
        return;
    const QModelIndex bottom = list->indexAt(area.bottomLeft());
    const int last = bottom.isValid() ? bottom.row() : model.rowCount() - 1;
    QList<qint64> ids;
    for (int row = top.row(); row <= last; ++row) {
        const AttemptSummary& summary = model.rows().at(row);
        if (summary.images == 0 || !summary.thumbnail.isEmpty() || asked.contains(summary.id))
            continue;
        asked.insert(summary.id);
        ids << summary.id;
    }
    if (!ids.isEmpty())
        emit q.thumbnailsNeeded(ids);
}

void HistoryPanel::Private::count()
{
    const int all = model.rowCount();
    const QString attempts =
        all == 1 ? HistoryPanel::tr("1 attempt") : HistoryPanel::tr("%1 attempts").arg(wording::number(all));
    counts->setText(all == 0 ? QString()
                             : HistoryPanel::tr("%1 · %2 passed").arg(attempts, wording::number(passed)));
    empty->setVisible(all == 0);
    list->setVisible(all > 0);
}

void HistoryPanel::Private::drawIcons()
{
    editAgain->setIcon(themedIcon(u"pencil"_s, q.palette()));
    copyLine->setIcon(themedIcon(u"copy"_s, q.palette()));
}

void HistoryPanel::setSummaries(const QList<AttemptSummary>& summaries)
{
    d->model.setRows(summaries);
    d->asked.clear();
    d->scrolled.start();
    d->passed =
        static_cast<int>(std::ranges::count_if(summaries, [](const auto& one) { return hasPassed(one); }));
    for (auto* action : {d->editAgain, d->copyLine})
        action->setEnabled(false);
    d->count();
}

void HistoryPanel::showSummary(const AttemptSummary& summary)
{
    const int known = d->model.rowOf(summary.id);
    if (known >= 0 && hasPassed(d->model.rows().at(known)))
        --d->passed;
    d->passed += hasPassed(summary) ? 1 : 0;
    d->model.put(summary);
    d->count();
}

void HistoryPanel::setCurrent(qint64 id)
{
    const int row = d->model.rowOf(id);
    d->placing = true;
    if (row >= 0)
        d->list->setCurrentIndex(d->model.index(row, 0));
    else
        d->list->selectionModel()->clear();
    d->placing = false;
}

void HistoryPanel::setThumbnail(qint64 id, const QByteArray& png)
{
    d->model.setThumbnail(id, png);
}

QList<qint64> HistoryPanel::chosenAttempts() const
{
    QList<qint64> ids;
    for (const auto& index : d->list->selectionModel()->selectedRows())
        ids << d->idAt(index);
    return ids;
}

void HistoryPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d && d->editAgain)
        d->drawIcons();
}

} // namespace safelight
