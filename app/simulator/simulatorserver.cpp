#include "app/simulator/simulatorserver.h"

#include "app/prompt/modelinfo.h"

#include <QCoreApplication>
#include <QHttpServerRequest>
#include <QMetaEnum>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

HttpCall callFrom(const QHttpServerRequest& request, QHash<QByteArray, QByteArray> headers)
{
    HttpCall call;
    const char* method =
        QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(static_cast<int>(request.method()));
    call.method = method ? QByteArray(method).toUpper() : QByteArrayLiteral("?");
    call.path = request.url().path(QUrl::FullyDecoded);
    call.query = request.query();
    call.body = request.body();
    call.headers = std::move(headers);
    return call;
}

} // namespace

ListeningSocket::ListeningSocket(Shared& shared, QObject* parent)
    : QTcpServer(parent)
    , m_shared(shared)
{ }

void ListeningSocket::incomingConnection(qintptr descriptor)
{
    auto* socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    m_sockets.append(socket);
    connect(socket, &QObject::destroyed, this, [this, socket] { m_sockets.removeOne(socket); });
    new Connection(socket, m_shared); // a child of the socket
    addPendingConnection(socket);
}

SimulatorServer::SimulatorServer(quint32 seed)
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 2, 8));
    m_shared = {seed, 0, &m_pool, inlineRequestLimit};
}

SimulatorServer::~SimulatorServer()
{
    // The sockets go before what their connections refer to. The HTTP server may have taken them over (6.8).
    qDeleteAll(sockets());
    qDeleteAll(m_listening);
    m_pool.clear();
    m_pool.waitForDone();
}

Result<quint16> SimulatorServer::listenOnLoopback(quint16 port)
{
    auto* socket = new ListeningSocket(m_shared, this);
    if (!socket->listen(QHostAddress::LocalHost, port)) {
        Error error {
            Error::Code::Network,
            QCoreApplication::translate("Simulator", "The simulator could not start: port %1 is taken.")
                .arg(port),
            socket->errorString()};
        if (socket->serverError() != QAbstractSocket::AddressInUseError)
            error.message =
                QCoreApplication::translate("Simulator", "The simulator could not start on port %1.")
                    .arg(port);
        delete socket;
        return error;
    }
    const quint16 taken = socket->serverPort();
    m_listening.append(socket);
    bind(socket);
    return taken;
}

QList<QTcpSocket*> SimulatorServer::sockets() const
{
    QList<QTcpSocket*> all;
    for (const ListeningSocket* listening : m_listening)
        all += listening->sockets();
    return all;
}

void SimulatorServer::receive(const QHttpServerRequest& request, QTcpSocket& socket)
{
    if (auto* connection = socket.findChild<Connection*>(QString(), Qt::FindDirectChildrenOnly))
        connection->receive(callFrom(request, headersOf(request)));
}

} // namespace safelight::simulation
