#include "ui/shell/mainwindow.h"

#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/frame/actions.h"
#include "ui/prompt/editorpanel.h"
#include "ui/response/responsepanel.h"
#include "ui/shell/advicework.h"
#include "ui/shell/backendwork.h"
#include "ui/shell/closing.h"
#include "ui/shell/codework.h"
#include "ui/shell/comparing.h"
#include "ui/shell/costwork.h"
#include "ui/shell/decodework.h"
#include "ui/shell/dropwork.h"
#include "ui/shell/examplework.h"
#include "ui/shell/historywork.h"
#include "ui/shell/importwork.h"
#include "ui/shell/panes.h"
#include "ui/shell/queuework.h"
#include "ui/shell/reportwork.h"
#include "ui/shell/sendwork.h"
#include "ui/shell/sessionsource.h"
#include "ui/shell/sessionwork.h"
#include "ui/shell/shownattempt.h"
#include "ui/shell/viewwork.h"

#include <QCloseEvent>
#include <QMenuBar>

#include <optional>

using namespace Qt::StringLiterals;

namespace safelight {

// What the window consists of. The order is that of construction: who is connected first is told first.
class MainWindow::Private
{
public:
    Private(MainWindow& owner, Workbench& bench, Settings& store, const Clock& clock);

    void makeAttemptWork();
    void makeSessionWork();
    void connectWork();

    MainWindow& window;
    Workbench& workbench;
    Settings& settings;
    SessionSource source; // goes after the panes, which use it
    Actions* actions = nullptr;
    Panes* panes = nullptr;
    BackendWork* backends = nullptr;
    SendWork* sending = nullptr;
    ShownAttempt* shown = nullptr;
    Comparing* comparing = nullptr;
    HistoryWork* history = nullptr;
    SessionWork* sessions = nullptr;
    ViewWork* view = nullptr;
    AdviceWork* advice = nullptr;
    ExampleWork* examples = nullptr;
    Closing* closing = nullptr;
    std::optional<DropWork> dropping;
};

MainWindow::Private::Private(MainWindow& owner, Workbench& bench, Settings& store, const Clock& clock)
    : window(owner)
    , workbench(bench)
    , settings(store)
    , source(bench.history())
    , actions(new Actions(*bench.document().undoStack(), &owner))
    , panes(new Panes({bench.document(), store, source, clock, *actions}, exampleStarters(), &owner))
{ }

// What is done with one attempt.
void MainWindow::Private::makeAttemptWork()
{
    backends = new BackendWork({workbench, settings, *actions, *panes->toolbar, *panes->message,
                                *panes->status, *panes->editor, *panes->advice},
                               &window);
    sending = new SendWork({workbench, *actions, *panes->toolbar, *panes->message}, &window);
    new QueueWork({workbench, settings, *panes->queue, *panes->retry}, &window);
    shown = new ShownAttempt({workbench, *panes->stack, *panes->welcome, *panes->response, *panes->advice,
                              *panes->thresholds, *panes->history},
                             &window);
    // Before the other actions are connected: whatever shows a pane leaves the comparison first.
    comparing = new Comparing(
        {workbench, settings, *actions, *panes->message, *panes->history, *panes->pages, *shown}, &window);
    history = new HistoryWork({workbench, *actions, *panes->message, *panes->history, *shown}, &window);
    advice =
        new AdviceWork({workbench, settings, *actions, *panes->advice, *panes->response, *shown}, &window);
    examples = new ExampleWork(workbench, *panes->welcome, &window);
    new CodeWork({workbench, settings, *actions, *panes->toolbar, *panes->message, *panes->history, *shown},
                 &window);
}

// What is done with the session, and with the window.
void MainWindow::Private::makeSessionWork()
{
    sessions = new SessionWork({workbench, settings, *actions, *panes->message, *panes->status}, &window);
    new CostWork({workbench, settings, *actions, *panes->editor, *panes->status}, &window);
    new ReportWork({workbench, settings, *actions, *panes->toolbar, *panes->message, *panes->history},
                   &window);
    auto* decoding = new DecodeWork({workbench, settings, *actions, *panes->message}, &window);
    connect(panes->welcome, &WelcomePage::decodeAsked, actions->decode, &QAction::trigger);
    auto* importing = new ImportWork({workbench, settings, *actions, *decoding}, &window);
    dropping.emplace(DropWorkParts {*panes->editor, *sessions, *importing});
    view = new ViewWork({settings, *actions, *panes->editor, *panes->stack, *panes->welcome, *panes->history,
                         *panes->historyPane},
                        &window);
    closing = new Closing(workbench, *actions, &window);
}

void MainWindow::Private::connectWork()
{
    connect(&workbench, &Workbench::problemOccurred, panes->message, &MessageBar::showProblem);
    connect(actions->addImages, &QAction::triggered, panes->editor, &EditorPanel::browseForImages);
    connect(actions->pasteImages, &QAction::triggered, panes->editor, &EditorPanel::pasteImages);
    connect(panes->response, &ResponsePanel::restoreRequested, actions->restore, &QAction::trigger);
    connect(examples, &ExampleWork::sendRequested, sending, &SendWork::send);
    connect(history, &HistoryWork::sendAgainRequested, sending, &SendWork::sendAgain);
    connect(advice, &AdviceWork::repeatRequested, sending, &SendWork::sendAgain);
    connect(advice, &AdviceWork::backEndRequested, backends, &BackendWork::setUpBackend);
    connect(comparing, &Comparing::restoreRequested, history, &HistoryWork::previewRestore);
    connect(history, &HistoryWork::restored, comparing, &Comparing::close);
    connect(history, &HistoryWork::restored, panes->editor, &EditorPanel::focusPrompt);
}

MainWindow::MainWindow(Workbench& workbench, Settings& settings, const Clock& clock, QWidget* parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(*this, workbench, settings, clock))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Safelight"));
    setAcceptDrops(true);
    setMinimumSize(900, 480); // a small screen at 200 %
    setCentralWidget(d->panes);
    d->makeAttemptWork();
    d->makeSessionWork();
    d->connectWork();
    d->actions->fill(menuBar(), d->examples->examplesMenu(), d->examples->scenariosMenu());
    d->actions->updateIcons(palette());
    d->panes->editor->focusPrompt();
}

// The panes go first: they use what the private part owns.
MainWindow::~MainWindow()
{
    delete takeCentralWidget();
}

void MainWindow::showProblem(const QString& sentence, const QString& detail)
{
    d->panes->message->showProblem(sentence, detail);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!d->closing->mayClose())
        return event->ignore();
    d->view->keepGeometry();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d)
        d->actions->updateIcons(palette());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (d->comparing->takeDrop(*event) || DropWork::takes(*event))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (d->comparing->takeDrop(*event) || d->dropping->takeDrop(*event))
        event->acceptProposedAction();
}

} // namespace safelight
