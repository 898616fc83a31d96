#pragma once

#include "app/sending/attemptrun.h"

#include <QDeadlineTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace safelight {

// The wait before a failed request is sent again: why it failed, how long it still takes, and two ways to cut
// it short. Nothing modal; hidden while nothing waits.
class RetryBar final : public QFrame
{
    Q_OBJECT

public:
    explicit RetryBar(QWidget* parent = nullptr);

    // `number` names the attempt where several wait; 0: it has none.
    void showWait(qint64 attemptId, int number, const RetryWait& wait);
    void endWait(qint64 attemptId);

signals:
    void tryNowRequested(qint64 attemptId);
    void giveUpRequested(qint64 attemptId);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Waiting
    {
        qint64 attempt = 0;
        int number = 0;
        RetryWait wait;
        QDeadlineTimer until;
    };
    void showFirst();
    void countDown();

    QList<Waiting> m_waits; // the one that was first comes first
    QLabel* m_why = nullptr;
    QLabel* m_countdown = nullptr;
    QToolButton* m_tryNow = nullptr;
    QToolButton* m_giveUp = nullptr;
    QTimer m_tick {this};
};

} // namespace safelight
