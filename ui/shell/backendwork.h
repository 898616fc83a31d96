#pragma once

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
class AdvicePanel;
class EditorPanel;
class MessageBar;
class StatusLine;
class Toolbar;
class Workbench;

// What choosing a back end and a model needs of the window; all of it outlives it.
struct BackendWorkParts
{
    Workbench& workbench;
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

    void setUpBackend(const QString& id); // an unknown id does nothing

private:
    void connectWorkbench();
    void connectChoices();
    void showBackend();
    void showModels();
    void showModel();
    void chooseBackend(const QString& id);

    QWidget& m_window;
    const BackendWorkParts m_parts;
};

} // namespace safelight
