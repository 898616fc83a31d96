#pragma once

#include <QObject>

namespace safelight {

class QueueStrip;
class RetryBar;
class Settings;
class Workbench;

// What the queue needs of the window; all of it outlives it.
struct QueueWorkParts
{
    Workbench& workbench;
    Settings& settings;
    QueueStrip& strip;
    RetryBar& retry;
};

// What waits and runs, and the wait before a failed request is sent again.
class QueueWork final : public QObject
{
    Q_OBJECT

public:
    explicit QueueWork(const QueueWorkParts& parts, QObject* parent = nullptr);

private:
    void connectStrip();
    void connectRetry();
    void keepChoices(int atOnce, int retries);

    const QueueWorkParts m_parts;
};

} // namespace safelight
