#pragma once

#include <QWidget>

class QPushButton;

namespace safelight {

class HistoryModel;

// What can be done with the ticked attempts; hidden while none is ticked.
class TickBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TickBar(HistoryModel& model, QWidget* parent = nullptr); // outlives it

signals:
    void compareRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showTicked();
    void drawIcons();

    HistoryModel& m_model;
    QPushButton* m_compare = nullptr;
};

} // namespace safelight
