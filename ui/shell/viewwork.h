#pragma once

#include <QObject>

class QMainWindow;
class QStackedWidget;
class QWidget;

namespace safelight {

class Actions;
class EditorPanel;
class HistoryPanel;
class Settings;
class WelcomePage;

// What the View and Help menus need of the window; all of it outlives it.
struct ViewWorkParts
{
    Settings& settings;
    const Actions& actions;
    EditorPanel& editor;
    QStackedWidget& stack; // of the inspector and the welcome page
    WelcomePage& welcome;
    HistoryPanel& history;
    QWidget& historyPane; // around the history
};

// How the window looks: its size, its panes, its colours; and where the keyboard is.
class ViewWork final : public QObject
{
    Q_OBJECT

public:
    ViewWork(const ViewWorkParts& parts, QMainWindow* window);

    void keepGeometry() const; // for the next start

private:
    void restoreGeometry();
    void connectPanes();
    void connectAppearance();
    void connectHelp();
    void applyAppearance(const QString& name);

    QMainWindow& m_window;
    const ViewWorkParts m_parts;
};

} // namespace safelight
