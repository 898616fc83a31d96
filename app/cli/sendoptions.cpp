#include "app/cli/sendoptions.h"

#include "app/backends/baseurl.h"

#include "app/cli/console.h"
#include "app/client/modelcatalogue.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int mostAtOnce = 64; // each is a connection

// A whole number from `lowest` on; empty when the text is none.
std::optional<int> wholeNumberOf(const QString& text, int lowest)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= lowest ? std::optional(number) : std::nullopt;
}

Result<Done> readNumbers(const QCommandLineParser& parser, SendOptions& options)
{
    const auto repeat = wholeNumberOf(parser.value(u"repeat"_s), 1);
    if (!repeat)
        return usageProblem(SendText::tr("--repeat takes a number from 1 on."));
    const auto retries = wholeNumberOf(parser.value(u"retries"_s), 0);
    if (!retries)
        return usageProblem(SendText::tr("--retries takes a number from 0 on."));
    const auto concurrency = wholeNumberOf(parser.value(u"concurrency"_s), 1);
    if (!concurrency || *concurrency > mostAtOnce)
        return usageProblem(SendText::tr("--concurrency takes a number from 1 to %1.").arg(mostAtOnce));
    const auto timeout = wholeNumberOf(parser.value(u"timeout"_s), 1);
    if (!timeout || *timeout > 24 * 3600)
        return usageProblem(SendText::tr("--timeout takes a number of seconds from 1 to 86400."));
    options.repeat = *repeat;
    options.concurrency = *concurrency;
    options.retries = *retries;
    options.timeout = std::chrono::seconds(*timeout);
    return Done();
}

Result<Done> readAuth(const QCommandLineParser& parser, SendOptions& options)
{
    const QString auth = parser.value(u"auth"_s);
    if (auth == "header"_L1)
        options.backend.auth = Backend::Auth::ApiKeyHeader;
    else if (auth == "bearer"_L1)
        options.backend.auth = Backend::Auth::Bearer;
    else if (parser.isSet(u"auth"_s))
        return usageProblem(SendText::tr("--auth takes “header” or “bearer”."));
    return Done();
}

Result<Done> readBackend(const QCommandLineParser& parser, SendOptions& options)
{
    options.backend.name = parser.value(u"backend"_s);
    options.backend.keyVariable = parser.value(u"key-env"_s);
    options.backend.headerVariables = parser.values(u"header-env"_s);
    if (!parser.isSet(u"url"_s))
        return Done();
    options.backend.url = QUrl(parser.value(u"url"_s), QUrl::StrictMode);
    if (const QString problem = baseUrlProblem(options.backend.url); !problem.isEmpty())
        return usageProblem(problem);
    return Done();
}

Result<Done> readRequests(const QCommandLineParser& parser, SendOptions& options)
{
    options.requests = parser.positionalArguments();
    if (options.requests.isEmpty())
        return usageProblem(SendText::tr("send needs a request: a file, or “-” for standard input."));
    if (options.requests.count(u"-"_s) > 1)
        return usageProblem(SendText::tr("Standard input can be read only once."));
    return Done();
}

void addOptions(QCommandLineParser& parser)
{
    parser.addOptions({{{u"h"_s, u"help"_s}, {}}, {u"json"_s, {}}, {u"stream"_s, {}}});
    for (const auto& name : {u"backend"_s, u"url"_s, u"key-env"_s, u"auth"_s, u"model"_s, u"image"_s,
                             u"session"_s, u"output-dir"_s, u"header-env"_s})
        parser.addOption({name, {}, u"VALUE"_s});
    parser.addOption({u"repeat"_s, {}, u"N"_s, u"1"_s});
    parser.addOption({u"concurrency"_s, {}, u"N"_s, u"1"_s});
    parser.addOption({u"retries"_s, {}, u"N"_s, u"0"_s});
    parser.addOption({u"timeout"_s, {}, u"S"_s, u"600"_s});
}

} // namespace

QString sendHelpText()
{
    return SendText::
        tr("Usage: safelight send [OPTION…] REQUEST…\n"
           "\n"
           "Sends a request (a file, or “-” for standard input) and reads the answer as inspect does.\n"
           "A request is a generateContent body as JSON, also with comments and trailing commas, a curl\n"
           "command, PowerShell, fetch(…), a collection, a HAR file or a list of requests; no command is\n"
           "run. Variables that a command takes come from the environment. The request names the model,\n"
           "or --model does; else %1 is asked.\n"
           "\n"
           "  --json              one JSON object for each answer, each on one line\n"
           "  --backend NAME      a configured back end, by id or name (“safelight backends” lists them);\n"
           "                      the default is the built-in simulator, which starts by itself\n"
           "  --url BASE          another base URL; secrets then come from the environment only\n"
           "  --key-env VAR       the environment variable that holds the key\n"
           "  --auth KIND         how the key is sent: header or bearer\n"
           "  --header-env N=VAR  send the header N with the value of an environment variable, which is\n"
           "                      kept secret; may be given several times\n"
           "  --model ID          the model to ask, whatever the request names\n"
           "  --image FILE        adds a picture; may be given several times\n"
           "  --stream            ask for the answer as a stream\n"
           "  --repeat N          send each request N times (1)\n"
           "  --concurrency N     send up to N at once, within the limits of the back end; results are\n"
           "                      printed in input order (1)\n"
           "  --timeout S         seconds without a byte before giving up (600)\n"
           "  --retries N         try again on network failures, limits and server errors (0)\n"
           "  --session FILE      keep the attempts in this session\n"
           "  --output-dir DIR    write the pictures of the answers there\n"
           "  -h, --help          this text\n"
           "\n"
           "Exit: 0 delivered · 1 blocked, stopped, refused or empty · 2 usage or unreadable ·\n"
           "3 the service answered with an error · 4 network failure or cut off. Of several, the highest.\n")
            .arg(defaultModel);
}

Result<SendOptions> readSendOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList {u"send"_s} + arguments))
        return usageProblem(parser.errorText());
    SendOptions options;
    options.help = parser.isSet(u"help"_s);
    if (options.help)
        return options;
    options.json = parser.isSet(u"json"_s);
    options.stream = parser.isSet(u"stream"_s);
    options.model = parser.value(u"model"_s);
    options.images = parser.values(u"image"_s);
    options.session = parser.value(u"session"_s);
    options.outputFolder = parser.value(u"output-dir"_s);
    for (const auto read : {&readNumbers, &readAuth, &readBackend, &readRequests}) {
        if (const auto done = read(parser, options); !done)
            return done.error();
    }
    return options;
}

} // namespace safelight
