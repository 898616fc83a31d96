#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <list>
#include <memory>

namespace safelight {

// Which access manager a request goes through. One opens six HTTP/1.1 connections to a host at most, so there
// are several: each made when those before it are full, and given back when it has been idle for a while, as
// a connection kept open may have died meanwhile, and nothing is sent twice. HTTP/2 needs but one connection;
// whether a host speaks it is known from the first handshake, for which its other requests wait.
class Connections final : public QObject
{
    Q_OBJECT

public:
    // Starts the request and returns what it became.
    using Begin = std::function<QNetworkReply*(QNetworkAccessManager&)>;

    static constexpr int mostPerHost = 16; // requests over HTTP/1.1 at once

    explicit Connections(std::chrono::milliseconds idleTime);

    // Calls `begin` now or, when all connections are in use, later and in the order of asking; not when
    // `asker` is gone by then. A request that allows HTTP/2 gets it where the host speaks it.
    void open(const QNetworkRequest& request, QObject* asker, Begin begin);

private:
    struct Manager
    {
        QNetworkAccessManager network;
        bool multiplexes = false;
        int running = 0;
        QHash<QString, int> perHost; // requests running over HTTP/1.1
        QElapsedTimer idleSince;
    };
    struct Waiting
    {
        QPointer<QObject> asker;
        Begin begin;
        bool mayMultiplex = false;
    };
    struct Host
    {
        enum class Protocol { Unknown, Asking, Http1, Http2 } protocol = Protocol::Unknown;
        int running = 0;
        int overHttp1 = 0; // of those
        std::list<Waiting> waiting;
    };
    struct Run
    {
        QString host;
        Manager* manager = nullptr;
        bool overHttp1 = false;
    };

    void serve(const QString& name);
    void begin(const QString& name, const Waiting& waiting);
    void watchHandshake(QNetworkReply* reply, const std::shared_ptr<Run>& run);
    void learn(Run& run, bool speaksHttp2);
    void countAsHttp1(Run& run);
    void end(const Run& run);
    Manager& managerFor(const QString& host, bool multiplexes);
    void giveBackIdle();

    std::chrono::milliseconds m_idleTime;
    std::list<Manager> m_managers;
    QHash<QString, Host> m_hosts;
    QTimer m_idle {this};
};

} // namespace safelight
