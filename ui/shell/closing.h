#pragma once

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
class Workbench;

// Whether the window may close now: not while attempts are in no session, unless the user lets them go.
class Closing final : public QObject
{
    Q_OBJECT

public:
    // Both outlive it.
    Closing(Workbench& workbench, const Actions& actions, QWidget* window);

    // False: the user is asked, and the window is closed when that is the answer. True: what was under way
    // was stopped.
    bool mayClose();

private:
    void ask(qsizetype count);

    QWidget& m_window;
    Workbench& m_workbench;
    const Actions& m_actions;
    bool m_losing = false; // attempts that are in no session, which the user let go
};

} // namespace safelight
