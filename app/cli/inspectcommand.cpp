#include "app/cli/inspectcommand.h"

#include "app/base/files.h"
#include "app/cli/console.h"
#include "app/cli/inspection.h"
#include "app/cli/requestinspection.h"
#include "app/settings/settings.h"
#include "app/workbench/storedprices.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 defaultLimit = 256LL * 1024 * 1024; // headless.md

class Inspect final
{
    Q_DECLARE_TR_FUNCTIONS(Inspect)

public:
    int run(const QStringList& arguments);

private:
    int inspect(const QString& input) const;
    int report(const QString& source, const QByteArray& bytes) const;
    bool print(const Inspection& inspection) const;

    const PriceBook m_prices = storedPricesOrBundled(Settings());
    bool m_json = false;
    qint64 m_limit = defaultLimit;
};

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDIN_FILENO) == 1;
#else
    return false;
#endif
}

QString inspectHelp()
{
    return QCoreApplication::translate(
        "Inspect",
        "Usage: safelight inspect [--json] [--limit BYTES] [FILE…|-]\n"
        "\n"
        "Reads recorded answers of Gemini and says where each was stopped, whether a setting\n"
        "can change that, what it cost, and what to try next. Needs no network and no key.\n"
        "A response object, an array or an event stream of chunks, an error body and an\n"
        "error page are told apart by content, also inside a log line, in other JSON, in the\n"
        "format of another service or library, or as a program prints a response. A file\n"
        "with several, such as JSON lines, gives one result for each. “-”, or no name at\n"
        "all, reads standard input.\n"
        "\n"
        "  --json         one JSON object for each response, each on one line\n"
        "  --limit BYTES  refuse larger inputs; also 64K, 64M, 1G (256M)\n"
        "  --request      the files are requests: says what each is recognised as, what is open in\n"
        "                 it and what a back end would refuse (exit 1); nothing is sent\n"
        "  --backend NAME with --request: the back end to check for (the simulator)\n"
        "  -h, --help     this text\n"
        "\n"
        "Exit: 0 delivered · 1 blocked, stopped, refused or empty · 2 usage or unreadable ·\n"
        "3 the service answered with an error · 4 cut off. Of several inputs, the highest.\n");
}

int Inspect::run(const QStringList& arguments)
{
    const QCommandLineOption json(u"json"_s);
    const QCommandLineOption limit(u"limit"_s, {}, u"BYTES"_s);
    const QCommandLineOption help(QStringList {u"h"_s, u"help"_s});
    QCommandLineParser parser;
    const QCommandLineOption request(u"request"_s);
    const QCommandLineOption backend(u"backend"_s, {}, u"NAME"_s);
    parser.addOptions({json, limit, help, request, backend});
    if (!parser.parse(QStringList {u"inspect"_s} + arguments)) {
        console::complain(tr("%1 See “safelight inspect --help”.").arg(parser.errorText()));
        return usageError;
    }
    if (parser.isSet(help))
        return console::print(inspectHelp()) ? 0 : usageError;
    m_json = parser.isSet(json);
    if (parser.isSet(limit)) {
        const auto bytes = parseByteCount(parser.value(limit));
        if (!bytes) {
            console::complain(
                tr("“%1” is not a size. --limit needs a number of bytes such as 1000, 64M or 1G.")
                    .arg(parser.value(limit)));
            return usageError;
        }
        m_limit = *bytes;
    }
    QStringList inputs = parser.positionalArguments();
    if (inputs.isEmpty() && isTerminal()) {
        console::complain(
            tr("inspect needs a file, or “-” for standard input. See “safelight inspect --help”."));
        return usageError;
    }
    if (inputs.isEmpty())
        inputs << u"-"_s;
    int highest = 0;
    for (const auto& input : inputs)
        highest = std::max(highest,
                           parser.isSet(request) ? inspectRequest({input, parser.value(backend), m_json})
                                                 : inspect(input));
    return highest;
}

int Inspect::inspect(const QString& input) const
{
    const bool standard = input == "-"_L1;
    const auto bytes = standard ? console::readInput(m_limit) : readFile(input, m_limit);
    if (!bytes) {
        console::complain(bytes.error().message);
        return usageError;
    }
    return report(standard ? input : QFileInfo(input).fileName(), *bytes);
}

int Inspect::report(const QString& source, const QByteArray& bytes) const
{
    bool written = true;
    int highest = 0;
    inspectEach(source, bytes, m_prices, QDate::currentDate(), [&](const Inspection& inspection) {
        written = written && print(inspection);
        highest = std::max(highest, exitCode(inspection.verdict));
    });
    if (!written) {
        console::complain(tr("The result could not be written to standard output."));
        return usageError;
    }
    return highest;
}

bool Inspect::print(const Inspection& inspection) const
{
    if (m_json)
        return console::print(inspectionObject(inspection));
    const bool written = console::print(inspectionText(inspection));
    for (const auto& warning : inspection.response.warnings)
        console::note(u"%1: %2"_s.arg(inspection.source, warning));
    return written;
}

} // namespace

std::optional<qint64> parseByteCount(const QString& text)
{
    static constexpr std::array units {std::pair {u'K', 10}, std::pair {u'M', 20}, std::pair {u'G', 30}};
    QString digits = text;
    int shift = 0;
    for (const auto& [letter, bits] : units) {
        if (text.endsWith(QChar(letter), Qt::CaseInsensitive)) {
            digits.chop(1);
            shift = bits;
        }
    }
    constexpr qint64 largest = Q_INT64_C(1) << 50;
    bool isNumber = false;
    const qint64 count = digits.toLongLong(&isNumber);
    if (!isNumber || count < 1 || !digits.front().isDigit() || !digits.back().isDigit()
        || count > (largest >> shift))
        return {};
    return count << shift;
}

int runInspect(const QStringList& arguments)
{
    return Inspect().run(arguments);
}

} // namespace safelight
