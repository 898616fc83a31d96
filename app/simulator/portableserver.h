#pragma once

#include <QAbstractHttpServer>
#include <QHash>

class QTcpSocket;

namespace safelight::simulation {

// QAbstractHttpServer as both Qt 6.4 and Qt 6.8 have it. It was a technology preview before 6.8 and changed
// on the way: 6.4 hands over a request with its socket; 6.8 with a responder, which writes whole answers but
// can neither break one off nor reset the connection, and with other headers. All that differs is in these
// two files.
class PortableServer : public QAbstractHttpServer
{
    Q_OBJECT

public:
    using QAbstractHttpServer::QAbstractHttpServer;

    // Whether the server itself tells a client that waits with its body ("Expect: 100-continue") to go on.
    static constexpr bool tellsToContinue = QT_VERSION >= QT_VERSION_CHECK(6, 8, 0);

protected:
    // The connections that are open, the newest last.
    virtual QList<QTcpSocket*> sockets() const = 0;
    // A whole request that came on `socket`, one of sockets(), to be answered there, now or later. The
    // request ends with the call.
    virtual void receive(const QHttpServerRequest& request, QTcpSocket& socket) = 0;

    // By name in lower case; of headers that are there twice, the last.
    static QHash<QByteArray, QByteArray> headersOf(const QHttpServerRequest& request);

private:
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    using Asker = QHttpServerResponder&;
#else
    using Asker = QTcpSocket*;
#endif

    bool handleRequest(const QHttpServerRequest& request, Asker asker) final;
    void missingHandler(const QHttpServerRequest& request, Asker asker) final;
};

} // namespace safelight::simulation
