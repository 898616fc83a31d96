#pragma once

#include "app/base/result.h"
#include "app/simulator/connection.h"
#include "app/simulator/portableserver.h"

#include <QTcpServer>
#include <QThreadPool>

namespace safelight::simulation {

// Hands each connection its Connection before the HTTP server sees it.
class ListeningSocket final : public QTcpServer
{
    Q_OBJECT

public:
    ListeningSocket(Shared& shared, QObject* parent);

    // The connections that are open, the newest last.
    QList<QTcpSocket*> sockets() const { return m_sockets; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Shared& m_shared;
    QList<QTcpSocket*> m_sockets;
};

// The HTTP server. QHttpServerResponder (6.4) must not outlive the handler, and knows no faults, so requests
// are taken from it and answers are written to the socket by Connection.
class SimulatorServer final : public PortableServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorServer)

public:
    explicit SimulatorServer(quint32 seed);
    ~SimulatorServer() override;

    Result<quint16> listenOnLoopback(quint16 port);

protected:
    QList<QTcpSocket*> sockets() const override;
    void receive(const QHttpServerRequest& request, QTcpSocket& socket) override;

private:
    QList<ListeningSocket*> m_listening;
    QThreadPool m_pool;
    Shared m_shared;
};

} // namespace safelight::simulation
