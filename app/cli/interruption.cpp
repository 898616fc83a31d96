#include "app/cli/interruption.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace safelight {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may do little more than write: a byte into a socket wakes the event loop.
int wakeSockets[2] = {-1, -1};

void wake(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wakeSockets[0], &byte, 1);
}

} // namespace

class Interruption::Private
{
public:
    std::unique_ptr<QSocketNotifier> notifier;
    struct sigaction interrupt = {};
    struct sigaction terminate = {};
    struct sigaction hangUp = {};
};

Interruption::Interruption(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wakeSockets) != 0)
        return;
    d->notifier = std::make_unique<QSocketNotifier>(wakeSockets[1], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(wakeSockets[1], &byte, 1) == 1)
            emit interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = wake;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, &d->interrupt);
    ::sigaction(SIGTERM, &action, &d->terminate);
    ::sigaction(SIGHUP, &action, &d->hangUp);
}

Interruption::~Interruption()
{
    if (!d->notifier)
        return;
    ::sigaction(SIGINT, &d->interrupt, nullptr);
    ::sigaction(SIGTERM, &d->terminate, nullptr);
    ::sigaction(SIGHUP, &d->hangUp, nullptr);
    d->notifier.reset();
    ::close(wakeSockets[0]);
    ::close(wakeSockets[1]);
}

#else

class Interruption::Private
{
};

Interruption::Interruption(QObject* parent)
    : QObject(parent)
{ }

Interruption::~Interruption() = default;

#endif

} // namespace safelight
