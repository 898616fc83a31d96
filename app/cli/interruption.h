#pragma once

#include <QObject>

#include <memory>

namespace safelight {

// SIGINT, SIGTERM and SIGHUP as a signal of the event loop, as long as this lives. At most one at a time.
class Interruption final : public QObject
{
    Q_OBJECT

public:
    explicit Interruption(QObject* parent = nullptr);
    ~Interruption() override;

signals:
    void interrupted();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
