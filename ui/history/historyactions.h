#pragma once

#include <QAction>
#include <QList>

class QMenu;
class QPalette;

namespace safelight {

// What the commands can be about now.
struct HistoryState
{
    qint64 chosen = 0; // attempts: those with a tick, or else those selected
    qint64 selected = 0;
    bool single = false; // exactly one is selected; the rest is about it
    bool known = false; // and loaded
    bool hasParent = false;
    bool hasPrevious = false;
    bool hasRequest = false; // false for an answer that was imported alone
    bool wasSent = false; // from here, so that the same bytes can be sent again
    bool starred = false;
    int mark = 0;
    QString parentName; // "#3"; empty: not known
    bool canUndo = false;
};

// Every command of the history with its words and keys. The keys work while the list has the keyboard.
class HistoryActions final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryActions(QWidget* views);

    QAction* show = nullptr;
    QAction* editAgain = nullptr;
    QAction* sendAgain = nullptr;
    QAction* tick = nullptr;
    QAction* compare = nullptr;
    QAction* compareWithPrevious = nullptr;
    QAction* compareWithParent = nullptr;
    QAction* goToParent = nullptr;
    QList<QAction*> marks; // 0 to 9
    QAction* star = nullptr;
    QAction* rename = nullptr;
    QAction* tags = nullptr;
    QAction* comment = nullptr;
    QAction* copy = nullptr;
    QAction* code = nullptr;
    QAction* report = nullptr;
    QAction* remove = nullptr;
    QAction* undoRemove = nullptr;

    void fillMenu(QMenu* menu) const;
    void update(const HistoryState& state);
    void updateIcons(const QPalette& palette, qreal ratio);

private:
    QAction* make(const QString& text, const QList<QKeySequence>& keys = {});
    void makeMarks();

    QWidget* m_views;
};

} // namespace safelight
