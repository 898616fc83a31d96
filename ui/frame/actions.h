#pragma once

#include <QAction>
#include <QObject>

class QMenu;
class QMenuBar;
class QUndoStack;
class QWidget;

namespace safelight {

// Every command of the window with its words, shortcut and icon. What they do is connected elsewhere.
class Actions : public QObject
{
    Q_OBJECT

public:
    Actions(QUndoStack& undoStack, QWidget* window);

    // Session
    QAction* newSession = nullptr;
    QAction* openSession = nullptr;
    QAction* importCalls = nullptr;
    QAction* exportReport = nullptr;
    QMenu* recentSessions = nullptr; // filled when it is opened
    QAction* saveCopy = nullptr;
    QAction* merge = nullptr;
    QAction* compact = nullptr;
    QAction* recover = nullptr;
    QAction* prices = nullptr;
    QAction* quit = nullptr;
    // Edit
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* addImages = nullptr;
    QAction* pasteImages = nullptr;
    QAction* restore = nullptr;
    QAction* goOn = nullptr; // the conversation with what the shown attempt answered
    // Run
    QAction* send = nullptr;
    QAction* stop = nullptr;
    QAction* decode = nullptr;
    QAction* getCode = nullptr; // with a menu of the languages
    QAction* setUpBackend = nullptr;
    // Compare
    QAction* compareChosen = nullptr;
    QAction* compareWithPrevious = nullptr;
    QAction* compareWithParent = nullptr;
    QAction* nextDifference = nullptr;
    QAction* previousDifference = nullptr;
    QAction* onlyDifferences = nullptr;
    QAction* swapBaseline = nullptr;
    QAction* copyComparison = nullptr;
    QAction* closeComparison = nullptr;
    // View
    QAction* showHistory = nullptr;
    QAction* showAdvice = nullptr;
    QAction* focusPrompt = nullptr;
    QAction* focusHistory = nullptr;
    QAction* focusAdvice = nullptr;
    QAction* focusResult = nullptr;
    QAction* showWelcome = nullptr;
    QActionGroup* appearance = nullptr; // data: the name that is kept in the settings
    // Help
    QAction* shortcuts = nullptr;
    QAction* about = nullptr;

    // `examples` and `scenarios` become submenus of Run.
    void fill(QMenuBar* bar, QMenu* examples, QMenu* scenarios) const;
    // Icons in the colours of the theme in force.
    void updateIcons(const QPalette& palette);

private:
    void makeSessionActions(QWidget* window);
    void makeEditActions(QUndoStack& undoStack, QWidget* window);
    void makeRunActions(QWidget* window);
    void makeCompareActions(QWidget* window);
    void makeViewActions(QWidget* window);
    QAction* make(const QString& text, const QKeySequence& shortcut, QWidget* window);
};

} // namespace safelight
