#include "app/simulator/connection.h"

#include "app/simulator/portableserver.h"
#include "app/simulatorreply/service.h"

#include <QHostAddress>
#include <QtConcurrentRun>
#include <QTcpSocket>
#include <QThreadPool>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

constexpr qsizetype waitingLimit = 64; // calls one client may send ahead
constexpr qint64 waitingBytesLimit = qint64(16) * 1024 * 1024; // of their bodies
constexpr qint64 unsentLimit = qint64(4) * 1024 * 1024; // bytes that may wait for a slow reader
constexpr int drainTime = 10'000; // milliseconds a refused client gets to stop sending

const QString foreignHost =
    u"The simulator answers only calls to this computer: use localhost or 127.0.0.1 as the host name."_s;

// A web page can have a name of its own lead to this computer; its calls arrive with that name.
bool isLoopbackName(QByteArray host)
{
    host = host.trimmed().toLower();
    const qsizetype port = host.lastIndexOf(':');
    if (port > host.lastIndexOf(']'))
        host.truncate(port);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    const bool isNamed = host.isEmpty() || host == "localhost" || host.endsWith(".localhost");
    return isNamed || QHostAddress(QString::fromLatin1(host)).isLoopback();
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 413:
        return "Payload Too Large";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return status < 500 ? "Bad Request" : "Server Error";
    }
}

// Closing with a linger time of zero sends a reset instead of an orderly end; Qt has no option for it.
void makeResetting(const QTcpSocket& socket)
{
#ifdef Q_OS_UNIX
    const linger now {1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#else
    Q_UNUSED(socket)
#endif
}

} // namespace

Connection::Connection(QTcpSocket* socket, Shared& shared)
    : QObject(socket)
    , m_socket(socket)
    , m_shared(shared)
    , m_gate(shared.requestLimit)
{
    m_timer.setSingleShot(true);
    // Connected before the HTTP server's own handler: this one sees the bytes first.
    connect(socket, &QTcpSocket::readyRead, this, &Connection::watchIncoming);
    connect(socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_playing && !m_timer.isActive())
            play();
    });
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_playing = false;
        m_timer.stop();
        stopListening();
        // Queued, so that an HTTP server that has taken the socket over (6.8) goes first, and takes it along.
        QMetaObject::invokeMethod(m_socket, &QObject::deleteLater, Qt::QueuedConnection);
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_playing)
            play();
        else
            begin();
    });
    connect(&m_maker, &QFutureWatcher<Answer>::finished, this, [this] {
        m_answer = m_maker.result();
        m_timer.start(m_answer.delay);
    });
}

Connection::~Connection() = default;

void Connection::watchIncoming()
{
    if (m_refused)
        return drain();
    m_gate.add(m_socket->peek(m_gate.curiosity()), m_socket->bytesAvailable());
    if (const auto error = m_gate.objection())
        refuse(*error);
    else if (!PortableServer::tellsToContinue && !m_busy && m_gate.takeExpectation())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

// The answer goes out at once; what still comes is read and dropped, or the client would see a reset instead
// of the answer.
void Connection::refuse(const ApiError& error)
{
    stopListening();
    m_maker.disconnect(); // an answer that is still being made is not wanted any more
    m_playing = false;
    m_answer = errorAnswer(error);
    m_closeAfter = true;
    writeHead(m_answer.pieces.constFirst().size());
    m_socket->write(m_answer.pieces.constFirst());
    m_timer.disconnect();
    connect(&m_timer, &QTimer::timeout, this, [this] { m_socket->disconnectFromHost(); });
    m_timer.start(drainTime);
    drain();
}

// Neither this nor the HTTP server reads on: what still comes is dropped.
void Connection::stopListening()
{
    m_refused = true;
    m_waiting.clear();
    m_waitingBytes = 0;
    QObject::disconnect(m_socket, &QTcpSocket::readyRead, nullptr, nullptr);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::drain);
}

void Connection::drain()
{
    if (m_socket->isOpen())
        m_socket->skip(m_socket->bytesAvailable());
}

void Connection::receive(const HttpCall& call)
{
    m_gate.reset();
    if (m_refused)
        return;
    m_waitingBytes += call.body.size();
    if (m_waiting.size() >= waitingLimit || (m_busy && m_waitingBytes > waitingBytesLimit)) {
        // Not at once: the HTTP server is about to look at the socket again.
        stopListening();
        QMetaObject::invokeMethod(
            m_socket, [socket = m_socket] { socket->abort(); }, Qt::QueuedConnection);
        return;
    }
    m_waiting.enqueue(call);
    next();
}

void Connection::next()
{
    if (m_busy || m_waiting.isEmpty())
        return;
    m_busy = true;
    const HttpCall call = m_waiting.dequeue();
    m_waitingBytes -= call.body.size();
    m_closeAfter = call.headers.value("connection").toLower() == "close";
    if (!isLoopbackName(call.headers.value("host"))) {
        m_answer = errorAnswer(ApiError {403, foreignHost, {}, {}});
        m_timer.start(0);
        return;
    }
    const Turn turn {m_shared.seed, generates(call) ? m_shared.generated++ : 0};
    m_maker.setFuture(QtConcurrent::run(m_shared.pool, answerTo, call, turn));
}

void Connection::begin()
{
    m_played = 0;
    const bool early = m_answer.fault == Answer::Fault::Hang || m_answer.dropAfter == 0;
    if (early && m_answer.fault != Answer::Fault::Flood && fail())
        return;
    if (m_answer.fault == Answer::Fault::Flood)
        m_answer.chunked = true;
    qint64 length = 0;
    for (const QByteArray& piece : m_answer.pieces)
        length += piece.size();
    writeHead(m_answer.chunked ? -1 : length);
    if (!m_answer.chunked && m_answer.fault == Answer::Fault::Drop) {
        // Half of the body that was announced.
        const QByteArray body = m_answer.pieces.join();
        m_socket->write(body.first(body.size() / 2));
        fail();
        return;
    }
    m_playing = true;
    play();
}

void Connection::writeHead(qint64 length)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(m_answer.status) + ' ' + reasonPhrase(m_answer.status) + "\r\n";
    head += "Content-Type: " + m_answer.contentType + "\r\nServer: safelight-simulator\r\n";
    for (const auto& [name, value] : m_answer.headers)
        head += name + ": " + value + "\r\n";
    if (m_closeAfter)
        head += "Connection: close\r\n";
    head += length < 0 ? QByteArray("Transfer-Encoding: chunked\r\n\r\n")
                       : QByteArray("Content-Length: " + QByteArray::number(length) + "\r\n\r\n");
    m_socket->write(head);
}

void Connection::writePiece(const QByteArray& piece)
{
    if (!m_answer.chunked) {
        m_socket->write(piece);
        return;
    }
    if (!piece.isEmpty()) // an empty chunk would end the body
        m_socket->write(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
}

void Connection::play()
{
    if (m_answer.fault == Answer::Fault::Flood)
        return flood();
    const auto& pieces = m_answer.pieces;
    while (m_played < pieces.size()) {
        const bool faulty = m_answer.fault != Answer::Fault::None && m_played >= m_answer.dropAfter;
        if (faulty && fail())
            return;
        if (m_socket->bytesToWrite() > unsentLimit)
            return; // bytesWritten() goes on
        writePiece(pieces.at(m_played++));
        if (m_answer.pace > 0 && m_played < pieces.size())
            return m_timer.start(m_answer.pace);
    }
    if (fail())
        return;
    if (m_answer.chunked)
        m_socket->write("0\r\n\r\n");
    finish();
}

// Answers whether there is a fault, which then has happened.
bool Connection::fail()
{
    switch (m_answer.fault) {
    case Answer::Fault::None:
    case Answer::Fault::Flood:
        return false;
    case Answer::Fault::Hang:
        break;
    case Answer::Fault::Drop:
        stopListening();
        m_socket->disconnectFromHost();
        break;
    case Answer::Fault::Reset:
        stopListening();
        makeResetting(*m_socket);
        m_socket->abort();
        break;
    }
    m_playing = false;
    return true;
}

void Connection::flood()
{
    static const QByteArray event = "data: {\"candidates\": [{\"content\": {\"role\": \"model\", \"parts\": "
                                    "[{\"text\": \"and so on, without an end, \"}]}, \"index\": 0}]}\n\n";
    const bool events = m_answer.contentType == "text/event-stream";
    const QByteArray piece = events ? event.repeated(100) : QByteArray(qsizetype(16) * 1024, ' ');
    while (m_socket->bytesToWrite() < unsentLimit)
        writePiece(piece);
}

void Connection::finish()
{
    m_playing = false;
    m_busy = false;
    m_answer = {};
    if (!m_closeAfter)
        return next();
    stopListening();
    m_socket->disconnectFromHost();
}

} // namespace safelight::simulation
