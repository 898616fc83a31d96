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

struct SimulateOptions
{
    bool help = false;
    quint16 port = 0;
    quint32 seed = 1;
};

std::optional<quint32> numberOf(const QString& text, quint32 limit)
{
    bool ok = false;
    const quint32 value = text.toUInt(&ok);
    return ok && value <= limit ? std::optional(value) : std::nullopt;
}

QString simulateHelp()
{
    return QCoreApplication::translate(
        "Simulate",
        "Usage: safelight simulate [--port N] [--seed N]\n"
        "\n"
        "Serves the built-in simulator on this computer until it is interrupted. It speaks the\n"
        "Gemini API's wire format; any Gemini SDK can talk to it with any key. Its address is\n"
        "printed when it is ready. A line “#simulate: NAME” in a prompt forces a scenario, such\n"
        "as SAFETY or 429.\n"
        "\n"
        "  --port N    the port, 0 to 65535; 0, the default, takes a free one\n"
        "  --seed N    what chance begins with: the same seed and requests, the same answers (1)\n"
        "  -h, --help  this text\n"
        "\n"
        "Exit: 0 interrupted · 2 usage, or the port is taken.\n");
}

void complainOfSimulate(const QString& sentence)
{
    console::complain(sentence + u' '
                      + QCoreApplication::translate("Simulate", "See “safelight simulate --help”."));
}

// Of the arguments behind "simulate". A complaint was printed when there is nothing.
std::optional<SimulateOptions> readSimulateOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption port(u"port"_s, {}, u"N"_s, u"0"_s);
    const QCommandLineOption seed(u"seed"_s, {}, u"N"_s, u"1"_s);
    const QCommandLineOption help(QStringList {u"h"_s, u"help"_s});
    parser.addOptions({port, seed, help});
    if (!parser.parse(QStringList {u"safelight"_s} + arguments)) {
        complainOfSimulate(parser.errorText());
        return std::nullopt;
    }
    if (parser.isSet(help))
        return SimulateOptions {true, 0, 1};
    if (!parser.positionalArguments().isEmpty()) {
        complainOfSimulate(QCoreApplication::translate("Simulate", "Unexpected argument: %1.")
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
    return SimulateOptions {false, static_cast<quint16>(*portNumber), *seedNumber};
}

} // namespace

int runSimulate(const QStringList& arguments)
{
    const auto options = readSimulateOptions(arguments);
    if (!options)
        return usageError;
    if (options->help)
        return console::print(simulateHelp()) ? 0 : usageError;
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
        return usageError;
    }
    std::printf("Simulator: %s\n", qPrintable(url->toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace safelight
