#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <utility>

#include <sys/socket.h>

namespace safelight::test {

// What the server does with one request: pieces of bytes, each sent when the one before has left, and then
// what happens to the connection. Every byte is the test's own, so that any nonsense can be served.
struct Reply
{
    enum class End { KeepOpen, Close, Reset };

    QList<QByteArray> pieces;
    End end = End::KeepOpen;

    static QByteArray head(int code, const QByteArray& headers)
    {
        return "HTTP/1.1 " + QByteArray::number(code) + " Told\r\n" + headers + "\r\n";
    }
    // A whole answer with its length.
    static Reply json(const QByteArray& body, int code = 200, const QByteArray& moreHeaders = {})
    {
        return {{head(code,
                      "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
                          + "\r\n" + moreHeaders)
                 + body}};
    }
    // Each piece as one chunk of a chunked answer; with `complete` false the last chunk never comes.
    static Reply chunked(const QList<QByteArray>& pieces, bool complete = true)
    {
        Reply reply {{head(200, "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n")}};
        for (const auto& piece : pieces)
            reply.pieces.append(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
        if (complete)
            reply.pieces.append("0\r\n\r\n");
        return reply;
    }
    static Reply redirect(int code, const QByteArray& location)
    {
        return {{head(code, "Location: " + location + "\r\nContent-Length: 0\r\n")}};
    }
    static Reply silence() { return {}; }
    static Reply close() { return {{}, End::Close}; }
    static Reply reset() { return {{}, End::Reset}; }
    static Reply raw(const QByteArray& bytes, End end = End::Close) { return {{bytes}, end}; }
};

// Answers the requests it gets with the replies it was given, in order; the last one again and again. Lives
// in the thread of the test.
class HttpServer final : public QObject
{
public:
    explicit HttpServer(QList<Reply> replies, QObject* parent = nullptr)
        : QObject(parent)
        , m_replies(std::move(replies))
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                accept(socket);
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    QUrl url(const QString& host = QStringLiteral("127.0.0.1")) const
    {
        QUrl url;
        url.setScheme(QStringLiteral("http"));
        url.setHost(host);
        url.setPort(m_server.serverPort());
        return url;
    }
    void setReplies(QList<Reply> replies) { m_replies = std::move(replies); }
    // Between two pieces; none at first.
    void setPause(std::chrono::milliseconds pause) { m_pause = pause; }
    // Answers none before so many requests are there.
    void gather(qsizetype requests) { m_gathered = requests; }
    // Head and body of each request that came in full.
    const QList<QByteArray>& requests() const { return m_requests; }
    int connections() const { return m_connections; }
    // Connections that the client has closed.
    int closedByClient() const { return m_closed; }

private:
    struct Link
    {
        QByteArray received;
        QList<QByteArray> toSend;
        Reply::End end = Reply::End::KeepOpen;
        bool ending = false;
    };

    void accept(QTcpSocket* socket)
    {
        ++m_connections;
        m_links.insert(socket, {});
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // pieces stay pieces
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::bytesWritten, this,
                [this, socket] { QTimer::singleShot(m_pause, socket, [this, socket] { write(socket); }); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            ++m_closed;
            m_links.remove(socket);
            socket->deleteLater();
        });
    }

    void read(QTcpSocket* socket)
    {
        Link& link = m_links[socket];
        link.received += socket->readAll();
        const qsizetype head = link.received.indexOf("\r\n\r\n");
        if (head < 0 || link.received.size() < head + 4 + lengthOf(link.received.first(head)))
            return;
        m_requests.append(std::exchange(link.received, {}));
        m_unanswered.append(socket);
        if (m_requests.size() < m_gathered)
            return;
        for (QTcpSocket* waiting : std::exchange(m_unanswered, {}))
            answer(waiting);
    }

    void answer(QTcpSocket* socket)
    {
        if (m_replies.isEmpty() || !m_links.contains(socket))
            return;
        Link& link = m_links[socket];
        const Reply reply = m_replies.size() > 1 ? m_replies.takeFirst() : m_replies.constFirst();
        link.toSend = reply.pieces;
        link.end = reply.end;
        link.ending = true;
        write(socket);
    }

    void write(QTcpSocket* socket)
    {
        const auto it = m_links.find(socket);
        if (it == m_links.end() || !it->ending || socket->bytesToWrite() > 0)
            return;
        if (!it->toSend.isEmpty()) {
            socket->write(it->toSend.takeFirst());
            return;
        }
        it->ending = false;
        if (it->end == Reply::End::Close)
            socket->disconnectFromHost();
        else if (it->end == Reply::End::Reset)
            reset(socket);
    }

    static void reset(QTcpSocket* socket)
    {
        const linger hard {1, 0};
        setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket->abort();
    }

    static qsizetype lengthOf(const QByteArray& head)
    {
        const QByteArray name = "content-length:";
        const qsizetype at = head.toLower().indexOf(name);
        if (at < 0)
            return 0;
        const qsizetype end = head.indexOf('\r', at);
        return head.mid(at + name.size(), end < 0 ? -1 : end - at - name.size()).trimmed().toLongLong();
    }

    QList<Reply> m_replies;
    QList<QByteArray> m_requests;
    QHash<QTcpSocket*, Link> m_links;
    QList<QTcpSocket*> m_unanswered;
    qsizetype m_gathered = 0;
    std::chrono::milliseconds m_pause {0};
    int m_connections = 0;
    int m_closed = 0;
    QTcpServer m_server; // last: its sockets report to the rest when they go
};

} // namespace safelight::test
