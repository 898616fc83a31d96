#pragma once

#include "app/simulator/requestgate.h"
#include "app/simulatorrequest/answer.h"
#include "app/simulatorrequest/httpcall.h"

#include <QFutureWatcher>
#include <QObject>
#include <QQueue>
#include <QTimer>

class QTcpSocket;
class QThreadPool;

namespace safelight::simulation {

// What all connections of one simulator share.
struct Shared
{
    quint32 seed = 1;
    quint32 generated = 0; // calls so far that take part in the sequence
    QThreadPool* pool = nullptr; // where answers are made
    qint64 requestLimit = 0; // bytes
};

// One client's connection: watches the size of what comes in, takes calls one after the other, has each
// answered away from the server's thread and plays the answer. A child of its socket, so it ends with it.
class Connection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    Connection(QTcpSocket* socket, Shared& shared);
    ~Connection() override;

    void receive(const HttpCall& call);

private:
    void watchIncoming();
    void refuse(const ApiError& error);
    void stopListening();
    void drain();
    void next();
    void begin();
    void play();
    bool fail();
    void writeHead(qint64 length);
    void writePiece(const QByteArray& piece);
    void flood();
    void finish();

    QTcpSocket* m_socket;
    Shared& m_shared;
    QQueue<HttpCall> m_waiting;
    qint64 m_waitingBytes = 0; // of their bodies
    QFutureWatcher<Answer> m_maker;
    QTimer m_timer;
    Answer m_answer;
    RequestGate m_gate;
    qsizetype m_played = 0; // pieces of the answer
    bool m_playing = false;
    bool m_busy = false;
    bool m_refused = false;
    bool m_closeAfter = false;
};

} // namespace safelight::simulation
