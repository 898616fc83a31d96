#pragma once

#include "app/session/attempt.h"

#include <QObject>

class QDropEvent;
class QStackedWidget;

namespace safelight {

class Actions;
class ComparePage;
class HistoryPanel;
class MessageBar;
class Settings;
class ShownAttempt;
class Workbench;

// What comparing needs of the window; all of it outlives the comparing.
struct ComparingParts
{
    Workbench& workbench;
    Settings& settings;
    Actions& actions;
    MessageBar& message;
    HistoryPanel& history;
    QStackedWidget& pages; // the panes first; the comparison becomes a page beside them
    const ShownAttempt& shown;
};

// Attempts beside each other: a page in place of the panes, made when it is first needed.
class Comparing final : public QObject
{
    Q_OBJECT

public:
    explicit Comparing(ComparingParts parts, QObject* parent = nullptr);

    bool isOpen() const;
    void close();
    // Two to four; says so when they are not. `baseline`: the id of one of them, else it is the oldest.
    void compareAttempts(QList<qint64> ids, qint64 baseline = 0);
    bool takeDrop(const QDropEvent& event); // attempts of this session; false: something else

signals:
    void restoreRequested(const safelight::Attempt& attempt);

private:
    void connectActions();
    void connectWorkbench();
    void enableActions();
    void makePage();
    void connectPage();
    void compareWithPrevious(qint64 id);
    void compareWithParent(qint64 id);
    void show(const QList<Attempt>& attempts, qint64 baseline);
    void takePrices();
    void leaveOut(const QList<qint64>& ids);
    void takeAttempts(const QList<qint64>& dropped);

    ComparingParts m_parts;
    ComparePage* m_page = nullptr;
};

} // namespace safelight
