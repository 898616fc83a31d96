#include "app/wording/comparewords.h"
#include "app/workbench/sessionhistory.h"
#include "ui/base/attemptdrag.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/restoredialog.h"
#include "ui/history/historypanel.h"
#include "ui/prompt/editorpanel.h"
#include "ui/shell/mainwindow_p.h"

#include <QDropEvent>
#include <QFrame>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

// Attempts beside each other: a page in place of the panes.
namespace safelight {

namespace {

constexpr int lookedBack = 200; // how many ids before one are looked at for an attempt that is still there

} // namespace

// Before the other actions are connected: whatever shows a pane leaves the comparison first.
void MainWindow::Private::connectComparing()
{
    connect(history, &HistoryPanel::compareRequested, &window,
            [this](const QList<qint64>& ids) { compareAttempts(ids); });
    connect(history, &HistoryPanel::compareWithPreviousRequested, &window,
            [this](qint64 id) { compareWithPrevious(id); });
    connect(history, &HistoryPanel::compareWithParentRequested, &window,
            [this](qint64 id) { compareWithParent(id); });
    connect(actions->compareChosen, &QAction::triggered, &window,
            [this] { compareAttempts(history->chosenAttempts()); });
    connect(actions->compareWithPrevious, &QAction::triggered, &window,
            [this] { compareWithPrevious(shown.id); });
    connect(actions->compareWithParent, &QAction::triggered, &window,
            [this] { compareWithParent(shown.id); });
    connect(actions->closeComparison, &QAction::triggered, &window, [this] { closeComparison(); });
    for (auto* action : {actions->focusPrompt, actions->focusResult, actions->focusHistory,
                         actions->focusAdvice, actions->showWelcome})
        connect(action, &QAction::triggered, &window, [this] { closeComparison(); });
    connect(&workbench, &Workbench::attemptStarted, &window, [this] { closeComparison(); });
    connect(&workbench, &Workbench::sessionOpened, &window, [this] {
        closeComparison();
        if (comparison)
            comparison->clear();
    });
    connect(&workbench, &Workbench::attemptFinished, &window, [this](const Attempt& attempt) {
        if (comparison)
            comparison->refresh(attempt);
    });
    connect(&workbench, &Workbench::pricesChanged, &window, [this] {
        if (isComparing())
            compareAttempts(comparison->attemptIds());
    });
    enableComparing();
}

bool MainWindow::Private::isComparing() const
{
    return comparison && comparison->isVisibleTo(pages);
}

void MainWindow::Private::enableComparing()
{
    const bool open = isComparing();
    for (auto* action : {actions->nextDifference, actions->previousDifference, actions->onlyDifferences,
                         actions->swapBaseline, actions->copyComparison, actions->closeComparison})
        action->setEnabled(open);
}

// Made when it is first needed: most starts of the program compare nothing.
void MainWindow::Private::makeComparison()
{
    if (comparison)
        return;
    comparison = new ComparePage(settings);
    auto* pane = new QFrame;
    pane->setProperty("card", true);
    auto* inside = new QVBoxLayout(pane);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(comparison);
    auto* page = new QWidget;
    auto* around = new QVBoxLayout(page);
    around->setContentsMargins(spacing::betweenPanes, spacing::betweenPanes, spacing::betweenPanes,
                               spacing::betweenPanes);
    around->addWidget(pane);
    pages->addWidget(page);
    connect(comparison, &ComparePage::closed, &window, [this] { closeComparison(); });
    connect(comparison, &ComparePage::restoreRequested, &window,
            [this](const Attempt& attempt) { restoreCompared(attempt); });
    connect(comparison, &ComparePage::attemptsDropped, &window,
            [this](const QList<qint64>& ids) { takeAttempts(ids); });
    connect(comparison, &ComparePage::onlyDifferencesChanged, actions->onlyDifferences, &QAction::setChecked);
    actions->onlyDifferences->setChecked(comparison->isOnlyDifferences());
    connect(actions->nextDifference, &QAction::triggered, comparison,
            [this] { comparison->showDifference(true); });
    connect(actions->previousDifference, &QAction::triggered, comparison,
            [this] { comparison->showDifference(false); });
    connect(actions->onlyDifferences, &QAction::toggled, comparison, &ComparePage::setOnlyDifferences);
    connect(actions->swapBaseline, &QAction::triggered, comparison, &ComparePage::swapBaseline);
    connect(actions->copyComparison, &QAction::triggered, comparison, &ComparePage::copyMarkdown);
}

void MainWindow::Private::compareAttempts(QList<qint64> ids)
{
    if (ids.size() < 2 || ids.size() > ComparePage::mostAttempts) {
        message->showMessage(
            tr("Choose two to %1 attempts in the history to compare them.").arg(ComparePage::mostAttempts),
            {}, Role::Warn);
        return;
    }
    std::ranges::sort(ids); // the oldest is what the others are compared with
    workbench.history().attempts(ids, &window, [this](const Result<QList<Attempt>>& attempts) {
        if (attempts)
            showComparison(*attempts);
        else
            window.showProblem(attempts.error().message, attempts.error().detail);
    });
}

void MainWindow::Private::showComparison(const QList<Attempt>& attempts)
{
    makeComparison();
    comparison->showAttempts(attempts, 0);
    pages->setCurrentIndex(1);
    comparison->setFocus(Qt::OtherFocusReason);
    enableComparing();
}

void MainWindow::Private::closeComparison()
{
    if (!isComparing())
        return;
    pages->setCurrentIndex(0);
    enableComparing();
    history->setFocus(Qt::OtherFocusReason);
}

// The newest of those before it that are still there.
void MainWindow::Private::compareWithPrevious(qint64 id)
{
    QList<qint64> before;
    for (qint64 other = id - 1; other > 0 && before.size() < lookedBack; --other)
        before.append(other);
    workbench.history().summaries(before, &window, [this, id](const Result<QList<AttemptSummary>>& found) {
        if (!found)
            window.showProblem(found.error().message, found.error().detail);
        else if (id == 0 || found->isEmpty())
            message->showMessage(tr("There is no attempt before this one."), {}, Role::Warn);
        else
            compareAttempts({found->constFirst().id, id});
    });
}

void MainWindow::Private::compareWithParent(qint64 id)
{
    workbench.history().summaries({id}, &window, [this, id](const Result<QList<AttemptSummary>>& found) {
        if (!found)
            window.showProblem(found.error().message, found.error().detail);
        else if (found->isEmpty() || found->constFirst().parent == 0)
            message->showMessage(tr("This attempt did not come from another one: no advice was applied."), {},
                                 Role::Warn);
        else
            compareAttempts({found->constFirst().parent, id});
    });
}

void MainWindow::Private::restoreCompared(const Attempt& attempt)
{
    auto* dialog = new RestoreDialog(wording::comparedName(attempt), workbench.document().prompt(),
                                     attempt.prompt, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &window, [this, attempt] {
        workbench.restore(attempt);
        closeComparison();
        editor->focusPrompt();
    });
    dialog->open();
}

// One that is dropped joins what is compared, or is compared with the attempt that is shown.
void MainWindow::Private::takeAttempts(const QList<qint64>& dropped)
{
    QList<qint64> ids = isComparing() ? comparison->attemptIds() : QList<qint64>();
    if (ids.isEmpty() && dropped.size() == 1 && shown.id != 0)
        ids = {shown.id};
    for (const qint64 id : dropped) {
        if (!ids.contains(id))
            ids.append(id);
    }
    compareAttempts(ids);
}

bool MainWindow::Private::takeDrop(const QDropEvent& event)
{
    const auto ids = draggedAttempts(*event.mimeData());
    if (ids.isEmpty() || !event.source()) // from another program: ids of another session
        return false;
    if (event.type() == QEvent::Drop)
        takeAttempts(ids);
    return true;
}

} // namespace safelight
