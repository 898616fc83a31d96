#include "ui/shell/sessionwork.h"

#include "app/base/background.h"
#include "app/session/sessionfile.h"
#include "app/settings/settings.h"
#include "app/wording/words.h"
#include "app/workbench/historytask.h"
#include "app/workbench/opensession.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionpath.h"
#include "app/workbench/sessionwhole.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/base/plaintooltip.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto longEnough = 500ms; // what ends before is not worth a message
constexpr qsizetype mostRecent = 8;

QString sessionFilter()
{
    return QCoreApplication::translate("safelight::SessionWork", "Safelight sessions (*.safelight)");
}

QString name(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

bool isSessionFile(const QString& path)
{
    return QFileInfo(path).suffix().compare("safelight"_L1, Qt::CaseInsensitive) == 0;
}

SessionWork::SessionWork(const SessionWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connectMenu();
    connectSession();
    showSize();
}

void SessionWork::connectMenu()
{
    auto* actions = &m_parts.actions;
    connect(actions->newSession, &QAction::triggered, this, [this] {
        askForFile(tr("New session"), QFileDialog::AcceptSave, [this](const QString& path) {
            m_parts.workbench.session().create(withSessionEnding(path));
        });
    });
    connect(actions->openSession, &QAction::triggered, this, [this] {
        askForFile(tr("Open session"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { openSessionFile(path); });
    });
    connect(actions->saveCopy, &QAction::triggered, this, [this] {
        askForFile(tr("Save a copy"), QFileDialog::AcceptSave,
                   [this](const QString& path) { saveCopy(withSessionEnding(path)); });
    });
    connect(actions->merge, &QAction::triggered, this, [this] {
        askForFile(tr("Merge another session in"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { mergeSession(path); });
    });
    connect(actions->compact, &QAction::triggered, this, [this] { askToCompact(); });
    connect(actions->recover, &QAction::triggered, this, [this] {
        askForFile(tr("Recover a damaged session"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { askWhereToRecover(path); });
    });
    connect(actions->recentSessions, &QMenu::aboutToShow, this, [this] { fillRecent(); });
}

void SessionWork::connectSession()
{
    connect(&m_parts.message, &MessageBar::offerTaken, this, [this] {
        if (const auto offered = std::exchange(m_offer, {}))
            offered();
    });
    connect(&m_parts.workbench, &Workbench::sessionOpened, this, [this](const QString& path) {
        m_opening.clear();
        m_place.watch(path);
        showSize();
        noteRecent(path);
        enableActions(!path.isEmpty());
    });
    connect(&m_parts.workbench, &Workbench::problemOccurred, this, [this] { offerRecovery(); });
    // The session is full, locked, or gone from its place: another one can take in what is in memory.
    const auto offerNew = [this](const Attempt& attempt) {
        const auto& session = m_parts.workbench.session();
        const bool isUnkept = attempt.id < 0 || session.unkeptCount() > 0;
        if (isUnkept && !session.path().isEmpty() && m_parts.message.isVisible())
            offerInMessage(tr("New Session…"), [this] { m_parts.actions.newSession->trigger(); });
    };
    connect(&m_parts.workbench, &Workbench::attemptStarted, this, offerNew);
    connect(&m_parts.workbench, &Workbench::attemptFinished, this, offerNew);
    connect(&m_place, &SessionPlace::lost, this, &SessionWork::showLoss);
    connect(&m_place, &SessionPlace::found, this, &SessionWork::showSize);
    auto& kept = m_parts.workbench.history();
    connect(&kept, &SessionHistory::reset, this, [this] { showSize(); });
    connect(&kept, &SessionHistory::attemptsChanged, this, [this] { showSize(); });
}

void SessionWork::askForFile(const QString& title, QFileDialog::AcceptMode mode,
                             std::function<void(const QString&)> then)
{
    auto* dialog =
        new QFileDialog(&m_window, title, m_parts.settings.text(SettingKey::LastOpenFolder), sessionFilter());
    dialog->setObjectName(u"sessionFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setDefaultSuffix(u"safelight"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, then = std::move(then)](const QString& path) {
        m_parts.settings.setValue(SettingKey::LastOpenFolder, QFileInfo(path).absolutePath());
        then(path);
    });
    dialog->open();
}

void SessionWork::openSessionFile(const QString& path)
{
    m_opening = path;
    m_parts.message.hide();
    m_parts.workbench.session().open(path);
}

void SessionWork::enableActions(bool enabled)
{
    for (auto* action : {m_parts.actions.saveCopy, m_parts.actions.merge, m_parts.actions.compact})
        action->setEnabled(enabled);
}

void SessionWork::showSize()
{
    const QString path = m_parts.workbench.session().path();
    if (m_place.isLost())
        m_parts.status.showLostSession(path);
    else
        m_parts.status.showSession(path, m_parts.workbench.history().whole().size());
}

// Before anything is sent into it: what is in memory by then goes into the next one.
void SessionWork::showLoss()
{
    showSize();
    const Error gone = sessionFileGone(m_parts.workbench.session().path());
    m_parts.message.showMessage(gone.message, gone.detail, Role::Bad);
    offerInMessage(tr("New Session…"), [this] { m_parts.actions.newSession->trigger(); });
}

// ---- recent files

void SessionWork::noteRecent(const QString& path)
{
    if (path.isEmpty())
        return;
    QStringList paths = m_parts.settings.value(SettingKey::RecentSessions).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    m_parts.settings.setValue(SettingKey::RecentSessions, QStringList(paths.mid(0, mostRecent)));
}

void SessionWork::fillRecent()
{
    auto* menu = m_parts.actions.recentSessions;
    menu->clear();
    for (const QString& path : m_parts.settings.value(SettingKey::RecentSessions).toStringList()) {
        if (path == m_parts.workbench.session().path() || !QFileInfo::exists(path))
            continue;
        auto* action = menu->addAction(name(path).replace(u'&', u"&&"_s));
        action->setToolTip(plainToolTip(path));
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openSessionFile(path); });
    }
    menu->setToolTipsVisible(true);
    if (menu->isEmpty())
        menu->addAction(tr("No other session was open lately"))->setEnabled(false);
}

// ---- what takes long

void SessionWork::offerInMessage(const QString& words, std::function<void()> then)
{
    m_parts.message.offer(words);
    m_offer = std::move(then);
}

// Says what is being done, how far it is, and offers to cancel it.
void SessionWork::follow(HistoryTask* task, const QString& what)
{
    const QPointer<HistoryTask> running(task);
    QTimer::singleShot(longEnough, task, [this, running, what] {
        m_parts.message.showMessage(what, {}, Role::Mute);
        offerInMessage(tr("Cancel"), [running] {
            if (running)
                running->cancel();
        });
        m_said = what;
    });
    connect(task, &HistoryTask::progressed, this, [this, what](qint64 done, qint64 total) {
        const QString far = total > 0
            ? tr("%1 %2 %", "what is done, percent").arg(what, wording::number(done * 100 / total))
            : what;
        m_parts.status.showProgress(far);
    });
    enableActions(false);
}

// What was said about it is said no more.
void SessionWork::endTask()
{
    m_parts.status.showProgress({});
    // Another message may have come meanwhile, with an offer of its own.
    const QString said = std::exchange(m_said, {});
    if (!said.isEmpty() && m_parts.message.shows(said)) {
        m_parts.message.hide();
        m_offer = {};
    }
    enableActions(!m_parts.workbench.session().path().isEmpty());
    showSize();
}

void SessionWork::showTaskProblem(const Error& error, const QString& cancelled)
{
    if (error.code == Error::Code::Cancelled)
        m_parts.message.showMessage(cancelled, {}, Role::Mute);
    else
        m_parts.message.showProblem(error.message, error.detail);
}

void SessionWork::saveCopy(const QString& path)
{
    follow(m_parts.workbench.history().whole().saveCopy(
               path, this,
               [this, path](const Result<Done>& done) {
                   endTask();
                   if (done)
                       m_parts.message.showMessage(tr("A copy was saved as “%1”.").arg(name(path)), path,
                                                   Role::Good);
                   else
                       showTaskProblem(done.error(), tr("No copy was saved."));
               }),
           tr("Saving a copy…"));
}

void SessionWork::mergeSession(const QString& path)
{
    follow(m_parts.workbench.history().whole().merge(
               path, this,
               [this, path](const Result<MergeAccount>& merged) {
                   endTask();
                   if (!merged) {
                       showTaskProblem(merged.error(), tr("Nothing was merged."));
                       return;
                   }
                   QString said = tr("%n attempt(s) of “%1” were taken.", "", static_cast<int>(merged->taken))
                                      .arg(name(path));
                   if (merged->already > 0)
                       said += u' ' + tr("%n were here already.", "", static_cast<int>(merged->already));
                   m_parts.message.showMessage(said, {}, Role::Good);
               }),
           tr("Merging “%1”…").arg(name(path)));
}

void SessionWork::askToCompact()
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Compact the session"),
                                tr("The session takes %1 on the disk. Compacting gives back what is not used "
                                   "any more. Attempts that were deleted are then gone for good.")
                                    .arg(wording::bytes(m_parts.workbench.history().whole().size())),
                                QMessageBox::Cancel, &m_window);
    box->setObjectName(u"compactQuestion"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* compact = box->addButton(tr("&Compact"), QMessageBox::AcceptRole);
    connect(compact, &QPushButton::clicked, this, [this] { compactSession(); });
    box->open();
}

void SessionWork::compactSession()
{
    follow(m_parts.workbench.history().whole().compact(
               this,
               [this](const Result<CompactAccount>& done) {
                   endTask();
                   if (!done) {
                       showTaskProblem(done.error(),
                                       tr("Compacting was stopped: no room was given back. Attempts that "
                                          "were deleted may be gone for good already."));
                       return;
                   }
                   QString said = tr("The session took %1 and takes %2 now.")
                                      .arg(wording::bytes(done->before), wording::bytes(done->after));
                   if (done->removed > 0)
                       said += u' '
                           + tr("%n deleted attempt(s) are gone for good.", "",
                                static_cast<int>(done->removed));
                   m_parts.message.showMessage(said, {}, Role::Good);
               }),
           tr("Compacting…"));
}

// ---- damaged files

// Only for a file that could not be opened because it is damaged, which reading it again tells.
void SessionWork::offerRecovery()
{
    const QString path = std::exchange(m_opening, {});
    if (path.isEmpty())
        return;
    inBackground(
        this, [path] { return checkSessionFile(path); },
        [this, path](const Result<Done>& checked) {
            if (checked || checked.error().code != Error::Code::Parse)
                return;
            m_parts.message.showMessage(checked.error().message, checked.error().detail, Role::Bad);
            offerInMessage(tr("Recover what can be read into a copy…"),
                           [this, path] { askWhereToRecover(path); });
        });
}

void SessionWork::askWhereToRecover(const QString& path)
{
    askForFile(tr("Where to put what can be read of “%1”").arg(name(path)), QFileDialog::AcceptSave,
               [this, path](const QString& copy) { recover(path, withSessionEnding(copy)); });
}

void SessionWork::recover(const QString& path, const QString& copy)
{
    follow(m_parts.workbench.history().whole().recover(
               path, copy, this,
               [this, path, copy](const Result<RecoveryAccount>& done) {
                   endTask();
                   if (!done) {
                       showTaskProblem(done.error(), tr("Nothing was recovered."));
                       return;
                   }
                   QStringList said {
                       tr("%n attempt(s) of “%1” were recovered whole.", "", static_cast<int>(done->whole))
                           .arg(name(path))};
                   if (done->partly > 0)
                       said << tr("%n lack their answer, request or a picture.", "",
                                  static_cast<int>(done->partly));
                   if (done->lost > 0)
                       said << tr("%n are lost.", "", static_cast<int>(done->lost));
                   m_parts.message.showMessage(said.join(u' '), copy, Role::Good);
                   offerInMessage(tr("Open the copy"), [this, copy] { openSessionFile(copy); });
               }),
           tr("Recovering “%1”…").arg(name(path)));
}

} // namespace safelight
