#pragma once

#include "app/session/attempt.h"

#include <QObject>

class QStackedWidget;

namespace safelight {

class AdvicePanel;
class HistoryPanel;
class ResponsePanel;
class ThresholdPanel;
class WelcomePage;
class Workbench;

// What showing an attempt needs of the window; all of it outlives the showing.
struct ShownAttemptParts
{
    Workbench& workbench;
    QStackedWidget& stack; // of the next two
    WelcomePage& welcome;
    ResponsePanel& response;
    AdvicePanel& advice;
    ThresholdPanel& thresholds;
    HistoryPanel& history;
};

// The attempt that is being looked at: in the inspector, in the advice, on the sliders, in the list.
class ShownAttempt final : public QObject
{
    Q_OBJECT

public:
    explicit ShownAttempt(const ShownAttemptParts& parts, QObject* parent = nullptr);

    const Attempt& attempt() const { return m_attempt; } // id 0: none
    qint64 id() const { return m_attempt.id; }

signals:
    void followed(); // a new attempt is shown in the place of what was there

private:
    void begin(const Attempt& attempt);
    void connectWorkbench();
    void clear();
    void show(const Attempt& attempt, bool follow);
    void update(const Attempt& attempt);
    void showMeasured(const Attempt& attempt);
    void offerPicture(const Attempt& attempt);
    void showFirst();

    const ShownAttemptParts m_parts;
    Attempt m_attempt;
    bool m_followsNext = false; // what begins next was sent with nothing else under way
    bool m_justOpened = false; // a session, whose newest attempt is to be shown
};

} // namespace safelight
