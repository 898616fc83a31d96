#include "ui/shell/comparing.h"

#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"
#include "ui/base/attemptdrag.h"
#include "ui/base/messagebar.h"
#include "ui/compare/comparepage.h"
#include "ui/frame/actions.h"
#include "ui/history/historypanel.h"
#include "ui/shell/shownattempt.h"

#include <QDropEvent>
#include <QFrame>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

constexpr int lookedBack = 200; // how many ids before one are looked at for an attempt that is still there

int placeOf(const QList<Attempt>& attempts, qint64 id)
{
    const auto it = std::ranges::find(attempts, id, &Attempt::id);
    return it == attempts.end() ? 0 : static_cast<int>(it - attempts.begin());
}

} // namespace

Comparing::Comparing(ComparingParts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connect(&m_parts.history, &HistoryPanel::compareRequested, this,
            [this](const QList<qint64>& ids) { compareAttempts(ids); });
    connect(&m_parts.history, &HistoryPanel::compareWithPreviousRequested, this,
            &Comparing::compareWithPrevious);
    connect(&m_parts.history, &HistoryPanel::compareWithParentRequested, this, &Comparing::compareWithParent);
    connectActions();
    connectWorkbench();
    enableActions();
}

void Comparing::connectActions()
{
    const auto& actions = m_parts.actions;
    connect(actions.compareChosen, &QAction::triggered, this,
            [this] { compareAttempts(m_parts.history.chosenAttempts()); });
    connect(actions.compareWithPrevious, &QAction::triggered, this,
            [this] { compareWithPrevious(m_parts.shown.id()); });
    connect(actions.compareWithParent, &QAction::triggered, this,
            [this] { compareWithParent(m_parts.shown.id()); });
    for (auto* action : {actions.closeComparison, actions.focusPrompt, actions.focusResult,
                         actions.focusHistory, actions.focusAdvice, actions.showWelcome})
        connect(action, &QAction::triggered, this, &Comparing::close);
}

void Comparing::connectWorkbench()
{
    connect(&m_parts.shown, &ShownAttempt::followed, this, &Comparing::close);
    connect(&m_parts.workbench, &Workbench::sessionOpened, this, [this] {
        close();
        if (m_page)
            m_page->clear();
    });
    connect(&m_parts.workbench, &Workbench::attemptFinished, this, [this](const Attempt& attempt) {
        if (m_page)
            m_page->refresh(attempt);
    });
    connect(&m_parts.workbench, &Workbench::pricesChanged, this, &Comparing::takePrices);
    connect(&m_parts.workbench.history(), &SessionHistory::attemptsRemoved, this, &Comparing::leaveOut);
}

// The same attempts, read again: neither the baseline nor the focus moves.
void Comparing::takePrices()
{
    if (!isOpen())
        return;
    const QList<qint64> ids = m_page->attemptIds();
    m_parts.workbench.history().attempts(ids, this, [this, ids](const Result<QList<Attempt>>& attempts) {
        if (attempts && m_page->attemptIds() == ids)
            m_page->showAttempts(*attempts, placeOf(*attempts, m_page->baselineId()));
    });
}

void Comparing::leaveOut(const QList<qint64>& ids)
{
    if (!m_page || m_page->leaveOut(ids) || !isOpen())
        return;
    close();
    m_parts.message.showMessage(
        tr("The comparison is closed: of its attempts, fewer than two are still there."), {}, Role::Warn);
}

bool Comparing::isOpen() const
{
    return m_page && m_page->isVisibleTo(&m_parts.pages);
}

void Comparing::enableActions()
{
    const auto& actions = m_parts.actions;
    for (auto* action : {actions.nextDifference, actions.previousDifference, actions.onlyDifferences,
                         actions.swapBaseline, actions.copyComparison, actions.closeComparison})
        action->setEnabled(isOpen());
}

// Most starts of the program compare nothing.
void Comparing::makePage()
{
    if (m_page)
        return;
    m_page = new ComparePage(m_parts.settings);
    auto* pane = new QFrame;
    pane->setProperty("card", true);
    auto* inside = new QVBoxLayout(pane);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_page);
    auto* page = new QWidget;
    auto* around = new QVBoxLayout(page);
    around->setContentsMargins(spacing::betweenPanes, spacing::betweenPanes, spacing::betweenPanes,
                               spacing::betweenPanes);
    around->addWidget(pane);
    m_parts.pages.addWidget(page);
    connectPage();
}

void Comparing::connectPage()
{
    const auto& actions = m_parts.actions;
    connect(m_page, &ComparePage::closed, this, &Comparing::close);
    connect(m_page, &ComparePage::restoreRequested, this, &Comparing::restoreRequested);
    connect(m_page, &ComparePage::attemptsDropped, this, &Comparing::takeAttempts);
    connect(m_page, &ComparePage::onlyDifferencesChanged, actions.onlyDifferences, &QAction::setChecked);
    actions.onlyDifferences->setChecked(m_page->isOnlyDifferences());
    connect(actions.nextDifference, &QAction::triggered, m_page, [this] { m_page->showDifference(true); });
    connect(actions.previousDifference, &QAction::triggered, m_page,
            [this] { m_page->showDifference(false); });
    connect(actions.onlyDifferences, &QAction::toggled, m_page, &ComparePage::setOnlyDifferences);
    connect(actions.swapBaseline, &QAction::triggered, m_page, &ComparePage::swapBaseline);
    connect(actions.copyComparison, &QAction::triggered, m_page, &ComparePage::copyMarkdown);
}

void Comparing::compareAttempts(QList<qint64> ids, qint64 baseline)
{
    if (ids.size() < 2 || ids.size() > ComparePage::mostAttempts) {
        m_parts.message.showMessage(
            tr("Choose two to %1 attempts in the history to compare them.").arg(ComparePage::mostAttempts),
            {}, Role::Warn);
        return;
    }
    // The oldest is what the others are compared with. Those that are only in memory are newer than what
    // the session has, and count downwards.
    std::ranges::sort(ids, {}, [](qint64 id) { return std::pair(id < 0, qAbs(id)); });
    m_parts.workbench.history().attempts(ids, this, [this, baseline](const Result<QList<Attempt>>& attempts) {
        if (attempts)
            show(*attempts, baseline);
        else
            m_parts.message.showProblem(attempts.error().message, attempts.error().detail);
    });
}

void Comparing::show(const QList<Attempt>& attempts, qint64 baseline)
{
    makePage();
    m_page->showAttempts(attempts, placeOf(attempts, baseline));
    m_parts.pages.setCurrentIndex(1);
    m_page->setFocus(Qt::OtherFocusReason);
    enableActions();
}

void Comparing::close()
{
    if (!isOpen())
        return;
    m_parts.pages.setCurrentIndex(0);
    enableActions();
    m_parts.history.setFocus(Qt::OtherFocusReason);
}

// The newest of those before it that are still there.
void Comparing::compareWithPrevious(qint64 id)
{
    QList<qint64> before;
    const qint64 back = id < 0 ? 1 : -1;
    for (qint64 other = id + back; other != 0 && before.size() < lookedBack; other += back)
        before.append(other);
    m_parts.workbench.history().summaries(
        before, this, [this, id](const Result<QList<AttemptSummary>>& found) {
            if (!found)
                m_parts.message.showProblem(found.error().message, found.error().detail);
            else if (id == 0 || found->isEmpty())
                m_parts.message.showMessage(tr("There is no attempt before this one."), {}, Role::Warn);
            else
                compareAttempts({found->constFirst().id, id});
        });
}

void Comparing::compareWithParent(qint64 id)
{
    m_parts.workbench.history().summaries({id}, this, [this, id](const Result<QList<AttemptSummary>>& found) {
        if (!found)
            m_parts.message.showProblem(found.error().message, found.error().detail);
        else if (found->isEmpty() || found->constFirst().parent == 0)
            m_parts.message.showMessage(
                tr("This attempt did not come from another one: no advice was applied."), {}, Role::Warn);
        else
            compareAttempts({found->constFirst().parent, id});
    });
}

// One that is dropped joins what is compared, or is compared with the attempt that is shown.
void Comparing::takeAttempts(const QList<qint64>& dropped)
{
    QList<qint64> ids = isOpen() ? m_page->attemptIds() : QList<qint64>();
    const qint64 baseline = isOpen() ? m_page->baselineId() : 0;
    if (ids.isEmpty() && dropped.size() == 1 && m_parts.shown.id() != 0)
        ids = {m_parts.shown.id()};
    for (const qint64 id : dropped) {
        if (!ids.contains(id))
            ids.append(id);
    }
    compareAttempts(ids, baseline);
}

bool Comparing::takeDrop(const QDropEvent& event)
{
    const auto ids = draggedAttempts(*event.mimeData());
    if (ids.isEmpty())
        return false;
    if (event.type() == QEvent::Drop)
        takeAttempts(ids);
    return true;
}

} // namespace safelight
