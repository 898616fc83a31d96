#pragma once

#include "app/sending/sendqueue.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace safelight {

// One line of the queue: what it is, how far it is, and its own stop.
class QueueRow final : public QWidget
{
    Q_OBJECT

public:
    explicit QueueRow(QWidget* parent = nullptr);

    void setEntry(const QueueEntry& entry);
    quint64 id() const { return m_entry.id; }

signals:
    void stopRequested(quint64 id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawIcon();

    QueueEntry m_entry;
    QLabel* m_state = nullptr;
    QLabel* m_text = nullptr;
    QToolButton* m_stop = nullptr;
};

} // namespace safelight
