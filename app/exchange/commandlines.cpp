#include "app/exchange/callparts.h"
#include "app/exchange/ownscript.h"
#include "app/exchange/shellscript.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Options of curl that take a value (curl 8 --help all); those that are read are named in the code.
const QStringList valueOptions {u"-A"_s,
                                u"-b"_s,
                                u"-c"_s,
                                u"-C"_s,
                                u"-D"_s,
                                u"-e"_s,
                                u"-E"_s,
                                u"-F"_s,
                                u"-K"_s,
                                u"-m"_s,
                                u"-o"_s,
                                u"-P"_s,
                                u"-Q"_s,
                                u"-r"_s,
                                u"-t"_s,
                                u"-T"_s,
                                u"-u"_s,
                                u"-U"_s,
                                u"-w"_s,
                                u"-x"_s,
                                u"-X"_s,
                                u"-y"_s,
                                u"-Y"_s,
                                u"-z"_s,
                                u"-d"_s,
                                u"-H"_s,
                                u"--request"_s,
                                u"--user-agent"_s,
                                u"--cookie"_s,
                                u"--cookie-jar"_s,
                                u"--dump-header"_s,
                                u"--referer"_s,
                                u"--cert"_s,
                                u"--key"_s,
                                u"--cacert"_s,
                                u"--capath"_s,
                                u"--form"_s,
                                u"--config"_s,
                                u"--max-time"_s,
                                u"--connect-timeout"_s,
                                u"--output"_s,
                                u"--user"_s,
                                u"--proxy"_s,
                                u"--proxy-user"_s,
                                u"--write-out"_s,
                                u"--retry"_s,
                                u"--retry-delay"_s,
                                u"--retry-max-time"_s,
                                u"--resolve"_s,
                                u"--upload-file"_s,
                                u"--url"_s,
                                u"--header"_s,
                                u"--data"_s,
                                u"--data-raw"_s,
                                u"--data-binary"_s,
                                u"--data-ascii"_s,
                                u"--data-urlencode"_s,
                                u"--json"_s,
                                u"--oauth2-bearer"_s,
                                u"--limit-rate"_s,
                                u"--interface"_s,
                                u"--ciphers"_s,
                                u"--output-dir"_s,
                                u"--stderr"_s,
                                u"--trace"_s,
                                u"--trace-ascii"_s,
                                u"--unix-socket"_s,
                                u"--variable"_s};

// Options whose value is a file that is not read here.
const QStringList namesFile {u"-K"_s, u"--config"_s,      u"-F"_s, u"--form"_s,
                             u"-T"_s, u"--upload-file"_s, u"-H"_s, u"--header"_s};

// One command: what its words say.
class CurlCommand
{
public:
    CurlCommand(const ShellScript& script, const OwnScript& own, const FileReading& files)
        : m_script(script)
        , m_own(own)
        , m_files(files)
    { }

    void read(const QStringList& words);
    Result<RecordedCall> call(RecordedCalls& calls) const;
    bool isModelCall() const { return callAddressOf(m_url).has_value(); }
    bool hasAddress() const { return !m_url.isEmpty(); }
    const QStringList& otherFiles() const { return m_otherFiles; } // named beside the data, and not read

private:
    void take(const QString& option, const QString& value);
    void addData(const QString& option, const QString& value);
    void noteOther(const QString& option, const QString& value);
    Result<QByteArray> fileOf(const QString& name) const;
    Result<CallRequest> request(const CallAddress& address) const;

    const ShellScript& m_script;
    const OwnScript& m_own;
    const FileReading& m_files;
    QString m_url;
    QStringList m_headers;
    QString m_bearer;
    QByteArray m_body;
    bool m_hasBody = false;
    QStringList m_otherFiles;
    std::optional<Error> m_problem;
};

// The file that a value of --data names: "@request.json", and what a shell would put in: "$(cat
// request.json)".
QString fileNamedBy(const QString& value)
{
    static const QRegularExpression pattern(u"^\\$\\((?:cat[ \\t]+|<[ \\t]*)([\"']?)([^()`\\n]+)\\1\\)$"_s);
    if (value.startsWith(u'@'))
        return value.mid(1);
    return value.startsWith(u"$("_s) ? pattern.match(value).captured(2).trimmed() : QString();
}

void CurlCommand::read(const QStringList& words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words.at(i);
        const auto next = [&] { return i + 1 < words.size() ? words.at(++i) : QString(); };
        if (!word.startsWith(u'-') || word == "-"_L1) {
            if (m_url.isEmpty() || (!isModelCall() && callAddressOf(word)))
                m_url = word;
        } else if (valueOptions.contains(word)) {
            take(word, next());
        } else if (!word.startsWith("--"_L1)) {
            // -sSXPOST: letters without a value up to one that has one.
            for (qsizetype at = 1; at < word.size(); ++at) {
                const QString option = u"-"_s + word.at(at);
                if (!valueOptions.contains(option))
                    continue;
                take(option, at + 1 < word.size() ? word.mid(at + 1) : next());
                break;
            }
        }
    }
}

void CurlCommand::take(const QString& option, const QString& value)
{
    if (option == "--url"_L1)
        m_url = value;
    else if ((option == "-H"_L1 || option == "--header"_L1) && !value.startsWith(u'@'))
        m_headers.append(value);
    else if (option == "--oauth2-bearer"_L1)
        m_bearer = value;
    else if (option == "-d"_L1 || option == "--json"_L1 || option.startsWith("--data"_L1))
        addData(option, value);
    else if (namesFile.contains(option))
        noteOther(option, value);
}

// A configuration, a form, an upload: their files are no part of a request to the model.
void CurlCommand::noteOther(const QString& option, const QString& value)
{
    static const QRegularExpression pattern(u"=[@<]([^;]+)"_s);
    const bool isForm = option == "-F"_L1 || option == "--form"_L1;
    const QString name =
        isForm ? pattern.match(value).captured(1) : value.mid(value.startsWith(u'@') ? 1 : 0);
    if (!name.isEmpty() && !m_script.files.contains(name) && m_otherFiles.size() < mostMissingFiles)
        m_otherFiles.append(name);
}

Result<QByteArray> CurlCommand::fileOf(const QString& name) const
{
    if (name == "-"_L1 && !m_script.input.isEmpty())
        return m_own.filled(m_script.input.toUtf8());
    for (const QString& written : {name, QFileInfo(name).fileName()}) {
        if (m_script.files.contains(written))
            return m_script.files.value(written).toUtf8();
    }
    if (name == "-"_L1)
        return Error {
            Error::Code::NotFound,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The command reads its request from a pipe."))};
    return m_files(name);
}

// Repeated data is joined as curl does it.
void CurlCommand::addData(const QString& option, const QString& value)
{
    QByteArray data = value.toUtf8();
    const QString name = option == "--data-raw"_L1 && value.startsWith(u'@') ? QString() : fileNamedBy(value);
    if (!name.isEmpty()) {
        const auto read = fileOf(name);
        if (!read) { // what follows is still read, so that all missing files can be named
            m_problem = m_problem.value_or(read.error());
            return;
        }
        data = *read;
    }
    if (m_hasBody && option != "--json"_L1)
        m_body += '&';
    m_body += data;
    m_hasBody = true;
}

Result<CallRequest> CurlCommand::request(const CallAddress& address) const
{
    auto read = readCallRequest(m_body, address);
    if (read || !m_body.contains("\\\""))
        return read;
    // Windows PowerShell hands a program its quotes only when they are escaped once more.
    QByteArray unescaped = m_body;
    auto again = readCallRequest(
        unescaped.replace("\\\\\\\"", "\x01").replace("\\\"", "\"").replace("\x01", "\\\""), address);
    return again ? again : read;
}

Result<RecordedCall> CurlCommand::call(RecordedCalls& calls) const
{
    const auto address = callAddressOf(m_url);
    if (m_problem)
        return *m_problem;
    if (!address)
        return Error {Error::Code::Parse,
                      sayOfCalls(QT_TRANSLATE_NOOP(
                          "Exchange", "The command's address is not that of a call to generateContent."))};
    addKey(calls, address->key, Backend::Auth::ApiKeyHeader);
    if (!m_bearer.isEmpty())
        takeCredential(calls, u"authorization"_s, u"Bearer "_s + m_bearer);
    for (const QString& header : m_headers)
        takeCredential(calls, header.section(u':', 0, 0), header.section(u':', 1));
    auto made = request(*address);
    if (!made)
        return made.error();
    return RecordedCall {std::move(*made), {}, 0, {}, {}};
}

bool isCurl(const QString& word)
{
    const QString name = word.section(u'/', -1).section(u'\\', -1);
    return name == "curl"_L1 || name == "curl.exe"_L1;
}

// The commands of a script, one after another.
class CommandReader
{
public:
    CommandReader(const FileReading& files, const StopAsked& stopped)
        : m_files(notingMissing(files, m_missing))
        , m_stopped(stopped)
    { }

    Result<RecordedCalls> read(const QString& text);

private:
    void take(CurlCommand& command);
    Error problem(const Error& first) const;

    QStringList m_missing;
    FileReading m_files;
    const StopAsked& m_stopped;
    RecordedCalls m_calls;
    std::optional<Error> m_problem;
    int m_others = 0;
};

Result<RecordedCalls> CommandReader::read(const QString& text)
{
    const auto own = readOwnScript(text, m_files);
    if (!own)
        return problem(own.error());
    const ShellScript script = readShellScript(own->text, shellKindOf(own->text));
    if (script.isTooLong)
        return Error {Error::Code::TooLarge,
                      sayOfCalls(QT_TRANSLATE_NOOP(
                          "Exchange", "The script's variables grow beyond 32 million characters."))};
    m_calls.kind = RecordedCalls::Kind::CommandLine;
    for (const QStringList& words : script.commands) {
        if (m_stopped())
            return stoppedReading();
        const auto it = std::ranges::find_if(words, isCurl);
        if (it == words.end())
            continue;
        CurlCommand command(script, *own, m_files);
        command.read(words.mid(it - words.begin() + 1));
        if (command.hasAddress())
            take(command);
    }
    if (m_calls.calls.isEmpty())
        return problem(m_problem.value_or(Error {
            Error::Code::Parse, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The command names no address."))}));
    if (m_others > 0)
        m_calls.notes << QCoreApplication::translate("Exchange", "%n other command(s) could not be used.",
                                                     nullptr, m_others);
    return m_calls;
}

void CommandReader::take(CurlCommand& command)
{
    auto call = command.call(m_calls);
    if (!call) {
        ++m_others;
        if (!m_problem || command.isModelCall())
            m_problem = call.error();
        return;
    }
    for (const QString& name : command.otherFiles())
        m_calls.notes << sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                      "The command also names “%1”, which was not read."))
                             .arg(name);
    m_calls.calls.append(std::move(*call));
}

// One sentence for one missing file; for several, all their names. Never NotFound: it is a command line.
Error CommandReader::problem(const Error& first) const
{
    Error error = first;
    if (error.code == Error::Code::NotFound)
        error.code = Error::Code::Io;
    if (m_missing.size() > 1)
        error.message = sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                     "The command reads files that were not read: %1. Choose "
                                                     "them, or open the command as a file beside them."))
                            .arg(u'“' + m_missing.join(u"”, “"_s) + u'”');
    return error;
}

} // namespace

Result<RecordedCalls> readCommandLines(const QString& text, const FileReading& files,
                                       const StopAsked& stopped)
{
    return CommandReader(files, stopped).read(text);
}

} // namespace safelight
