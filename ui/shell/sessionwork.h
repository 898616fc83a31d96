#pragma once

#include "app/base/result.h"
#include "app/session/sessionplace.h"

#include <QFileDialog>
#include <QObject>
#include <QPointer>

#include <functional>

namespace safelight {

class Actions;
class HistoryTask;
class MessageBar;
class Settings;
class StatusLine;
class Workbench;

// What the Session menu needs of the window; all of it outlives it.
struct SessionWorkParts
{
    Workbench& workbench;
    Settings& settings;
    Actions& actions;
    MessageBar& message;
    StatusLine& status;
};

bool isSessionFile(const QString& path); // by its name

// The Session menu: files of sessions, and what is done with one as a whole.
class SessionWork final : public QObject
{
    Q_OBJECT

public:
    SessionWork(const SessionWorkParts& parts, QWidget* window);

    void openSessionFile(const QString& path);

private:
    void showSize();
    void showLoss();
    void connectMenu();
    void connectSession();
    void enableActions(bool enabled);
    void askForFile(const QString& title, QFileDialog::AcceptMode mode,
                    std::function<void(const QString&)> then);
    void noteRecent(const QString& path);
    void fillRecent();
    void offerInMessage(const QString& words, std::function<void()> then);
    void follow(HistoryTask* task, const QString& what);
    void endTask();
    void showTaskProblem(const Error& error, const QString& cancelled);
    void saveCopy(const QString& path);
    void mergeSession(const QString& path);
    void askToCompact();
    void compactSession();
    void offerRecovery();
    void askWhereToRecover(const QString& path);
    void recover(const QString& path, const QString& copy);

    QWidget& m_window;
    const SessionWorkParts m_parts;
    SessionPlace m_place;
    QString m_opening; // the session file that is being opened
    std::function<void()> m_offer; // what the button in the message does
    QString m_said; // about what takes long
};

} // namespace safelight
