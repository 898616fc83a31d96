#pragma once

#include "app/session/attempt.h"

#include <QObject>

#include <functional>

class QWidget;

namespace safelight {

class Actions;
class HistoryPanel;
class MessageBar;
class ShownAttempt;
class Workbench;

// What the history's commands need of the window; all of it outlives it.
struct HistoryWorkParts
{
    Workbench& workbench;
    const Actions& actions;
    MessageBar& message;
    HistoryPanel& history;
    const ShownAttempt& shown;
};

// The history list follows its session; an attempt of it goes back into the editor, or out again.
class HistoryWork final : public QObject
{
    Q_OBJECT

public:
    HistoryWork(const HistoryWorkParts& parts, QWidget* window);

    // Shows what would change before it does.
    void previewRestore(const Attempt& attempt);

signals:
    void sendAgainRequested(const safelight::Attempt& attempt);
    void restored(); // into the editor

private:
    void connectSession();
    void connectCommands();
    void withAttempt(qint64 id, std::function<void(const Attempt&)> then);
    void restore(const Attempt& attempt);
    void goOnFrom(const Attempt& attempt);

    QWidget& m_window;
    const HistoryWorkParts m_parts;
};

} // namespace safelight
