#include "app/cli/simulatecommand.h"

#include "app/cli/console.h"
#include "app/cli/interruption.h"
#include "app/simulator/simulator.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Options
{
    quint16 port = 0;
    quint32 seed = 1;
};

std::optional<quint32> numberOf(const QString& text, quint32 limit)
{
    bool ok = false;
    const quint32 value = text.toUInt(&ok);
    return ok && value <= limit ? std::optional(value) : std::nullopt;
}

// Of the arguments behind "simulate". A complaint was printed when there is nothing.
std::optional<Options> readSimulateOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption port(u"port"_s, {}, u"N"_s, u"0"_s);
    const QCommandLineOption seed(u"seed"_s, {}, u"N"_s, u"1"_s);
    parser.addOptions({port, seed});
    if (!parser.parse(QStringList {u"safelight"_s} + arguments)) {
        console::complain(parser.errorText());
        return std::nullopt;
    }
    if (!parser.positionalArguments().isEmpty()) {
        console::complain(QCoreApplication::translate("Simulate", "Unexpected argument: %1")
                              .arg(parser.positionalArguments().constFirst()));
        return std::nullopt;
    }
    const auto portNumber = numberOf(parser.value(port), std::numeric_limits<quint16>::max());
    const auto seedNumber = numberOf(parser.value(seed), std::numeric_limits<quint32>::max());
    if (!portNumber)
        console::complain(QCoreApplication::translate("Simulate", "--port takes a number from 0 to 65535."));
    if (!seedNumber)
        console::complain(
            QCoreApplication::translate("Simulate", "--seed takes a number from 0 to 4294967295."));
    if (!portNumber || !seedNumber)
        return std::nullopt;
    return Options {static_cast<quint16>(*portNumber), *seedNumber};
}

} // namespace

int runSimulate(const QStringList& arguments)
{
    const auto options = readSimulateOptions(arguments);
    if (!options)
        return 2;
    const Interruption interruption;
    QObject::connect(&interruption, &Interruption::interrupted, QCoreApplication::instance(),
                     &QCoreApplication::quit);
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN); // a reader of our output that went away must not end the service
#endif
    Simulator simulator(options->seed);
    const auto url = simulator.start(options->port);
    if (!url) {
        console::complain(url.error().message);
        return 2;
    }
    std::printf("Simulator: %s\n", qPrintable(url->toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace safelight
