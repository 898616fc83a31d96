#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace safelight {

struct Attempt;
class Badge;
class IconButton;

// "Attempt 7 · 14:02:11 · 6.4 s · model", the verdict's badge, and whether it was simulated.
class AttemptHeader : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptHeader(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt);
    void clear();

signals:
    void restoreRequested();
    void elapsed(double seconds); // while sending, a few times a second

private:
    void showDetails();
    void layOutParts();

    QLabel* m_title = nullptr;
    QLabel* m_details = nullptr;
    Badge* m_simulated = nullptr;
    Badge* m_verdict = nullptr;
    IconButton* m_restore = nullptr;
    QTimer m_tick;
    QElapsedTimer m_since;
    double m_already = 0; // seconds when the clock was started
    QString m_before; // parts of the line around the duration
    QString m_after;
    double m_seconds = 0;
    bool m_sending = false;
};

} // namespace safelight
