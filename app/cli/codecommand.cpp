#include "app/cli/codecommand.h"

#include "app/backends/baseurl.h"
#include "app/base/files.h"
#include "app/cli/console.h"
#include "app/cli/sendoptions.h"
#include "app/cli/sendrequest.h"
#include "app/exchange/code.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class CodeText
{
    Q_DECLARE_TR_FUNCTIONS(Code)
};

struct CodeOptions
{
    bool help = false;
    QString request;
    CodeTarget target = CodeTarget::Python;
    QString folder; // empty: the code goes to standard output, pictures into the working folder
    CodeRequest call; // all but model and body
    SendOptions send; // model and pictures
};

QString codeHelp()
{
    return CodeText::tr(
        "Usage: safelight code REQUEST --to TARGET [OPTION…]\n"
        "\n"
        "Writes code that makes a request (JSON, a curl command or another form that “send” takes,\n"
        "or “-” for standard input) and reports what came back. The key stays out of it: the code\n"
        "reads GEMINI_API_KEY from the environment.\n"
        "\n"
        "  --to TARGET         python, python-legacy, javascript, curl or promptfoo\n"
        "  --model ID          the model to ask, whatever the request names\n"
        "  --image FILE        adds a picture; may be given several times\n"
        "  --stream            ask for the answer as a stream\n"
        "  --url BASE          another base URL than the Gemini API's\n"
        "  --auth KIND         how the key is sent: header or bearer\n"
        "  --output-dir DIR    write the code and its pictures there instead of printing the code;\n"
        "                      needed when the request has pictures. Nothing is overwritten.\n"
        "  -h, --help          this text\n"
        "\n"
        "Exit: 0 written · 2 usage, unreadable, or a file that is there already.\n");
}

int refuseCode(const QString& sentence)
{
    console::complain(sentence);
    return usageError;
}

Result<Done> readCall(const QCommandLineParser& parser, CodeOptions& options)
{
    const auto target = codeTargetOf(parser.value(u"to"_s));
    if (!target)
        return usageProblem(CodeText::tr("--to takes python, python-legacy, javascript, curl or promptfoo."));
    options.target = *target;
    const QString auth = parser.value(u"auth"_s);
    if (parser.isSet(u"auth"_s) && auth != "header"_L1 && auth != "bearer"_L1)
        return usageProblem(CodeText::tr("--auth takes “header” or “bearer”."));
    if (auth == "bearer"_L1)
        options.call.auth = Backend::Auth::Bearer;
    if (parser.isSet(u"url"_s)) {
        options.call.baseUrl = QUrl(parser.value(u"url"_s), QUrl::StrictMode);
        if (const QString problem = baseUrlProblem(options.call.baseUrl); !problem.isEmpty())
            return usageProblem(problem);
    }
    return Done();
}

Result<CodeOptions> readCodeOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{{u"h"_s, u"help"_s}, {}}, {u"stream"_s, {}}});
    for (const auto& name : {u"to"_s, u"model"_s, u"image"_s, u"url"_s, u"auth"_s, u"output-dir"_s})
        parser.addOption({name, {}, u"VALUE"_s});
    if (!parser.parse(QStringList {u"code"_s} + arguments))
        return usageProblem(parser.errorText());
    CodeOptions options;
    options.help = parser.isSet(u"help"_s);
    if (options.help)
        return options;
    if (parser.positionalArguments().size() != 1)
        return usageProblem(CodeText::tr("code needs one request: a file, or “-” for standard input."));
    options.request = parser.positionalArguments().constFirst();
    options.folder = parser.value(u"output-dir"_s);
    options.call.stream = parser.isSet(u"stream"_s);
    options.send.model = parser.value(u"model"_s);
    options.send.images = parser.values(u"image"_s);
    if (const auto read = readCall(parser, options); !read)
        return read.error();
    return options;
}

// All or nothing: whatever is there already stops it before anything is written.
Result<Done> writeFiles(const Code& code, const QString& folder)
{
    QList<CodeFile> files = code.files;
    files.append({code.fileName, code.text});
    if (!QDir().mkpath(folder))
        return Error {Error::Code::Io, CodeText::tr("The folder “%1” cannot be made.").arg(folder)};
    for (const auto& file : files) {
        if (QFileInfo::exists(QDir(folder).filePath(file.name)))
            return Error {Error::Code::Io,
                          CodeText::tr("“%1” is there already.").arg(QDir(folder).filePath(file.name))};
    }
    for (const auto& file : files) {
        if (auto written = writeFile(QDir(folder).filePath(file.name), file.bytes); !written)
            return written;
    }
    return Done();
}

int deliver(const Code& code, const CodeOptions& options)
{
    for (const auto& note : code.notes)
        console::note(CodeText::tr("Note: %1").arg(note));
    if (options.folder.isEmpty()) {
        if (!code.files.isEmpty())
            return refuseCode(
                CodeText::tr("The request has pictures, which the code reads from files: name a folder for "
                             "them with --output-dir."));
        return console::printBytes(code.text) ? 0 : usageError;
    }
    if (const auto written = writeFiles(code, options.folder); !written)
        return refuseCode(written.error().message);
    return console::print(QDir(options.folder).filePath(code.fileName) + u'\n') ? 0 : usageError;
}

} // namespace

int runCode(const QStringList& arguments)
{
    const auto options = readCodeOptions(arguments);
    if (!options)
        return refuseCode(options.error().message + u' ' + CodeText::tr("See “safelight code --help”."));
    if (options->help)
        return console::print(codeHelp()) ? 0 : usageError;
    const auto bytes = readRequestSource(options->request);
    if (!bytes)
        return refuseCode(bytes.error().message);
    const auto requests = makeSendRequests(options->request, *bytes, options->send, RequestUse::Code);
    if (!requests)
        return refuseCode(requests.error().message);
    if (requests->size() > 1)
        console::note(CodeText::tr("Note: “%1” contains %2 requests. The code makes the first one.")
                          .arg(options->request, QString::number(requests->size())));
    const SendRequest& request = requests->first();
    CodeRequest call = options->call;
    call.model = request.model;
    call.body = request.body;
    call.stream = call.stream || request.stream;
    if (call.baseUrl.isEmpty()) { // where the request itself went
        const CodeAddress address = codeAddressOf(request.call.url);
        call.baseUrl = address.baseUrl;
        call.apiVersion = address.apiVersion;
    }
    const auto code = writeCode(call, options->target);
    return code ? deliver(*code, *options) : refuseCode(code.error().message);
}

} // namespace safelight
