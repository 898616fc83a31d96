#include "app/workbench/sessionhistory.h"
#include "ui/history/historypanel.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/sessionsource.h"

#include <QMimeDatabase>

using namespace Qt::StringLiterals;

// The history list: its session's attempts, and what is done with one of them.
namespace safelight {

void MainWindow::Private::connectHistory()
{
    auto& kept = workbench.history();
    connect(&kept, &SessionHistory::reset, history, &HistoryPanel::reset);
    connect(&kept, &SessionHistory::attemptAdded, history, &HistoryPanel::addAttempt);
    connect(&kept, &SessionHistory::attemptsChanged, history, &HistoryPanel::refreshAttempts);
    connect(&kept, &SessionHistory::attemptsRemoved, history, &HistoryPanel::noteRemoved);
    connect(&kept, &SessionHistory::attemptsRestored, history, &HistoryPanel::noteRestored);
    connect(history, &HistoryPanel::problemOccurred, &window, &MainWindow::showProblem);
    connect(history, &HistoryPanel::attemptChosen, &window, [this](qint64 id) { workbench.showAttempt(id); });
    connect(history, &HistoryPanel::indexShown, &window, [this] { showFirstAttempt(); });
    connect(history, &HistoryPanel::restoreRequested, &window, [this](qint64 id) {
        withAttempt(id, [this](const Attempt& attempt) { restoreAttempt(attempt); });
    });
    connect(history, &HistoryPanel::sendAgainRequested, &window, [this](qint64 id) {
        withAttempt(id, [this](const Attempt& attempt) { sendAttemptAgain(attempt); });
    });
    connect(&workbench, &Workbench::attemptShown, &window,
            [this](const Attempt& attempt) { offerPicture(attempt); });
    connect(&workbench, &Workbench::attemptFinished, &window,
            [this](const Attempt& attempt) { offerPicture(attempt); });
    connect(actions->restore, &QAction::triggered, &window, [this] {
        if (shown.number > 0)
            restoreAttempt(shown);
    });
}

void MainWindow::Private::withAttempt(qint64 id, std::function<void(const Attempt&)> then)
{
    workbench.history().attempts({id}, &window,
                                 [this, then = std::move(then)](const Result<QList<Attempt>>& read) {
                                     if (read && !read->isEmpty())
                                         then(read->constFirst());
                                     else if (!read)
                                         window.showProblem(read.error().message, read.error().detail);
                                 });
}

// When a session was opened: the newest of what the list shows.
void MainWindow::Private::showFirstAttempt()
{
    if (!std::exchange(justOpened, false) || shown.id != 0)
        return;
    if (const qint64 first = history->firstAttempt(); first != 0)
        workbench.showAttempt(first);
}

// Shows what would change before it does.
void MainWindow::Private::restoreAttempt(const Attempt& attempt)
{
    if (!isRequestKnown(attempt)) {
        message->showMessage(
            tr("Attempt %1 was decoded from an answer; what was asked is not known.").arg(attempt.number), {},
            Role::Warn);
        return;
    }
    if (workbench.document().prompt() == attempt.prompt)
        message->showMessage(tr("The editor already has what attempt %1 sent.").arg(attempt.number), {},
                             Role::Good);
    else
        restoreCompared(attempt);
}

void MainWindow::Private::sendAttemptAgain(const Attempt& attempt)
{
    if (workbench.isSending()) {
        message->showMessage(tr("Wait until the request that is under way has ended, or stop it."), {},
                             Role::Warn);
        return;
    }
    if (attempt.importedFrom)
        return;
    const Prompt before = workbench.document().prompt();
    workbench.sendAgain(attempt);
    const bool held =
        !before.text.isEmpty() || !before.systemInstruction.isEmpty() || !before.images.isEmpty();
    if (held && before != attempt.prompt)
        message->showMessage(
            tr("The editor shows what is sent again. Undo (Ctrl+Z) brings back what stood there."), {},
            Role::Mute);
}

// To be dragged out of the list.
void MainWindow::Private::offerPicture(const Attempt& attempt)
{
    QByteArray bytes;
    QString type;
    for (const auto& candidate : attempt.response.candidates) {
        for (const auto& part : candidate.images()) {
            bytes = part.data;
            type = part.mimeType;
        }
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(type).preferredSuffix();
    history->setPicture(attempt.id, bytes,
                        u"attempt-%1.%2"_s.arg(attempt.number).arg(suffix.isEmpty() ? u"bin"_s : suffix));
}

} // namespace safelight
