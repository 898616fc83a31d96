#pragma once

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
class AdvicePanel;
class EditorPanel;
class MessageBar;
class Settings;
class StatusLine;
class Toolbar;
class Workbench;
struct BackendsEdit;

// What choosing a back end and a model needs of the window; all of it outlives it.
struct BackendWorkParts
{
    Workbench& workbench;
    Settings& settings;
    Actions& actions;
    Toolbar& toolbar;
    MessageBar& message;
    StatusLine& status;
    EditorPanel& editor;
    AdvicePanel& advice;
};

// The back end and the model in force: shown, chosen, set up.
class BackendWork final : public QObject
{
    Q_OBJECT

public:
    BackendWork(const BackendWorkParts& parts, QWidget* window);

    // Opens the list of back ends on this one.
    void setUpBackend(const QString& id);

private:
    void connectWorkbench();
    void connectChoices();
    void showBackend();
    void showModels();
    void showModel();
    void chooseBackend(const QString& id);
    void takeEdit(const BackendsEdit& edit);

    QWidget& m_window;
    const BackendWorkParts m_parts;
};

} // namespace safelight
