#include "app/history/sessionfile.h"
#include "app/wording/words.h"
#include "app/workbench/historytask.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionplace.h"
#include "ui/base/runlater.h"
#include "ui/shell/mainwindow_p.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The Session menu: files of sessions, and what is done with one as a whole.
namespace safelight {

namespace {

constexpr auto longEnough = 500ms; // what ends before is not worth a message
constexpr qsizetype mostRecent = 8;

QString sessionFilter()
{
    return QCoreApplication::translate("safelight::MainWindow", "Safelight sessions (*.safelight)");
}

QString name(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

bool MainWindow::Private::isSessionFile(const QString& path)
{
    return QFileInfo(path).suffix().compare("safelight"_L1, Qt::CaseInsensitive) == 0;
}

void MainWindow::Private::connectSessionMenu()
{
    connect(actions->newSession, &QAction::triggered, &window, [this] {
        askForFile(tr("New session"), QFileDialog::AcceptSave,
                   [this](const QString& path) { workbench.newSession(withSessionEnding(path)); });
    });
    connect(actions->openSession, &QAction::triggered, &window, [this] {
        askForFile(tr("Open session"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { openSessionFile(path); });
    });
    connect(actions->saveCopy, &QAction::triggered, &window, [this] {
        askForFile(tr("Save a copy"), QFileDialog::AcceptSave,
                   [this](const QString& path) { saveCopy(withSessionEnding(path)); });
    });
    connect(actions->merge, &QAction::triggered, &window, [this] {
        askForFile(tr("Merge another session in"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { mergeSession(path); });
    });
    connect(actions->compact, &QAction::triggered, &window, [this] { askToCompact(); });
    connect(actions->recover, &QAction::triggered, &window, [this] {
        askForFile(tr("Recover a damaged session"), QFileDialog::AcceptOpen,
                   [this](const QString& path) { askWhereToRecover(path); });
    });
    connect(actions->recentSessions, &QMenu::aboutToShow, &window, [this] { fillRecent(); });
    connect(message, &MessageBar::offerTaken, &window, [this] {
        if (const auto offered = std::exchange(offer, {}))
            offered();
    });
    connect(&workbench, &Workbench::sessionOpened, &window, [this](const QString& path) {
        opening.clear();
        noteRecent(path);
        for (auto* action : {actions->saveCopy, actions->merge, actions->compact})
            action->setEnabled(!path.isEmpty());
    });
    connect(&workbench, &Workbench::problemOccurred, &window, [this] { offerRecovery(); });
    auto& kept = workbench.history();
    connect(&kept, &SessionHistory::reset, &window, [this] { showSize(); });
    connect(&kept, &SessionHistory::attemptsChanged, &window, [this] { showSize(); });
}

void MainWindow::Private::askForFile(const QString& title, QFileDialog::AcceptMode mode,
                                     std::function<void(const QString&)> then)
{
    auto* dialog =
        new QFileDialog(&window, title, settings.text(SettingKey::LastOpenFolder), sessionFilter());
    dialog->setObjectName(u"sessionFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setDefaultSuffix(u"safelight"_s);
    connect(dialog, &QFileDialog::fileSelected, &window, [this, then = std::move(then)](const QString& path) {
        settings.setValue(SettingKey::LastOpenFolder, QFileInfo(path).absolutePath());
        then(path);
    });
    dialog->open();
}

void MainWindow::Private::openSessionFile(const QString& path)
{
    opening = path;
    message->hide();
    workbench.openSession(path);
}

void MainWindow::Private::showSize()
{
    status->showSession(workbench.sessionPath(), workbench.history().size());
}

// ---- recent files

void MainWindow::Private::noteRecent(const QString& path)
{
    if (path.isEmpty())
        return;
    QStringList paths = settings.value(SettingKey::RecentSessions).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    settings.setValue(SettingKey::RecentSessions, QStringList(paths.mid(0, mostRecent)));
}

void MainWindow::Private::fillRecent()
{
    auto* menu = actions->recentSessions;
    menu->clear();
    for (const QString& path : settings.value(SettingKey::RecentSessions).toStringList()) {
        if (path == workbench.sessionPath() || !QFileInfo::exists(path))
            continue;
        auto* action = menu->addAction(name(path).replace(u'&', u"&&"_s));
        action->setToolTip(path.toHtmlEscaped());
        action->setStatusTip(path);
        connect(action, &QAction::triggered, &window, [this, path] { openSessionFile(path); });
    }
    menu->setToolTipsVisible(true);
    if (menu->isEmpty())
        menu->addAction(tr("No other session was open lately"))->setEnabled(false);
}

// ---- what takes long

void MainWindow::Private::offerInMessage(const QString& words, std::function<void()> then)
{
    message->offer(words);
    offer = std::move(then);
}

// Says what is being done, how far it is, and offers to cancel it.
void MainWindow::Private::follow(HistoryTask* task, const QString& what)
{
    const QPointer<HistoryTask> running(task);
    QTimer::singleShot(longEnough, task, [this, running, what] {
        message->showMessage(what, {}, Role::Mute);
        offerInMessage(tr("Cancel"), [running] {
            if (running)
                running->cancel();
        });
        following = running;
    });
    connect(task, &HistoryTask::progressed, &window, [this, what](qint64 done, qint64 total) {
        const QString far = total > 0
            ? tr("%1 %2 %", "what is done, percent").arg(what, wording::number(done * 100 / total))
            : what;
        status->showProgress(far);
    });
    for (auto* action : {actions->saveCopy, actions->merge, actions->compact})
        action->setEnabled(false);
}

// What was said about it is said no more.
void MainWindow::Private::endTask()
{
    status->showProgress({});
    if (std::exchange(following, nullptr))
        message->hide();
    offer = {};
    for (auto* action : {actions->saveCopy, actions->merge, actions->compact})
        action->setEnabled(!workbench.sessionPath().isEmpty());
    showSize();
}

void MainWindow::Private::showTaskProblem(const Error& error, const QString& cancelled)
{
    if (error.code == Error::Code::Cancelled)
        message->showMessage(cancelled, {}, Role::Mute);
    else
        window.showProblem(error.message, error.detail);
}

void MainWindow::Private::saveCopy(const QString& path)
{
    follow(workbench.history().saveCopy(path, &window,
                                        [this, path](const Result<Done>& done) {
                                            endTask();
                                            if (done)
                                                message->showMessage(
                                                    tr("A copy was saved as “%1”.").arg(name(path)), path,
                                                    Role::Good);
                                            else
                                                showTaskProblem(done.error(), tr("No copy was saved."));
                                        }),
           tr("Saving a copy…"));
}

void MainWindow::Private::mergeSession(const QString& path)
{
    follow(workbench.history().merge(
               path, &window,
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
                   message->showMessage(said, {}, Role::Good);
               }),
           tr("Merging “%1”…").arg(name(path)));
}

void MainWindow::Private::askToCompact()
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Compact the session"),
                                tr("The session takes %1 on the disk. Compacting gives back what is not used "
                                   "any more. Attempts that were deleted are then gone for good.")
                                    .arg(wording::bytes(workbench.history().size())),
                                QMessageBox::Cancel, &window);
    box->setObjectName(u"compactQuestion"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* compact = box->addButton(tr("&Compact"), QMessageBox::AcceptRole);
    connect(compact, &QPushButton::clicked, &window, [this] { compactSession(); });
    box->open();
}

void MainWindow::Private::compactSession()
{
    follow(workbench.history().compact(&window,
                                       [this](const Result<CompactAccount>& done) {
                                           endTask();
                                           if (!done) {
                                               showTaskProblem(done.error(), tr("Nothing was compacted."));
                                               return;
                                           }
                                           QString said = tr("The session took %1 and takes %2 now.")
                                                              .arg(wording::bytes(done->before),
                                                                   wording::bytes(done->after));
                                           if (done->removed > 0)
                                               said += u' '
                                                   + tr("%n deleted attempt(s) are gone for good.", "",
                                                        static_cast<int>(done->removed));
                                           message->showMessage(said, {}, Role::Good);
                                       }),
           tr("Compacting…"));
}

// ---- damaged files

// Only for a file that could not be opened because it is damaged, which reading it again tells.
void MainWindow::Private::offerRecovery()
{
    const QString path = std::exchange(opening, {});
    if (path.isEmpty())
        return;
    runLater(
        &window, [path] { return checkSessionFile(path); },
        [this, path](const Result<Done>& checked) {
            if (checked || checked.error().code != Error::Code::Parse)
                return;
            message->showMessage(checked.error().message, checked.error().detail, Role::Bad);
            offerInMessage(tr("Recover what can be read into a copy…"),
                           [this, path] { askWhereToRecover(path); });
        });
}

void MainWindow::Private::askWhereToRecover(const QString& path)
{
    askForFile(tr("Where to put what can be read of “%1”").arg(name(path)), QFileDialog::AcceptSave,
               [this, path](const QString& copy) { recover(path, withSessionEnding(copy)); });
}

void MainWindow::Private::recover(const QString& path, const QString& copy)
{
    follow(workbench.history().recover(path, copy, &window,
                                       [this, path, copy](const Result<RecoveryAccount>& done) {
                                           endTask();
                                           if (!done) {
                                               showTaskProblem(done.error(), tr("Nothing was recovered."));
                                               return;
                                           }
                                           QStringList said {tr("%n attempt(s) of “%1” were recovered whole.",
                                                                "", static_cast<int>(done->whole))
                                                                 .arg(name(path))};
                                           if (done->partly > 0)
                                               said << tr("%n lack their answer, request or a picture.", "",
                                                          static_cast<int>(done->partly));
                                           if (done->lost > 0)
                                               said << tr("%n are lost.", "", static_cast<int>(done->lost));
                                           message->showMessage(said.join(u' '), copy, Role::Good);
                                           offerInMessage(tr("Open the copy"),
                                                          [this, copy] { openSessionFile(copy); });
                                       }),
           tr("Recovering “%1”…").arg(name(path)));
}

} // namespace safelight
