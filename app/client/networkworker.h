#pragma once

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>

#include <memory>

namespace safelight {

// The one long-lived object of the network thread; transfers and listings are its children.
class NetworkWorker final : public QObject
{
    Q_OBJECT

public:
    // Takes over a transfer or a listing that lives in this thread already, and starts it.
    template<typename Task>
    void run(Task* task)
    {
        QNetworkAccessManager& manager = network();
        task->setParent(this);
        task->start(manager);
    }
    // Ends what runs (each tells its receiver) and gives everything back.
    void shutDown();

private:
    QNetworkAccessManager& network();

    std::unique_ptr<QNetworkAccessManager> m_network;
    QElapsedTimer m_sinceLastUse;
};

} // namespace safelight
