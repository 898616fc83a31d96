#include "ui/frame/actions.h"

#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace safelight {

Actions::Actions(QUndoStack& undoStack, QWidget* window)
    : QObject(window)
{
    makeSessionActions(window);
    makeEditActions(undoStack, window);
    makeRunActions(window);
    makeCompareActions(window);
    makeViewActions(window);
}

QAction* Actions::make(const QString& text, const QKeySequence& shortcut, QWidget* window)
{
    auto* action = new QAction(text, window);
    action->setShortcut(shortcut);
    window->addAction(action);
    return action;
}

void Actions::makeSessionActions(QWidget* window)
{
    newSession = make(tr("&New session…"), QKeySequence::New, window);
    openSession = make(tr("&Open session…"), QKeySequence::Open, window);
    importCalls = make(tr("&Import…"), QKeySequence(u"Ctrl+Shift+I"_s), window);
    exportReport = make(tr("&Export report…"), QKeySequence(u"Ctrl+Shift+E"_s), window);
    exportReport->setToolTip(tr("A report on these attempts to hand over (Ctrl+Shift+E)"));
    recentSessions = new QMenu(tr("Open &recent"), window);
    saveCopy = make(tr("Save a cop&y…"), QKeySequence(u"Ctrl+Shift+S"_s), window);
    merge = make(tr("&Merge another session in…"), {}, window);
    compact = make(tr("&Compact…"), {}, window);
    recover = make(tr("Reco&ver a damaged session…"), {}, window);
    prices = make(tr("&Prices…"), QKeySequence(u"Ctrl+P"_s), window);
    quit = make(tr("&Quit"), QKeySequence::Quit, window);
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::makeEditActions(QUndoStack& undoStack, QWidget* window)
{
    undo = undoStack.createUndoAction(window, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    redo = undoStack.createRedoAction(window, tr("&Redo"));
    redo->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    window->addActions({undo, redo});
    addImages = make(tr("&Add reference images…"), QKeySequence(u"Ctrl+I"_s), window);
    pasteImages = make(tr("&Paste picture as reference image"), QKeySequence(u"Ctrl+Shift+V"_s), window);
    restore = make(tr("&Edit the shown attempt again"), QKeySequence(u"Ctrl+E"_s), window);
    goOn = make(tr("Continue from the shown &response"), QKeySequence(u"Ctrl+Shift+G"_s), window);
}

void Actions::makeRunActions(QWidget* window)
{
    send = make(tr("&Send"), QKeySequence(u"Ctrl+Return"_s), window);
    send->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    stop = make(tr("S&top"), QKeySequence(Qt::Key_Escape), window);
    stop->setToolTip(tr("Stop, and keep what arrived (Esc)"));
    stop->setEnabled(false);
    decode = make(tr("&Decode a response…"), QKeySequence(u"Ctrl+D"_s), window);
    decode->setToolTip(tr("Read an answer that was recorded elsewhere; nothing is sent (Ctrl+D)"));
    getCode = make(tr("&Get code"), {}, window);
    setUpBackend = make(tr("&Back ends…"), QKeySequence(u"Ctrl+B"_s), window);
}

void Actions::makeCompareActions(QWidget* window)
{
    compareChosen = make(tr("Compare the &chosen attempts"), QKeySequence(u"Ctrl+K"_s), window);
    compareWithPrevious =
        make(tr("Compare with the &previous attempt"), QKeySequence(u"Ctrl+Shift+K"_s), window);
    compareWithParent = make(tr("Compare with the attempt it came &from"), {}, window);
    nextDifference = make(tr("&Next difference"), {}, window);
    nextDifference->setShortcuts({QKeySequence(Qt::Key_F7), QKeySequence(u"Alt+Down"_s)});
    previousDifference = make(tr("Pre&vious difference"), {}, window);
    previousDifference->setShortcuts({QKeySequence(u"Shift+F7"_s), QKeySequence(u"Alt+Up"_s)});
    onlyDifferences = make(tr("&Only differences"), {}, window);
    onlyDifferences->setCheckable(true);
    swapBaseline = make(tr("&Swap baseline"), {}, window);
    copyComparison = make(tr("Copy as &Markdown"), {}, window);
    closeComparison = make(tr("&Back to the panes"), {}, window);
}

void Actions::makeViewActions(QWidget* window)
{
    showHistory = make(tr("&History"), QKeySequence(u"Ctrl+H"_s), window);
    showHistory->setCheckable(true);
    showHistory->setChecked(true);
    showAdvice = make(tr("What to &try"), QKeySequence(u"Ctrl+T"_s), window);
    showAdvice->setCheckable(true);
    showAdvice->setChecked(true);
    focusPrompt = make(tr("Go to the &prompt"), QKeySequence(u"Alt+1"_s), window);
    focusResult = make(tr("Go to the &answer"), QKeySequence(u"Alt+2"_s), window);
    focusHistory = make(tr("Go to the h&istory"), QKeySequence(u"Alt+3"_s), window);
    focusAdvice = make(tr("Go to what to t&ry"), QKeySequence(u"Alt+4"_s), window);
    showWelcome = make(tr("&Welcome page"), {}, window);
    appearance = new QActionGroup(window);
    const QList<QPair<QString, QString>> choices {{tr("Like the &desktop"), u"system"_s},
                                                  {tr("&Light"), u"light"_s},
                                                  {tr("D&ark"), u"dark"_s},
                                                  {tr("High &contrast"), u"contrast"_s}};
    for (const auto& [text, name] : choices) {
        auto* action = appearance->addAction(text);
        action->setData(name);
        action->setCheckable(true);
    }
    shortcuts = make(tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), window);
    about = make(tr("&About Safelight"), {}, window);
    about->setMenuRole(QAction::AboutRole);
}

void Actions::fill(QMenuBar* bar, QMenu* examples, QMenu* scenarios) const
{
    auto* session = bar->addMenu(tr("&Session"));
    session->addActions({newSession, openSession});
    session->addMenu(recentSessions);
    session->addSeparator();
    session->addActions({saveCopy, merge, compact, recover});
    session->addSeparator();
    session->addAction(importCalls);
    session->addSeparator();
    session->addActions({exportReport, prices});
    session->addSeparator();
    session->addAction(quit);

    auto* edit = bar->addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({addImages, pasteImages});
    edit->addSeparator();
    edit->addAction(restore);
    edit->addAction(goOn);

    auto* run = bar->addMenu(tr("&Run"));
    run->addActions({send, stop});
    run->addSeparator();
    run->addActions({decode, getCode});
    run->addSeparator();
    run->addMenu(examples);
    run->addMenu(scenarios);
    run->addSeparator();
    run->addAction(setUpBackend);

    auto* compare = bar->addMenu(tr("&Compare"));
    compare->addActions({compareChosen, compareWithPrevious, compareWithParent});
    compare->addSeparator();
    compare->addActions({nextDifference, previousDifference});
    compare->addSeparator();
    compare->addActions({onlyDifferences, swapBaseline, copyComparison});
    compare->addSeparator();
    compare->addAction(closeComparison);

    auto* view = bar->addMenu(tr("&View"));
    view->addActions({showHistory, showAdvice, showWelcome});
    view->addSeparator();
    view->addActions({focusPrompt, focusResult, focusHistory, focusAdvice});
    view->addSeparator();
    view->addMenu(tr("&Appearance"))->addActions(appearance->actions());

    bar->addMenu(tr("&Help"))->addActions({shortcuts, about});
}

void Actions::updateIcons(const QPalette& palette)
{
    send->setIcon(themedIcon(u"play"_s, palette));
    stop->setIcon(themedIcon(u"stop"_s, palette));
    undo->setIcon(themedIcon(u"undo"_s, palette));
    redo->setIcon(themedIcon(u"redo"_s, palette));
    addImages->setIcon(themedIcon(u"image"_s, palette));
    restore->setIcon(themedIcon(u"pencil"_s, palette));
    setUpBackend->setIcon(themedIcon(u"key"_s, palette));
    openSession->setIcon(themedIcon(u"folder"_s, palette));
    newSession->setIcon(themedIcon(u"document"_s, palette));
}

} // namespace safelight
