#pragma once

#include "app/base/result.h"
#include "app/simulator/connection.h"

#include <QAbstractHttpServer>
#include <QTcpServer>
#include <QThreadPool>

namespace safelight::simulation {

// Hands each connection its Connection before the HTTP server sees it.
class ListeningSocket final : public QTcpServer
{
    Q_OBJECT

public:
    ListeningSocket(Shared& shared, QObject* parent);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Shared& m_shared;
};

// The HTTP server. QHttpServerResponder (6.4) must not outlive the handler, and knows no faults, so requests
// are taken from it and answers are written to the socket by Connection.
class SimulatorServer final : public QAbstractHttpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulatorServer)

public:
    explicit SimulatorServer(quint32 seed);
    ~SimulatorServer() override;

    Result<quint16> listenOnLoopback(quint16 port);

protected:
    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* socket) override;
    void missingHandler(const QHttpServerRequest& request, QTcpSocket* socket) override;

private:
    QThreadPool m_pool;
    Shared m_shared;
};

} // namespace safelight::simulation
