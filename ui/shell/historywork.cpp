#include "ui/shell/historywork.h"

#include "app/request/conversation.h"
#include "app/wording/comparewords.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/compare/restoredialog.h"
#include "ui/frame/actions.h"
#include "ui/history/historypanel.h"
#include "ui/shell/shownattempt.h"

namespace safelight {

HistoryWork::HistoryWork(const HistoryWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connectSession();
    connectCommands();
}

void HistoryWork::connectSession()
{
    const auto* kept = &m_parts.workbench.history();
    auto* history = &m_parts.history;
    connect(kept, &SessionHistory::reset, history, &HistoryPanel::reset);
    connect(kept, &SessionHistory::attemptAdded, history, &HistoryPanel::addAttempt);
    connect(kept, &SessionHistory::attemptsChanged, history, &HistoryPanel::refreshAttempts);
    connect(kept, &SessionHistory::attemptsRemoved, history, &HistoryPanel::noteRemoved);
    connect(kept, &SessionHistory::attemptsRestored, history, &HistoryPanel::noteRestored);
    connect(history, &HistoryPanel::problemOccurred, &m_parts.message, &MessageBar::showProblem);
}

void HistoryWork::connectCommands()
{
    const auto* history = &m_parts.history;
    connect(history, &HistoryPanel::restoreRequested, this,
            [this](qint64 id) { withAttempt(id, [this](const Attempt& attempt) { restore(attempt); }); });
    connect(history, &HistoryPanel::sendAgainRequested, this, [this](qint64 id) {
        withAttempt(id, [this](const Attempt& attempt) { emit sendAgainRequested(attempt); });
    });
    connect(m_parts.actions.restore, &QAction::triggered, this, [this] {
        if (m_parts.shown.attempt().number > 0)
            restore(m_parts.shown.attempt());
    });
    connect(m_parts.actions.goOn, &QAction::triggered, this, [this] {
        if (m_parts.shown.attempt().number > 0)
            goOnFrom(m_parts.shown.attempt());
    });
}

void HistoryWork::withAttempt(qint64 id, std::function<void(const Attempt&)> then)
{
    m_parts.workbench.history().attempts(
        {id}, this, [this, then = std::move(then)](const Result<QList<Attempt>>& read) {
            if (read && !read->isEmpty())
                then(read->constFirst());
            else if (!read)
                m_parts.message.showProblem(read.error().message, read.error().detail);
        });
}

void HistoryWork::goOnFrom(const Attempt& attempt)
{
    const auto next = continuedPrompt(attempt.prompt, attempt.rawAnswer);
    if (!next || !isRequestKnown(attempt)) {
        m_parts.message.showMessage(
            next ? tr("Attempt %1 was decoded from a response; what was asked is not known.")
                       .arg(attempt.number)
                 : next.error().message,
            {}, Role::Warn);
        return;
    }
    auto& document = m_parts.workbench.document();
    document.endMerge();
    document.replace(*next, tr("continuing from attempt #%1").arg(attempt.number));
    emit restored();
}

void HistoryWork::restore(const Attempt& attempt)
{
    if (!isRequestKnown(attempt)) {
        m_parts.message.showMessage(
            tr("Attempt %1 was decoded from an answer; what was asked is not known.").arg(attempt.number), {},
            Role::Warn);
        return;
    }
    if (m_parts.workbench.document().prompt() == attempt.prompt)
        m_parts.message.showMessage(tr("The editor already has what attempt %1 sent.").arg(attempt.number),
                                    {}, Role::Good);
    else
        previewRestore(attempt);
}

void HistoryWork::previewRestore(const Attempt& attempt)
{
    auto* dialog = new RestoreDialog(wording::comparedName(attempt), m_parts.workbench.document().prompt(),
                                     attempt.prompt, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, attempt] {
        m_parts.workbench.restore(attempt);
        emit restored();
    });
    dialog->open();
}

} // namespace safelight
