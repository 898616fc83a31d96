#include "app/cli/simulatecommand.h"

#include "app/network/networkparts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <limits>
#include <memory>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Options
{
    quint16 port = 0;
    quint32 seed = 1;
};

void complain(const QString& sentence)
{
    std::fputs(qPrintable(QString(sentence + u'\n')), stderr);
}

std::optional<quint32> numberOf(const QString& text, quint32 limit)
{
    bool ok = false;
    const quint32 value = text.toUInt(&ok);
    return ok && value <= limit ? std::optional(value) : std::nullopt;
}

// Of the arguments behind "simulate". A complaint was printed when there is nothing.
std::optional<Options> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption port(u"port"_s, {}, u"N"_s, u"0"_s);
    const QCommandLineOption seed(u"seed"_s, {}, u"N"_s, u"1"_s);
    parser.addOptions({port, seed});
    if (!parser.parse(QStringList {u"safelight"_s} + arguments)) {
        complain(parser.errorText());
        return std::nullopt;
    }
    if (!parser.positionalArguments().isEmpty()) {
        complain(QCoreApplication::translate("Simulate", "Unexpected argument: %1")
                     .arg(parser.positionalArguments().constFirst()));
        return std::nullopt;
    }
    const auto portNumber = numberOf(parser.value(port), std::numeric_limits<quint16>::max());
    const auto seedNumber = numberOf(parser.value(seed), std::numeric_limits<quint32>::max());
    if (!portNumber)
        complain(QCoreApplication::translate("Simulate", "--port takes a number from 0 to 65535."));
    if (!seedNumber)
        complain(QCoreApplication::translate("Simulate", "--seed takes a number from 0 to 4294967295."));
    if (!portNumber || !seedNumber)
        return std::nullopt;
    return Options {static_cast<quint16>(*portNumber), *seedNumber};
}

#ifdef Q_OS_UNIX
// A signal handler may do little more than write: a byte into a socket pair wakes the event loop.
int signalSockets[2] = {-1, -1};

void noteSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, 1);
}

std::unique_ptr<QSocketNotifier> quitOnSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalSockets) != 0)
        return nullptr;
    auto notifier = std::make_unique<QSocketNotifier>(signalSockets[1], QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, QCoreApplication::instance(),
                     &QCoreApplication::quit);
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN); // a reader of our output that went away must not end the service
    return notifier;
}
#endif

} // namespace

int runSimulate(const QStringList& arguments)
{
    const auto options = readOptions(arguments);
    if (!options)
        return 2;
#ifdef Q_OS_UNIX
    const auto notifier = quitOnSignals();
#endif
    const auto network = loadNetworkParts();
    if (!network) {
        complain(network.error().message);
        return 2;
    }
    const auto simulator = (*network)->makeSimulator(options->seed);
    const auto url = simulator->start(options->port);
    if (!url) {
        complain(url.error().message);
        return 2;
    }
    std::printf("Simulator: %s\n", qPrintable(url->toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace safelight
