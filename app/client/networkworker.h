#pragma once

#include "app/client/connections.h"

#include <QObject>

#include <memory>

namespace safelight {

// The one long-lived object of the network thread; transfers and listings are its children.
class NetworkWorker final : public QObject
{
    Q_OBJECT

public:
    // `idleTime`: how long connections stay open that nobody uses.
    explicit NetworkWorker(std::chrono::milliseconds idleTime)
        : m_idleTime(idleTime)
    { }

    // Takes over a transfer or a listing that lives in this thread already, and starts it.
    template<typename Task>
    void run(Task* task)
    {
        if (!m_connections)
            m_connections = std::make_unique<Connections>(m_idleTime);
        task->setParent(this);
        task->start(*m_connections);
    }
    // Ends what runs (each tells its receiver) and gives everything back.
    void shutDown();

private:
    std::chrono::milliseconds m_idleTime;
    std::unique_ptr<Connections> m_connections;
};

} // namespace safelight
