#include "ui/shell/mainwindow.h"

#include "app/workbench/workbench.h"
#include "ui/advice/advicepanel.h"
#include "ui/base/attemptdrag.h"
#include "ui/base/localfiles.h"
#include "ui/base/scrolled.h"
#include "ui/base/separator.h"
#include "ui/base/viewstate.h"
#include "ui/history/historypanel.h"
#include "ui/prompt/editorpanel.h"
#include "ui/response/responsepanel.h"
#include "ui/safety/thresholdpanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/closing.h"
#include "ui/shell/comparing.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/sessionsource.h"

#include <QCloseEvent>
#include <QFrame>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A pane is a card around whatever it holds.
QFrame* makePane(QWidget* content)
{
    auto* pane = new QFrame;
    pane->setProperty("card", true);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(content);
    return pane;
}

} // namespace

MainWindow::MainWindow(Workbench& workbench, Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(*this, workbench, settings))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Safelight"));
    setAcceptDrops(true);
    setMinimumSize(900, 480); // a small screen at 200 %
    d->build();
    d->connectWorkbench();
    d->connectPanes();
    d->connectComparing();
    d->connectActions();
    d->connectExchange();
    d->showInitialState();
}

// The panes go first: they use what the private part owns.
MainWindow::~MainWindow()
{
    delete takeCentralWidget();
}

void MainWindow::Private::build()
{
    actions = new Actions(*workbench.document().undoStack(), &window);
    toolbar = new Toolbar(*actions);
    message = new MessageBar;
    editor = new EditorPanel(workbench.document(), settings);
    thresholds = new ThresholdPanel(workbench.document());
    response = new ResponsePanel(settings);
    advice = new AdvicePanel(workbench.document(), settings);
    response->setSidePanel(advice, tr("What to try"));
    historySource = std::make_unique<SessionSource>(workbench.history());
    history = new HistoryPanel(*historySource, settings);
    status = new StatusLine;
    welcome = new WelcomePage(starters());
    stack = new QStackedWidget;
    stack->addWidget(welcome);
    stack->addWidget(response);

    pages = new QStackedWidget;
    pages->addWidget(makePanes());

    auto* central = new QWidget(&window);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(toolbar);
    column->addWidget(separatorLine());
    column->addWidget(message);
    column->addWidget(pages, 1);
    column->addWidget(separatorLine());
    column->addWidget(status);
    window.setCentralWidget(central);
    buildMenus();
    restoreGeometry();
}

QSplitter* MainWindow::Private::makePanes()
{
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins({});
    leftColumn->setSpacing(0);
    leftColumn->addWidget(editor, 1);
    leftColumn->addWidget(separatorLine());
    leftColumn->addWidget(thresholds);

    auto* panes = new QSplitter(Qt::Horizontal);
    panes->setContentsMargins(spacing::betweenPanes, spacing::betweenPanes, spacing::betweenPanes,
                              spacing::betweenPanes);
    panes->setHandleWidth(spacing::betweenPanes);
    panes->setChildrenCollapsible(false);
    historyPane = makePane(history);
    panes->addWidget(makePane(new Scrolled(left)));
    panes->addWidget(makePane(stack));
    panes->addWidget(historyPane);
    panes->setStretchFactor(0, 0);
    panes->setStretchFactor(1, 1);
    panes->setStretchFactor(2, 0);
    panes->setSizes({390, 742, 292});
    rememberSplitter(panes, settings, SettingKey::SplitterMain);
    return panes;
}

void MainWindow::Private::buildMenus()
{
    examplesMenu = new QMenu(tr("E&xamples"), &window);
    const auto all = starters();
    for (int i = 0; i < all.size(); ++i)
        connect(examplesMenu->addAction(all.at(i).title), &QAction::triggered, &window,
                [this, i] { runStarter(i); });
    scenariosMenu = new QMenu(tr("Si&mulate an answer"), &window);
    // Dozens of entries: filled when somebody looks.
    connect(scenariosMenu, &QMenu::aboutToShow, &window, [this] {
        if (scenariosMenu->isEmpty())
            fillScenarios();
    });
    actions->fill(window.menuBar(), examplesMenu, scenariosMenu);
    actions->updateIcons(window.palette());
}

void MainWindow::showProblem(const QString& sentence, const QString& detail)
{
    d->message->showMessage(sentence, detail, Role::Bad);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (const auto count = d->workbench.unkeptCount(); count > 0 && !d->losing) {
        askBeforeLosing(
            count, this, [this] { d->actions->newSession->trigger(); },
            [this] {
                d->losing = true;
                close();
            });
        event->ignore();
        return;
    }
    d->settings.setValue(SettingKey::WindowGeometry, saveGeometry());
    if (d->workbench.isSending())
        d->workbench.stop();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && d && d->actions)
        d->actions->updateIcons(palette());
}

// Pictures that miss the editor still find their way into it; whatever else is dropped may be an answer.
void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (d->comparing->takeDrop(*event))
        return event->acceptProposedAction();
    // Attempts are dropped where something takes them, not just anywhere.
    if (event->mimeData()->hasFormat(attemptMimeType()))
        return;
    if (!localFiles(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (d->comparing->takeDrop(*event))
        return event->acceptProposedAction();
    if (const QStringList paths = localFiles(*event->mimeData()); !paths.isEmpty())
        d->takeFiles(paths);
    else if (event->mimeData()->hasText())
        d->decodeText(event->mimeData()->text());
    else
        return;
    event->acceptProposedAction();
}

} // namespace safelight
