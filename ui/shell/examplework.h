#pragma once

#include "ui/frame/welcomepage.h"

#include <QObject>

class QMenu;

namespace safelight {

class Workbench;

QList<Starter> exampleStarters();

// The simulator's examples and scenarios: their menus, and what choosing one does.
class ExampleWork final : public QObject
{
    Q_OBJECT

public:
    // All of it outlives it; the menus belong to `window`.
    ExampleWork(Workbench& workbench, const WelcomePage& welcome, QWidget* window);

    QMenu* examplesMenu() const { return m_examples; }
    QMenu* scenariosMenu() const { return m_scenarios; }

signals:
    void sendRequested();

private:
    void fillExamples();
    void fillScenarios();
    void runExample(int index);
    void useScenario(const QString& name);

    Workbench& m_workbench;
    QMenu* m_examples = nullptr;
    QMenu* m_scenarios = nullptr;
};

} // namespace safelight
