#pragma once

#include "app/sending/sendqueue.h"

#include <QFrame>

class QLabel;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace safelight {

class QueueRow;

// What runs and what waits for its turn, each with its own stop. Shown while more than one request is there,
// or the queue is paused.
class QueueStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit QueueStrip(QWidget* parent = nullptr);

    void setState(const QueueState& state);
    void setChoices(int atOnce, int retries);

signals:
    void stopRequested(quint64 id);
    void stopAllRequested();
    void pauseRequested();
    void resumeRequested();
    void choicesChanged(int atOnce, int retries);

private:
    void buildHead(QVBoxLayout& column);
    QSpinBox* makeChoice(const QString& name, int lowest, int highest);
    void showRows();

    QueueState m_state;
    QLabel* m_title = nullptr;
    QLabel* m_more = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_stopAll = nullptr;
    QSpinBox* m_atOnce = nullptr;
    QSpinBox* m_retries = nullptr;
    QList<QueueRow*> m_rows;
};

} // namespace safelight
