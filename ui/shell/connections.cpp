#include "app/simulator/examples.h"
#include "app/simulator/simulator.h"
#include "app/wording/advicewords.h"
#include "app/workbench/sessionhistory.h"
#include "ui/advice/advicepanel.h"
#include "ui/history/historypanel.h"
#include "ui/prompt/editorpanel.h"
#include "ui/response/responsepanel.h"
#include "ui/safety/thresholdpanel.h"
#include "ui/settings/backenddialog.h"
#include "ui/shell/about.h"
#include "ui/shell/appearancename.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/sessionwork.h"

#include <QActionGroup>
#include <QApplication>
#include <QRegularExpression>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The first control of a pane that takes the keyboard.
void focusInside(QWidget* pane)
{
    for (QWidget* widget = pane->nextInFocusChain(); widget != pane; widget = widget->nextInFocusChain()) {
        if (pane->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace

void MainWindow::Private::connectWorkbench()
{
    connect(&workbench, &Workbench::backendChanged, &window, [this] { showBackend(); });
    connect(&workbench, &Workbench::keyChanged, &window, [this](const QString&, bool, const QString& note) {
        if (!note.isEmpty())
            message->showMessage(note, {}, Role::Warn);
    });
    connect(&workbench, &Workbench::modelsChanged, &window, [this](const QList<ModelInfo>& models) {
        toolbar->setModels(models);
        advice->setModels(models);
        editor->setModelInfo(workbench.currentModel());
    });
    connect(&workbench.document(), &PromptDocument::modelChanged, &window, [this](const QString& id) {
        toolbar->setModel(id);
        editor->setModelInfo(workbench.currentModel());
    });
    connect(&workbench, &Workbench::sendingChanged, &window, [this](bool sending) {
        actions->stop->setEnabled(sending);
        actions->send->setEnabled(!sending);
        toolbar->setSendProblem({});
    });
    connect(&workbench, &Workbench::problemOccurred, &window, &MainWindow::showProblem);
    connectSession();
}

void MainWindow::Private::connectSession()
{
    connect(&workbench, &Workbench::attemptStarted, &window,
            [this](const Attempt& attempt) { showAttempt(attempt, true); });
    const auto update = [this](const Attempt& attempt) {
        if (attempt.id == shown.id)
            showAttempt(attempt, false);
    };
    connect(&workbench, &Workbench::attemptProgressed, &window, update);
    connect(&workbench, &Workbench::attemptFinished, &window, [this, update](const Attempt& attempt) {
        update(attempt);
        showMeasured(attempt);
    });
    connect(&workbench, &Workbench::attemptShown, &window,
            [this](const Attempt& attempt) { showAttempt(attempt, true); });
    connect(&workbench, &Workbench::sessionOpened, &window, [this](const QString& path) {
        status->showSession(path, workbench.history().size());
        shown = {};
        justOpened = true;
        stack->setCurrentWidget(welcome);
        response->clear();
        advice->clear();
        thresholds->setMeasured({});
        thresholds->setNote({});
    });
}

void MainWindow::Private::connectPanes()
{
    connect(welcome, &WelcomePage::starterChosen, &window, [this](int index) { runStarter(index); });
    connect(editor, &EditorPanel::problemOccurred, &window, &MainWindow::showProblem);
    connect(response, &ResponsePanel::problemOccurred, &window, &MainWindow::showProblem);
    connect(response, &ResponsePanel::restoreRequested, &window, [this] { actions->restore->trigger(); });
    connect(toolbar, &Toolbar::backendChosen, &window, [this](const QString& id) { chooseBackend(id); });
    connect(toolbar, &Toolbar::modelChosen, &window,
            [this](const QString& id) { workbench.document().setModel(id); });
}

void MainWindow::Private::connectAdvice()
{
    connect(advice, &AdvicePanel::repeatRequested, &window, [this] { sendAttemptAgain(shown); });
    connect(advice, &AdvicePanel::backEndRequested, &window, [this] { setUpBackend(shown.backendId); });
    connect(advice, &AdvicePanel::remedyApplied, &window,
            [this](const QString& id, const Prompt& edited, const QString& undoText) {
                workbench.applyRemedy(shown.id, id, edited, undoText);
            });
    connect(actions->showAdvice, &QAction::toggled, &window, [this](bool visible) {
        settings.setValue(SettingKey::AdviceShown, visible);
        response->setSidePanelShown(visible);
    });
    connect(actions->focusAdvice, &QAction::triggered, &window, [this] {
        actions->showAdvice->setChecked(true);
        response->raiseSidePanel();
    });
    actions->showAdvice->setChecked(settings.value(SettingKey::AdviceShown).toBool());
}

void MainWindow::Private::connectActions()
{
    connect(actions->send, &QAction::triggered, &window, [this] { send(); });
    connect(actions->stop, &QAction::triggered, &window, [this] { workbench.stop(); });
    connect(actions->decode, &QAction::triggered, &window, [this] { openDecodeDialog(); });
    connect(actions->setUpBackend, &QAction::triggered, &window, [this] {
        setUpBackend(workbench.backend().simulated ? geminiProfile().id : workbench.backend().id);
    });
    connect(actions->quit, &QAction::triggered, &window, &QWidget::close);
    connect(actions->addImages, &QAction::triggered, &window, [this] { editor->browseForImages(); });
    connect(actions->pasteImages, &QAction::triggered, &window, [this] { editor->pasteImages(); });
    connectHistory();
    sessions = new SessionWork({workbench, settings, *actions, *message, *status}, &window);
    connect(sessions, &SessionWork::problemOccurred, &window, &MainWindow::showProblem);
    connectMoney();
    connectReports();
    connectViewActions();
    connectAdvice();
}

void MainWindow::Private::connectViewActions()
{
    connect(actions->showHistory, &QAction::toggled, &window,
            [this](bool visible) { historyPane->setVisible(visible); });
    connect(actions->showWelcome, &QAction::triggered, &window, [this] { stack->setCurrentWidget(welcome); });
    connect(actions->focusPrompt, &QAction::triggered, &window, [this] { editor->focusPrompt(); });
    connect(actions->focusResult, &QAction::triggered, &window,
            [this] { focusInside(stack->currentWidget()); });
    connect(actions->focusHistory, &QAction::triggered, &window, [this] {
        actions->showHistory->setChecked(true);
        history->focusList();
    });
    connect(actions->appearance, &QActionGroup::triggered, &window,
            [this](const QAction* action) { applyAppearance(action->data().toString()); });
    connect(actions->about, &QAction::triggered, &window, [this] { showAbout(&window); });
    connect(actions->shortcuts, &QAction::triggered, &window,
            [this] { showShortcuts(&window, window.actions()); });
}

void MainWindow::Private::showInitialState()
{
    showBackend();
    toolbar->setModels(workbench.models());
    advice->setModels(workbench.models());
    toolbar->setModel(workbench.document().prompt().model);
    toolbar->setSendProblem({});
    editor->setModelInfo(workbench.currentModel());
    sessions->showSize();
    const QString kept = settings.text(SettingKey::Appearance);
    for (auto* action : actions->appearance->actions())
        action->setChecked(action->data().toString() == (kept.isEmpty() ? u"system"_s : kept));
    editor->focusPrompt();
}

void MainWindow::Private::restoreGeometry()
{
    if (window.restoreGeometry(settings.value(SettingKey::WindowGeometry).toByteArray()))
        return;
    const QSize room = window.screen()->availableGeometry().size() * 0.95;
    window.resize(QSize(1440, 900).boundedTo(room));
}

QList<Starter> MainWindow::Private::starters()
{
    QList<Starter> result;
    for (const auto& example : examples())
        result.append({example.title, example.explanation, example.prompt});
    return result;
}

// The examples' verdicts are the simulator's: on a real back end they would cost money and prove nothing.
void MainWindow::Private::runStarter(int index)
{
    const auto all = starters();
    if (index < 0 || index >= all.size() || workbench.isSending())
        return;
    if (!workbench.backend().simulated)
        workbench.selectBackend(simulatorProfile().id);
    workbench.document().replace(all.at(index).prompt, tr("example “%1”").arg(all.at(index).title));
    send();
}

void MainWindow::Private::fillScenarios()
{
    QMenu* group = nullptr;
    for (const auto& scenario : Simulator::scenarios()) {
        if (!group || group->title() != scenario.group)
            group = scenariosMenu->addMenu(scenario.group);
        auto* action = group->addAction(scenario.name);
        action->setToolTip(scenario.description);
        action->setStatusTip(scenario.description);
        connect(action, &QAction::triggered, &window, [this, name = scenario.name] { useScenario(name); });
        group->setToolTipsVisible(true);
    }
}

// One line in the prompt forces the answer; another scenario replaces it.
void MainWindow::Private::useScenario(const QString& name)
{
    static const QRegularExpression line(u"^#simulate:[^\n]*\n?"_s, QRegularExpression::MultilineOption);
    QString text = workbench.document().prompt().text;
    text.remove(line);
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    workbench.document().endMerge();
    workbench.document().setText(text + u"#simulate: "_s + name);
    workbench.document().endMerge();
}

void MainWindow::Private::send()
{
    const QString problem = workbench.sendProblem();
    if (!problem.isEmpty()) {
        message->showMessage(problem, {}, Role::Warn);
        return;
    }
    message->hide();
    workbench.send();
}

void MainWindow::Private::showAttempt(const Attempt& attempt, bool follow)
{
    shown = attempt;
    stack->setCurrentWidget(response);
    response->showAttempt(attempt);
    advice->showAttempt(attempt);
    if (follow) {
        history->setCurrent(attempt.id);
        showMeasured(attempt);
    }
}

// The marks on the sliders: the prompt's ratings when it was the prompt that was judged, else the answer's.
void MainWindow::Private::showMeasured(const Attempt& attempt)
{
    const auto& answer = attempt.response;
    QList<SafetyRating> ratings;
    if (answer.promptFeedback)
        ratings = answer.promptFeedback->ratings;
    if (ratings.isEmpty() && !answer.candidates.isEmpty())
        ratings = answer.candidates.constFirst().ratings;
    if (!ratings.isEmpty() || attempt.state != AttemptState::Sending)
        thresholds->setMeasured(ratings);
    if (attempt.state != AttemptState::Sending)
        thresholds->setNote(wording::sliderNote(attempt.verdict));
}

void MainWindow::Private::showBackend()
{
    const auto backend = workbench.backend();
    toolbar->setBackends(workbench.backends(), backend);
    status->showBackend(backend.name, backend.simulated);
    scenariosMenu->setEnabled(backend.simulated);
}

void MainWindow::Private::chooseBackend(const QString& id)
{
    const auto backends = workbench.backends();
    const auto it = std::ranges::find(backends, id, &BackendProfile::id);
    workbench.selectBackend(id);
    if (it != backends.end() && !it->simulated && !workbench.hasKey(id))
        setUpBackend(id);
}

void MainWindow::Private::setUpBackend(const QString& id)
{
    const auto backends = workbench.backends();
    const auto it = std::ranges::find(backends, id, &BackendProfile::id);
    if (it == backends.end())
        return;
    auto* dialog = new BackendDialog(*it, workbench.hasKey(id), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &window, [this, dialog, id] {
        const auto edit = dialog->edit();
        if (const QString problem = workbench.setBaseUrl(id, edit.baseUrl); !problem.isEmpty())
            window.showProblem(problem, {});
        if (edit.keyChanged)
            workbench.setKey(id, edit.key);
        workbench.selectBackend(id);
    });
    dialog->open();
}

void MainWindow::Private::applyAppearance(const QString& name)
{
    settings.setValue(SettingKey::Appearance, name);
    if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
        applyTheme(*application, appearanceNamed(name));
}

} // namespace safelight
