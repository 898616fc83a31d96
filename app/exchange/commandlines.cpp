#include "app/exchange/callparts.h"
#include "app/exchange/ownscript.h"
#include "app/exchange/shellscript.h"

#include <QCoreApplication>
#include <QFileInfo>

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

private:
    void take(const QString& option, const QString& value);
    void addData(const QString& option, const QString& value);
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
    std::optional<Error> m_problem;
};

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
    else if (option == "-H"_L1 || option == "--header"_L1)
        m_headers.append(value);
    else if (option == "--oauth2-bearer"_L1)
        m_bearer = value;
    else if (option == "-d"_L1 || option == "--json"_L1 || option.startsWith("--data"_L1))
        addData(option, value);
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
    if (value.startsWith(u'@') && option != "--data-raw"_L1) {
        const auto read = fileOf(value.mid(1));
        if (!read) {
            m_problem = read.error();
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
    addKey(calls, address->key, BackendProfile::Auth::ApiKeyHeader);
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

} // namespace

Result<RecordedCalls> readCommandLines(const QString& text, const FileReading& files,
                                       const StopAsked& stopped)
{
    const auto own = readOwnScript(text, files);
    if (!own)
        return own.error();
    const ShellScript script = readShellScript(own->text, shellKindOf(own->text));
    RecordedCalls calls;
    calls.kind = RecordedCalls::Kind::CommandLine;
    std::optional<Error> problem;
    int others = 0;
    for (const QStringList& words : script.commands) {
        if (stopped())
            return stoppedReading();
        const auto it = std::ranges::find_if(words, isCurl);
        if (it == words.end())
            continue;
        CurlCommand command(script, *own, files);
        command.read(words.mid(it - words.begin() + 1));
        if (!command.hasAddress())
            continue;
        auto call = command.call(calls);
        if (call)
            calls.calls.append(std::move(*call));
        else if (!problem || command.isModelCall())
            problem = call.error();
        others += call ? 0 : 1;
    }
    if (calls.calls.isEmpty())
        return problem.value_or(Error {
            Error::Code::Parse, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The command names no address."))});
    if (others > 0)
        calls.notes << QCoreApplication::translate("Exchange", "%n other command(s) could not be used.",
                                                   nullptr, others);
    return calls;
}

} // namespace safelight
