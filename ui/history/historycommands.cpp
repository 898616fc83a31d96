#include "ui/history/historycommands.h"

#include "app/wording/words.h"
#include "ui/base/messagebar.h"
#include "ui/history/attemptrow.h"
#include "ui/history/historyactions.h"
#include "ui/history/historymodel.h"
#include "ui/history/historysource.h"
#include "ui/history/historyviews.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype mostCopied = 5000;

} // namespace

HistoryCommands::HistoryCommands(const HistoryCommandsParts& parts, QWidget* panel)
    : QObject(panel)
    , m_panel(*panel)
    , m_parts(parts)
    , m_actions(new HistoryActions(&parts.views))
{
    connectActions();
    connectMarks();
    connect(&m_parts.message, &MessageBar::offerTaken, this, &HistoryCommands::undoRemove);
    connect(&m_parts.views, &HistoryViews::menuRequested, this, &HistoryCommands::openMenu);
    connect(&m_parts.views, &HistoryViews::selectionMoved, this, &HistoryCommands::update);
    connect(&m_parts.model.ticks(), &AttemptTicks::changed, this, &HistoryCommands::update);
    connect(&m_parts.model, &HistoryModel::loaded, this, &HistoryCommands::update);
    m_parts.views.view()->installEventFilter(this);
    connect(&m_parts.views, &HistoryViews::viewMade, this,
            [this](QAbstractItemView* made) { made->installEventFilter(this); });
}

void HistoryCommands::connectOne(QAction* action, void (HistoryCommands::*signal)(qint64))
{
    connect(action, &QAction::triggered, this, [this, signal] {
        if (const qint64 id = m_parts.views.currentId(); id != 0)
            emit(this->*signal)(id);
    });
}

void HistoryCommands::connectActions()
{
    connectOne(m_actions->show, &HistoryCommands::attemptChosen);
    connectOne(m_actions->editAgain, &HistoryCommands::restoreRequested);
    connectOne(m_actions->sendAgain, &HistoryCommands::sendAgainRequested);
    connectOne(m_actions->compareWithPrevious, &HistoryCommands::compareWithPreviousRequested);
    connectOne(m_actions->compareWithParent, &HistoryCommands::compareWithParentRequested);
    connectOne(m_actions->code, &HistoryCommands::codeRequested);
    connect(m_actions->compare, &QAction::triggered, this, [this] { emit compareRequested(chosen()); });
    connect(m_actions->report, &QAction::triggered, this, [this] { emit reportRequested(chosen()); });
    connect(m_actions->tick, &QAction::triggered, this, &HistoryCommands::toggleTicks);
    connect(m_actions->goToParent, &QAction::triggered, this, &HistoryCommands::goToParent);
    connect(m_actions->copy, &QAction::triggered, this, &HistoryCommands::copyLines);
    connect(m_actions->remove, &QAction::triggered, this, &HistoryCommands::removeSelected);
    connect(m_actions->undoRemove, &QAction::triggered, this, &HistoryCommands::undoRemove);
}

void HistoryCommands::connectMarks()
{
    for (int mark = 0; mark < m_actions->marks.size(); ++mark)
        connect(m_actions->marks.at(mark), &QAction::triggered, this,
                [this, mark] { m_parts.source.setMark(m_parts.views.selected(), mark); });
    connect(m_actions->star, &QAction::triggered, this, &HistoryCommands::toggleStar);
    using Field = NotesDialog::Field;
    for (const auto& [action, field] :
         {std::pair {m_actions->rename, Field::Title}, std::pair {m_actions->tags, Field::Tags},
          std::pair {m_actions->comment, Field::Comment}})
        connect(action, &QAction::triggered, this, [this, field = field] { editNotes(field); });
}

QList<qint64> HistoryCommands::chosen() const
{
    return m_parts.model.ticks().all().isEmpty() ? m_parts.views.selected() : m_parts.model.ticks().all();
}

void HistoryCommands::update()
{
    auto& model = m_parts.model;
    HistoryState state;
    state.selected = m_parts.views.selectedCount();
    state.chosen = model.ticks().all().isEmpty() ? state.selected : model.ticks().all().size();
    state.single = state.selected == 1;
    state.canUndo = !m_removed.isEmpty();
    const qint64 id = m_parts.views.currentId();
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
    m_actions->update(state);
}

// ---- marks and notes

void HistoryCommands::toggleTicks()
{
    const auto ids = m_parts.views.selected();
    const bool all = std::ranges::all_of(ids, [this](qint64 id) { return m_parts.model.ticks().has(id); });
    m_parts.model.ticks().set(ids, !all);
}

// Where the current one has a star, all lose it; else all get it.
void HistoryCommands::toggleStar()
{
    const auto* row = m_parts.model.summary(m_parts.views.currentId());
    m_parts.source.setStarred(m_parts.views.selected(), !(row && row->starred));
}

void HistoryCommands::editNotes(NotesDialog::Field field)
{
    const auto ids = m_parts.views.selected();
    if (ids.isEmpty())
        return;
    m_parts.source.summaries(ids.mid(0, mostCopied), this,
                             [this, field](const Result<QList<AttemptSummary>>& attempts) {
                                 if (!attempts)
                                     emit problemOccurred(attempts.error().message, attempts.error().detail);
                                 else if (!attempts->isEmpty())
                                     openNotes(*attempts, field);
                             });
}

void HistoryCommands::openNotes(const QList<AttemptSummary>& attempts, NotesDialog::Field field)
{
    auto* dialog = new NotesDialog(attempts, field, &m_panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QList<qint64> ids;
    for (const auto& attempt : attempts)
        ids << attempt.id;
    connect(dialog, &QDialog::accepted, this, [this, dialog, ids] {
        const NotesEdit edit = dialog->edit();
        if (edit.title)
            m_parts.source.rename(ids, *edit.title);
        if (edit.comment)
            m_parts.source.setComment(ids, *edit.comment);
        for (const QString& tag : edit.removed)
            m_parts.source.removeTag(ids, tag);
        for (const QString& tag : edit.added)
            m_parts.source.addTag(ids, tag);
    });
    dialog->open();
}

void HistoryCommands::goToParent()
{
    const auto* row = m_parts.model.summary(m_parts.views.currentId());
    if (row && row->parent != 0)
        emit parentChosen(row->parent);
}

// What is not loaded yet is loaded for it.
void HistoryCommands::copyLines()
{
    m_parts.source.summaries(m_parts.views.selected().mid(0, mostCopied), this,
                             [this](const Result<QList<AttemptSummary>>& rows) {
                                 if (!rows) {
                                     emit problemOccurred(rows.error().message, rows.error().detail);
                                     return;
                                 }
                                 QStringList lines;
                                 for (const auto& row : *rows)
                                     lines << attemptrow::copied(row);
                                 QGuiApplication::clipboard()->setText(lines.join(u'\n'));
                             });
}

// ---- deleting

void HistoryCommands::removeSelected()
{
    const auto ids = m_parts.views.selected();
    if (ids.isEmpty())
        return;
    m_parts.views.setNextRow(m_parts.model.rowOf(ids.constFirst()));
    m_parts.source.remove(ids);
}

void HistoryCommands::undoRemove()
{
    if (m_removed.isEmpty())
        return;
    m_parts.source.restoreRemoved(m_removed.constLast()); // stays until it has worked
}

void HistoryCommands::noteRemoved(const QList<qint64>& ids)
{
    m_removed << ids;
    m_parts.model.ticks().set(ids, false);
    m_parts.message.showMessage(ids.size() == 1
                                    ? tr("1 attempt was deleted.")
                                    : tr("%1 attempts were deleted.").arg(wording::number(ids.size())),
                                {}, Role::Mute);
    m_parts.message.offer(tr("Undo"));
    update();
}

void HistoryCommands::noteRestored(const QList<qint64>& ids)
{
    if (m_removed.removeAll(ids) > 0)
        m_parts.message.hide();
    update();
}

void HistoryCommands::forgetRemoved()
{
    m_removed.clear();
    m_parts.message.hide();
    m_parts.views.setNextRow(-1);
    update();
}

void HistoryCommands::openMenu(const QPoint& global)
{
    auto* menu = new QMenu(&m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->updateIcons(m_panel.palette(), m_panel.devicePixelRatioF());
    m_actions->fillMenu(menu);
    menu->popup(global);
}

// The keys of Undo are the editor's, too: here they bring back what was deleted, where something was.
bool HistoryCommands::eventFilter(QObject* watched, QEvent* event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (!override && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    if (!static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo) || m_removed.isEmpty())
        return QObject::eventFilter(watched, event);
    if (!override)
        undoRemove();
    event->accept();
    return true;
}

} // namespace safelight
