#pragma once

#include "app/session/attempt.h"
#include "ui/history/notesdialog.h"

#include <QObject>

class QAction;

namespace safelight {

class HistoryActions;
class HistoryModel;
class HistorySource;
class HistoryViews;
class MessageBar;

// What the commands are about; all of it outlives them.
struct HistoryCommandsParts
{
    HistorySource& source;
    HistoryModel& model;
    HistoryViews& views;
    MessageBar& message; // offers to bring back what was deleted
};

// What is done to the attempts of the list: its menu, its keys, marks and notes, deleting and bringing back.
class HistoryCommands final : public QObject
{
    Q_OBJECT

public:
    HistoryCommands(const HistoryCommandsParts& parts, QWidget* panel);

    QList<qint64> chosen() const; // those with a tick, or else those selected
    void noteRemoved(const QList<qint64>& ids);
    void noteRestored(const QList<qint64>& ids);
    void forgetRemoved();
    void update(); // what can be done now

signals:
    void attemptChosen(qint64 id);
    void parentChosen(qint64 id);
    void restoreRequested(qint64 id);
    void sendAgainRequested(qint64 id);
    void compareRequested(const QList<qint64>& ids);
    void compareWithPreviousRequested(qint64 id);
    void compareWithParentRequested(qint64 id);
    void reportRequested(const QList<qint64>& ids);
    void codeRequested(qint64 id);
    void problemOccurred(const QString& sentence, const QString& detail);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectActions();
    void connectMarks();
    void connectOne(QAction* action, void (HistoryCommands::*signal)(qint64));
    void toggleTicks();
    void toggleStar();
    void editNotes(NotesDialog::Field field);
    void openNotes(const QList<AttemptSummary>& attempts, NotesDialog::Field field);
    void goToParent();
    void copyLines();
    void removeSelected();
    void undoRemove();
    void openMenu(const QPoint& global);

    QWidget& m_panel;
    const HistoryCommandsParts m_parts;
    HistoryActions* m_actions = nullptr;
    QList<QList<qint64>> m_removed; // what Undo brings back, the last of them first
};

} // namespace safelight
