#include "app/simulator/simulator.h"

#include "app/simulator/simulatorserver.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace safelight {

class Simulator::Private
{
public:
    quint32 seed = 1;
    QThread thread;
    QObject* courier = nullptr; // lives in the thread and carries calls into it
    std::unique_ptr<simulation::SimulatorServer> server; // lives in the thread
    QUrl url;
};

Simulator::Simulator(quint32 seed)
    : d(std::make_unique<Private>())
{
    d->seed = seed;
    d->thread.setObjectName(u"simulator"_s);
}

Simulator::~Simulator()
{
    stop();
}

Result<QUrl> Simulator::start(quint16 port)
{
    if (d->server)
        return d->url;
    d->courier = new QObject;
    d->courier->moveToThread(&d->thread);
    d->thread.start();

    Result<quint16> listening = Error();
    QMetaObject::invokeMethod(
        d->courier,
        [&] {
            d->server = std::make_unique<simulation::SimulatorServer>(d->seed);
            listening = d->server->listenOnLoopback(port);
        },
        Qt::BlockingQueuedConnection);
    if (!listening) {
        stop();
        return listening.error();
    }
    d->url = QUrl(u"http://127.0.0.1:%1"_s.arg(*listening));
    return d->url;
}

void Simulator::stop()
{
    if (!d->courier)
        return;
    QMetaObject::invokeMethod(
        d->courier, [&] { d->server.reset(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
    delete d->courier;
    d->courier = nullptr;
    d->url.clear();
}

QUrl Simulator::url() const
{
    return d->url;
}

} // namespace safelight
