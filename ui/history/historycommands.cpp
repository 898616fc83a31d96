#include "app/wording/words.h"
#include "ui/base/messagebar.h"
#include "ui/history/attemptrow.h"
#include "ui/history/filterbar.h"
#include "ui/history/filterfield.h"
#include "ui/history/historyactions.h"
#include "ui/history/historylist.h"
#include "ui/history/historypanel_p.h"
#include "ui/history/historysource.h"
#include "ui/history/historytable.h"
#include "ui/history/notesdialog.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// What is done to the attempts of the list.
namespace safelight {

namespace {

constexpr qsizetype mostCopied = 5000;
constexpr qsizetype mostSides = 4; // of a comparison

} // namespace

void HistoryPanel::Private::connectCommands()
{
    const auto one = [this](QAction* action, void (HistoryPanel::*signal)(qint64)) {
        connect(action, &QAction::triggered, &q, [this, signal] {
            if (const qint64 id = currentId(); id != 0)
                emit(q.*signal)(id);
        });
    };
    one(actions->show, &HistoryPanel::attemptChosen);
    one(actions->editAgain, &HistoryPanel::restoreRequested);
    one(actions->sendAgain, &HistoryPanel::sendAgainRequested);
    one(actions->compareWithPrevious, &HistoryPanel::compareWithPreviousRequested);
    one(actions->compareWithParent, &HistoryPanel::compareWithParentRequested);
    one(actions->code, &HistoryPanel::codeRequested);
    const auto compareChosen = [this] { emit q.compareRequested(q.chosenAttempts()); };
    connect(actions->compare, &QAction::triggered, &q, compareChosen);
    connect(compare, &QPushButton::clicked, &q, compareChosen);
    connect(actions->report, &QAction::triggered, &q, [this] { emit q.reportRequested(q.chosenAttempts()); });
    connect(actions->tick, &QAction::triggered, &q, [this] { toggleTicks(); });
    connect(actions->goToParent, &QAction::triggered, &q, [this] { goToParent(); });
    connect(actions->copy, &QAction::triggered, &q, [this] { copyLines(); });
    connect(actions->remove, &QAction::triggered, &q, [this] { removeSelected(); });
    connect(actions->undoRemove, &QAction::triggered, &q, [this] { undoRemove(); });
    connect(message, &MessageBar::offerTaken, &q, [this] { undoRemove(); });
    connectMarks();
}

void HistoryPanel::Private::connectMarks()
{
    for (int mark = 0; mark < actions->marks.size(); ++mark)
        connect(actions->marks.at(mark), &QAction::triggered, &q,
                [this, mark] { source.setMark(selected(), mark); });
    connect(actions->star, &QAction::triggered, &q, [this] { toggleStar(); });
    using Field = NotesDialog::Field;
    for (const auto& [action, field] :
         {std::pair {actions->rename, Field::Title}, std::pair {actions->tags, Field::Tags},
          std::pair {actions->comment, Field::Comment}})
        connect(action, &QAction::triggered, &q, [this, field = field] { editNotes(int(field)); });
}

// ---- what is selected

qint64 HistoryPanel::Private::selectedCount() const
{
    qint64 rows = 0;
    for (const auto& range : view->selectionModel()->selection())
        rows += range.height();
    return rows;
}

QList<qint64> HistoryPanel::Private::selected() const
{
    QList<int> rows;
    for (const auto& range : view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << row;
    }
    std::ranges::sort(rows);
    QList<qint64> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids << model.idAt(row);
    return ids;
}

qint64 HistoryPanel::Private::currentId() const
{
    const QModelIndex current = view->currentIndex();
    return current.isValid() && current.row() < model.rowCount() ? model.idAt(current.row()) : 0;
}

void HistoryPanel::Private::update()
{
    HistoryState state;
    state.selected = selectedCount();
    state.chosen = model.checked().isEmpty() ? state.selected : model.checked().size();
    state.single = state.selected == 1;
    state.canUndo = !removed.isEmpty();
    const qint64 id = currentId();
    if (const auto* row = model.summary(id); row && state.selected > 0) {
        state.known = true;
        state.starred = row->starred;
        state.mark = row->mark;
        state.hasParent = row->parent != 0;
        state.wasSent = !row->importedFrom;
        state.hasRequest = state.wasSent || !row->promptPreview.isEmpty();
        state.hasPrevious = row->number > 1;
        if (const auto* parent = model.summary(row->parent))
            state.parentName = attemptrow::number(*parent);
    }
    actions->update(state);
    drawFoot();
}

void HistoryPanel::Private::drawFoot()
{
    const qint64 ticked = model.checked().size();
    foot->setVisible(ticked > 0);
    compare->setEnabled(ticked >= 2 && ticked <= mostSides);
    if (ticked == 1)
        compare->setText(HistoryPanel::tr("Tick another to compare"));
    else if (ticked > mostSides)
        compare->setText(HistoryPanel::tr("Up to four can be compared"));
    else
        compare->setText(HistoryPanel::tr("Compare %1 side by side").arg(wording::number(ticked)));
}

QList<qint64> HistoryPanel::chosenAttempts() const
{
    return d->model.checked().isEmpty() ? d->selected() : d->model.checked();
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

// ---- commands

void HistoryPanel::Private::toggleTicks()
{
    const auto ids = selected();
    const bool all = std::ranges::all_of(ids, [this](qint64 id) { return model.isChecked(id); });
    model.setChecked(ids, !all);
}

// Where the current one has a star, all lose it; else all get it.
void HistoryPanel::Private::toggleStar()
{
    const auto* row = model.summary(currentId());
    source.setStarred(selected(), !(row && row->starred));
}

void HistoryPanel::Private::editNotes(int field)
{
    const auto ids = selected();
    if (ids.isEmpty())
        return;
    source.summaries(ids.mid(0, mostCopied), &q,
                     [this, field](const Result<QList<AttemptSummary>>& attempts) {
                         if (!attempts)
                             emit q.problemOccurred(attempts.error().message, attempts.error().detail);
                         else if (!attempts->isEmpty())
                             openNotes(*attempts, field);
                     });
}

void HistoryPanel::Private::openNotes(const QList<AttemptSummary>& attempts, int field)
{
    auto* dialog = new NotesDialog(attempts, static_cast<NotesDialog::Field>(field), &q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QList<qint64> ids;
    for (const auto& attempt : attempts)
        ids << attempt.id;
    connect(dialog, &QDialog::accepted, &q, [this, dialog, ids] {
        const NotesEdit edit = dialog->edit();
        if (edit.title)
            source.rename(ids, *edit.title);
        if (edit.comment)
            source.setComment(ids, *edit.comment);
        for (const QString& tag : edit.removed)
            source.removeTag(ids, tag);
        for (const QString& tag : edit.added)
            source.addTag(ids, tag);
    });
    dialog->open();
}

void HistoryPanel::Private::goToParent()
{
    const auto* row = model.summary(currentId());
    if (!row || row->parent == 0)
        return;
    const qint64 parent = row->parent;
    q.setCurrent(parent); // where the filter shows it
    emit q.attemptChosen(parent);
}

// What is not loaded yet is loaded for it.
void HistoryPanel::Private::copyLines()
{
    source.summaries(selected().mid(0, mostCopied), &q, [this](const Result<QList<AttemptSummary>>& rows) {
        if (!rows) {
            emit q.problemOccurred(rows.error().message, rows.error().detail);
            return;
        }
        QStringList lines;
        for (const auto& row : *rows)
            lines << attemptrow::copied(row);
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

void HistoryPanel::Private::removeSelected()
{
    const auto ids = selected();
    if (ids.isEmpty())
        return;
    wantedRow = model.rowOf(ids.constFirst());
    source.remove(ids);
}

void HistoryPanel::Private::undoRemove()
{
    if (removed.isEmpty())
        return;
    source.restoreRemoved(removed.takeLast());
    message->hide();
    update();
}

void HistoryPanel::noteRemoved(const QList<qint64>& ids)
{
    d->removed << ids;
    d->model.setChecked(ids, false);
    d->message->showMessage(ids.size() == 1
                                ? tr("1 attempt was deleted.")
                                : tr("%1 attempts were deleted.").arg(wording::number(ids.size())),
                            {}, Role::Mute);
    d->message->offer(tr("Undo"));
    d->find(false);
    d->update();
}

void HistoryPanel::noteRestored(const QList<qint64>& ids)
{
    d->wanted = ids.isEmpty() ? 0 : ids.constFirst();
    d->find(false);
    if (d->wanted != 0)
        emit attemptChosen(d->wanted); // shown where another took its place
}

void HistoryPanel::Private::openMenu(const QPoint& global)
{
    auto* menu = new QMenu(&q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    actions->updateIcons(q.palette(), q.devicePixelRatioF());
    actions->fillMenu(menu);
    menu->popup(global);
}

// ---- what the session says

void HistoryPanel::reset()
{
    d->removed.clear();
    d->message->hide();
    d->wantedRow = -1;
    d->wanted = 0;
    d->model.forget();
    d->find(true);
    d->update();
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

void HistoryPanel::setCurrent(qint64 id)
{
    const int row = d->model.rowOf(id);
    d->wanted = row < 0 ? id : 0;
    // One of several that the user is selecting is shown, too: it must not undo that.
    const QList<qint64> selected = d->selected();
    const bool isAtHand = row >= 0 && row == d->view->currentIndex().row() && !selected.isEmpty();
    if (!isAtHand && !selected.contains(id))
        d->select(row < 0 ? QList<int>() : QList<int> {row}, row);
    if (row >= 0)
        d->view->scrollTo(d->view->model()->index(row, 0), QAbstractItemView::EnsureVisible);
}

void HistoryPanel::setPicture(qint64 id, const QByteArray& bytes, const QString& fileName)
{
    d->model.setPicture({id, bytes, fileName});
}

void HistoryPanel::focusList()
{
    d->view->setFocus(Qt::ShortcutFocusReason);
}

void HistoryPanel::focusFilter()
{
    d->filter->field()->setFocus(Qt::ShortcutFocusReason);
    d->filter->field()->selectAll();
}

// ---- keys that belong to somebody else, too

bool HistoryPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (!override && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (watched == d->filter->field()) {
        if (!override && key->key() == Qt::Key_Down && d->views->isVisible()) {
            focusList();
            return true;
        }
    } else if (key->matches(QKeySequence::Undo) && !d->removed.isEmpty()) {
        if (!override)
            d->undoRemove();
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d && d->actions)
        d->drawIcons();
}

void HistoryPanel::Private::drawIcons()
{
    compare->setIcon(themedIcon(u"compare"_s, q.palette(), Role::AccentInk));
}

} // namespace safelight
