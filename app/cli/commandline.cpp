#include "app/cli/commandline.h"

#include "app/cli/backendscommand.h"
#include "app/cli/codecommand.h"
#include "app/cli/console.h"
#include "app/cli/historycommand.h"
#include "app/cli/inspectcommand.h"
#include "app/cli/reportcommand.h"
#include "app/cli/sendcommand.h"
#include "app/cli/simulatecommand.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Command
{
    QLatin1StringView name;
    int (*run)(const QStringList& arguments);
};

constexpr auto commands = std::to_array<Command>({
    {QLatin1StringView("inspect"), &runInspect},
    {QLatin1StringView("send"), &runSend},
    {QLatin1StringView("simulate"), &runSimulate},
    {QLatin1StringView("report"), &runReport},
    {QLatin1StringView("history"), &runHistory},
    {QLatin1StringView("backends"), &runBackends},
    {QLatin1StringView("code"), &runCode},
});

// Options of the window's tool kit: they belong to the window, those of the first list with a value.
constexpr auto windowOptionsWithValue = std::to_array<QLatin1StringView>(
    {QLatin1StringView("platform"), QLatin1StringView("platformpluginpath"),
     QLatin1StringView("platformtheme"), QLatin1StringView("plugin"), QLatin1StringView("style"),
     QLatin1StringView("stylesheet"), QLatin1StringView("display"), QLatin1StringView("geometry"),
     QLatin1StringView("qwindowgeometry"), QLatin1StringView("qwindowicon"),
     QLatin1StringView("qwindowtitle"), QLatin1StringView("session"), QLatin1StringView("title"),
     QLatin1StringView("icon"), QLatin1StringView("name"), QLatin1StringView("fontengine")});
constexpr auto windowOptions = std::to_array<QLatin1StringView>(
    {QLatin1StringView("reverse"), QLatin1StringView("sync"), QLatin1StringView("nograb"),
     QLatin1StringView("dograb"), QLatin1StringView("widgetcount")});

class CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

// How many arguments from `first` on belong to the tool kit: 0, 1 or 2.
qsizetype windowOptionLength(const QStringList& arguments, qsizetype first)
{
    QString name = arguments.at(first);
    if (!name.startsWith(u'-'))
        return 0;
    name.remove(0, name.startsWith("--"_L1) ? 2 : 1);
    if (std::ranges::find(windowOptions, name) != windowOptions.end())
        return 1;
    const QString stem = name.section(u'=', 0, 0);
    if (std::ranges::find(windowOptionsWithValue, stem) == windowOptionsWithValue.end())
        return 0;
    return stem.size() < name.size() || first + 1 >= arguments.size() ? 1 : 2;
}

const Command* findCommand(const QString& name)
{
    const auto it = std::ranges::find(commands, name, &Command::name);
    return it == commands.end() ? nullptr : &*it;
}

// What was said to this program: without its name, and without what the tool kit takes for itself. Behind
// a command every word is the command's.
QStringList ownArguments(const QStringList& arguments)
{
    QStringList own;
    for (qsizetype i = 1; i < arguments.size();) {
        if (findCommand(arguments.at(i)))
            return own + arguments.mid(i);
        const auto length = windowOptionLength(arguments, i);
        if (length == 0)
            own << arguments.at(i);
        i += std::max<qsizetype>(length, 1);
    }
    return own;
}

QString helpText()
{
    return CommandLineText::tr(
        "Usage:\n"
        "  safelight [SESSION]                       open the workbench\n"
        "  safelight inspect [--json] [FILE…|-]      read recorded answers; no network, no key\n"
        "  safelight send [--json] REQUEST…          send a request through a back end\n"
        "  safelight simulate [--port N] [--seed N]  serve the built-in simulator\n"
        "  safelight report SESSION -o FILE          write a report on a session\n"
        "  safelight history SESSION [--filter EXPR] list a session's attempts\n"
        "  safelight backends [--json] [NAME]        list the back ends, or test one\n"
        "  safelight code REQUEST --to TARGET        write code that makes a request\n"
        "\n"
        "  -h, --help     this text; after a command, its own\n"
        "  -v, --version  the version\n"
        "\n"
        "Results go to standard output, everything else to standard error.\n"
        "Exit: 0 delivered · 1 blocked, stopped, refused or empty · 2 usage or unreadable ·\n"
        "3 the service answered with an error · 4 network failure or cut off.\n");
}

int printed(const QString& text)
{
    return console::print(text) ? 0 : usageError;
}

int refuse(const QString& sentence)
{
    console::complain(sentence + u' ' + CommandLineText::tr("See “safelight --help”."));
    return usageError;
}

} // namespace

bool isHeadlessCall(const QStringList& arguments)
{
    const QStringList own = ownArguments(arguments);
    if (own.size() != 1)
        return !own.isEmpty();
    return own.constFirst().startsWith(u'-') || findCommand(own.constFirst());
}

bool needsFonts(const QStringList& arguments)
{
    return ownArguments(arguments).value(0) == "report"_L1;
}

int runHeadless(const QStringList& arguments)
{
    QStringList own = ownArguments(arguments);
    if (own.isEmpty())
        return refuse(CommandLineText::tr("No command was given."));
    const QString first = own.takeFirst();
    if (const Command* command = findCommand(first))
        return command->run(own);
    if (first == "--help"_L1 || first == "-h"_L1)
        return printed(helpText());
    if (first == "--version"_L1 || first == "-v"_L1)
        return printed(u"Safelight %1\n"_s.arg(QCoreApplication::applicationVersion()));
    if (first.startsWith(u'-'))
        return refuse(CommandLineText::tr("Unknown option “%1”.").arg(first));
    for (const auto& option : own) {
        if (option.startsWith(u'-'))
            return refuse(CommandLineText::tr("Unknown option “%1”.").arg(option));
    }
    return refuse(CommandLineText::tr("Only one session can be opened at a time, and “%1” is not a command.")
                      .arg(first));
}

} // namespace safelight
