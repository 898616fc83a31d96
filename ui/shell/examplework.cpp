#include "ui/shell/examplework.h"

#include "app/simulator/examples.h"
#include "app/simulator/simulator.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/workbench.h"

#include <QMenu>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

QList<Starter> exampleStarters()
{
    QList<Starter> result;
    for (const auto& example : examples())
        result.append({example.title, example.explanation, example.prompt});
    return result;
}

ExampleWork::ExampleWork(Workbench& workbench, const WelcomePage& welcome, QWidget* window)
    : QObject(window)
    , m_workbench(workbench)
    , m_examples(new QMenu(tr("E&xamples"), window))
    , m_scenarios(new QMenu(tr("Si&mulate an answer"), window))
{
    fillExamples();
    // Dozens of entries: filled when somebody looks.
    connect(m_scenarios, &QMenu::aboutToShow, this, [this] {
        if (m_scenarios->isEmpty())
            fillScenarios();
    });
    connect(&welcome, &WelcomePage::starterChosen, this, &ExampleWork::runExample);
    const auto enable = [this] { m_scenarios->setEnabled(m_workbench.backends().current().simulated); };
    connect(&m_workbench, &Workbench::backendChanged, this, enable);
    enable();
}

void ExampleWork::fillExamples()
{
    const auto all = exampleStarters();
    for (int i = 0; i < all.size(); ++i)
        connect(m_examples->addAction(all.at(i).title), &QAction::triggered, this,
                [this, i] { runExample(i); });
}

void ExampleWork::fillScenarios()
{
    QMenu* group = nullptr;
    for (const auto& scenario : Simulator::scenarios()) {
        if (!group || group->title() != scenario.group)
            group = m_scenarios->addMenu(scenario.group);
        auto* action = group->addAction(scenario.name);
        action->setToolTip(scenario.description);
        action->setStatusTip(scenario.description);
        connect(action, &QAction::triggered, this, [this, name = scenario.name] { useScenario(name); });
        group->setToolTipsVisible(true);
    }
}

// The examples' verdicts are the simulator's: on a real back end they would cost money and prove nothing.
void ExampleWork::runExample(int index)
{
    const auto all = exampleStarters();
    if (index < 0 || index >= all.size())
        return;
    if (!m_workbench.backends().current().simulated) {
        const auto backends = m_workbench.backends().all();
        const auto simulator = std::ranges::find(backends, true, &Backend::simulated);
        m_workbench.backends().select(simulator == backends.end() ? QString() : simulator->id);
    }
    m_workbench.document().replace(all.at(index).prompt, tr("example “%1”").arg(all.at(index).title));
    emit sendRequested();
}

// One line in the prompt forces the answer; another scenario replaces it.
void ExampleWork::useScenario(const QString& name)
{
    static const QRegularExpression line(u"^#simulate:[^\n]*\n?"_s, QRegularExpression::MultilineOption);
    auto& document = m_workbench.document();
    QString text = document.prompt().text;
    text.remove(line);
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    document.endMerge();
    document.setText(text + u"#simulate: "_s + name);
    document.endMerge();
}

} // namespace safelight
