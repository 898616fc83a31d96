#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QUrl>

#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace safelight::test {

// Answers one request after the other with a head and then the same bytes again and again, as fast as they
// are taken, in a thread of its own.
class FloodServer
{
public:
    struct Answer
    {
        QByteArray head; // with its empty line
        QByteArray start; // once
        QByteArray again; // without an end; none: the connection then closes
    };

    explicit FloodServer(Answer answer, std::optional<QSslConfiguration> tls = {})
        : m_answer(std::move(answer))
        , m_tls(std::move(tls))
    {
        std::promise<quint16> port;
        auto ready = port.get_future();
        m_thread = std::jthread([this, &port](const std::stop_token& stop) { serve(stop, port); });
        m_port = ready.get();
    }

    QUrl url() const
    {
        return QUrl(QStringLiteral("%1://localhost:%2")
                        .arg(m_tls ? QStringLiteral("https") : QStringLiteral("http"))
                        .arg(m_port));
    }
    qint64 sent() const { return m_sent; }
    // Answers that are over, mostly because the client has gone.
    int ended() const { return m_ended; }

private:
    class Listener final : public QTcpServer
    {
    public:
        explicit Listener(const std::optional<QSslConfiguration>& tls)
            : m_tls(tls)
        { }

    protected:
        void incomingConnection(qintptr descriptor) override
        {
            auto* socket = new QSslSocket(this);
            socket->setSocketDescriptor(descriptor);
            if (m_tls) {
                socket->setSslConfiguration(*m_tls);
                socket->startServerEncryption();
                socket->waitForEncrypted();
            }
            addPendingConnection(socket);
        }

    private:
        const std::optional<QSslConfiguration>& m_tls;
    };

    void serve(const std::stop_token& stop, std::promise<quint16>& port)
    {
        Listener server(m_tls);
        server.listen(QHostAddress::LocalHost);
        port.set_value(server.serverPort());
        while (!stop.stop_requested()) {
            server.waitForNewConnection(20);
            while (QTcpSocket* socket = server.nextPendingConnection()) {
                answer(stop, *socket);
                delete socket;
                ++m_ended;
            }
        }
    }

    void answer(const std::stop_token& stop, QTcpSocket& socket)
    {
        QByteArray received;
        while (!received.contains("}]}]}")) { // the end of the one body that is ever sent
            if (stop.stop_requested() || (!socket.waitForReadyRead(20) && !isOpen(socket)))
                return;
            received += socket.readAll();
            if (received.startsWith("GET ") && received.contains("\r\n\r\n")) {
                send(stop, socket, "HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket.disconnectFromHost();
                return;
            }
        }
        send(stop, socket, m_answer.head + m_answer.start);
        while (!m_answer.again.isEmpty() && isOpen(socket) && !stop.stop_requested())
            send(stop, socket, m_answer.again);
        socket.disconnectFromHost();
        if (isOpen(socket))
            socket.waitForDisconnected(1000);
    }

    void send(const std::stop_token& stop, QTcpSocket& socket, const QByteArray& bytes)
    {
        socket.write(bytes);
        m_sent += bytes.size();
        while (isOpen(socket) && socket.bytesToWrite() > 0 && !stop.stop_requested())
            socket.waitForBytesWritten(20);
    }

    static bool isOpen(const QTcpSocket& socket) { return socket.state() == QAbstractSocket::ConnectedState; }

    Answer m_answer;
    std::optional<QSslConfiguration> m_tls;
    std::atomic<qint64> m_sent = 0;
    std::atomic<int> m_ended = 0;
    quint16 m_port = 0;
    std::jthread m_thread; // last: it uses the rest
};

} // namespace safelight::test
