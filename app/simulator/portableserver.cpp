#include "app/simulator/portableserver.h"

#include <QHttpServerRequest>
#include <QTcpSocket>

#include <algorithm>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#include <QHttpServerResponder>
#endif

namespace safelight::simulation {

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)

// A responder that goes away unused writes nothing; the server then takes the socket's next request.
bool PortableServer::handleRequest(const QHttpServerRequest& request, Asker)
{
    // The newest first: an old one may still be closing when its client's port is used again.
    const QList<QTcpSocket*> open = sockets();
    const auto found = std::find_if(open.crbegin(), open.crend(), [&](const QTcpSocket* socket) {
        return socket->peerPort() == request.remotePort() && socket->localPort() == request.localPort()
            && socket->peerAddress() == request.remoteAddress();
    });
    if (found == open.crend())
        return false;
    receive(request, **found);
    return true;
}

void PortableServer::missingHandler(const QHttpServerRequest&, Asker asker)
{
    asker.write(QHttpServerResponder::StatusCode::InternalServerError);
}

QHash<QByteArray, QByteArray> PortableServer::headersOf(const QHttpServerRequest& request)
{
    QHash<QByteArray, QByteArray> headers;
    for (const auto& [name, value] : request.headers().toListOfPairs())
        headers.insert(name.toLower(), value);
    return headers;
}

#else

bool PortableServer::handleRequest(const QHttpServerRequest& request, Asker asker)
{
    if (!sockets().contains(asker))
        return false;
    receive(request, *asker);
    return true;
}

void PortableServer::missingHandler(const QHttpServerRequest&, Asker asker)
{
    asker->disconnectFromHost();
}

QHash<QByteArray, QByteArray> PortableServer::headersOf(const QHttpServerRequest& request)
{
    QHash<QByteArray, QByteArray> headers;
    for (const auto& [name, value] : request.headers())
        headers.insert(name.toLower(), value);
    return headers;
}

#endif

} // namespace safelight::simulation
