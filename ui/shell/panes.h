#pragma once

#include "ui/frame/welcomepage.h"

#include <QWidget>

class QFrame;
class QSplitter;
class QStackedWidget;

namespace safelight {

class Actions;
class AdvicePanel;
class Clock;
class EditorPanel;
class HistoryPanel;
class HistorySource;
class MessageBar;
class PromptDocument;
class QueueStrip;
class ResponsePanel;
class RetryBar;
class Settings;
class StatusLine;
class ThresholdPanel;
class Toolbar;

// What the panes are built on; all of it outlives them.
struct PanesParts
{
    PromptDocument& document;
    Settings& settings;
    HistorySource& source;
    const Clock& clock;
    const Actions& actions;
};

// What the window is filled with: toolbar, message, panes, status line. What connects them is elsewhere.
class Panes final : public QWidget
{
    Q_OBJECT

public:
    Panes(const PanesParts& parts, const QList<Starter>& starters, QWidget* parent = nullptr);

    Toolbar* toolbar = nullptr;
    MessageBar* message = nullptr;
    RetryBar* retry = nullptr;
    QueueStrip* queue = nullptr;
    EditorPanel* editor = nullptr;
    ThresholdPanel* thresholds = nullptr;
    ResponsePanel* response = nullptr;
    AdvicePanel* advice = nullptr;
    HistoryPanel* history = nullptr;
    QFrame* historyPane = nullptr; // around the history
    StatusLine* status = nullptr;
    WelcomePage* welcome = nullptr;
    QStackedWidget* stack = nullptr; // the welcome page or the inspector
    QStackedWidget* pages = nullptr; // the panes, or a page in their place

private:
    QWidget* makeLeft() const;
    QSplitter* makeSplitter(Settings& settings);
    void layOut();
};

} // namespace safelight
