#pragma once

#include "app/exchange/code.h"

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
struct CodeSource;
class HistoryPanel;
class MessageBar;
class Settings;
class ShownAttempt;
class Toolbar;
class Workbench;

// What “Get code” needs of the window; all of it outlives it.
struct CodeWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    Toolbar& toolbar;
    MessageBar& message;
    const HistoryPanel& history;
    const ShownAttempt& shown;
};

// A request as code: the draft's, the shown attempt's, or that of one in the history.
class CodeWork final : public QObject
{
    Q_OBJECT

public:
    CodeWork(const CodeWorkParts& parts, QWidget* window);

private:
    CodeSource draftSource() const;
    void openCode(CodeTarget target);
    void openCodeOf(qint64 id);

    QWidget& m_window;
    const CodeWorkParts m_parts;
};

} // namespace safelight
