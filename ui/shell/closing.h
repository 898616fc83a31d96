#pragma once

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
class Workbench;

// Whether the window may close now: not while a response arrives or attempts are in no session, unless the
// user says so.
class Closing final : public QObject
{
    Q_OBJECT

public:
    // Both outlive it.
    Closing(Workbench& workbench, const Actions& actions, QWidget* window);

    // False: the user is asked, and the window is closed when that is the answer. What arrives until then is
    // kept when the workbench goes.
    bool mayClose();
    // The desktop session ends: nobody is asked, and what arrived is on the disk when this returns.
    void keepWithoutAsking();

private:
    void askAboutUnkept(qsizetype count);
    void askAboutSending();
    void closeWhenDone();

    QWidget& m_window;
    Workbench& m_workbench;
    const Actions& m_actions;
    bool m_losing = false; // attempts that are in no session, which the user let go
    bool m_leaving = false; // while something is under way
    bool m_isWaiting = false; // for what is under way, to close then
};

} // namespace safelight
