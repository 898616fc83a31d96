#include "app/exchange/curlcommand.h"

#include "app/wire/lenientjson.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Options of curl that take a value (curl 8 --help all); those that are read are named in the code.
constexpr auto valueOptions = std::to_array<QLatin1StringView>({"-A"_L1,
                                                                "-b"_L1,
                                                                "-c"_L1,
                                                                "-C"_L1,
                                                                "-D"_L1,
                                                                "-e"_L1,
                                                                "-E"_L1,
                                                                "-F"_L1,
                                                                "-K"_L1,
                                                                "-m"_L1,
                                                                "-o"_L1,
                                                                "-P"_L1,
                                                                "-Q"_L1,
                                                                "-r"_L1,
                                                                "-t"_L1,
                                                                "-T"_L1,
                                                                "-u"_L1,
                                                                "-U"_L1,
                                                                "-w"_L1,
                                                                "-x"_L1,
                                                                "-X"_L1,
                                                                "-y"_L1,
                                                                "-Y"_L1,
                                                                "-z"_L1,
                                                                "-d"_L1,
                                                                "-H"_L1,
                                                                "--request"_L1,
                                                                "--user-agent"_L1,
                                                                "--cookie"_L1,
                                                                "--cookie-jar"_L1,
                                                                "--dump-header"_L1,
                                                                "--referer"_L1,
                                                                "--cert"_L1,
                                                                "--key"_L1,
                                                                "--cacert"_L1,
                                                                "--capath"_L1,
                                                                "--form"_L1,
                                                                "--config"_L1,
                                                                "--max-time"_L1,
                                                                "--connect-timeout"_L1,
                                                                "--output"_L1,
                                                                "--user"_L1,
                                                                "--proxy"_L1,
                                                                "--proxy-user"_L1,
                                                                "--write-out"_L1,
                                                                "--retry"_L1,
                                                                "--retry-delay"_L1,
                                                                "--retry-max-time"_L1,
                                                                "--resolve"_L1,
                                                                "--upload-file"_L1,
                                                                "--url"_L1,
                                                                "--header"_L1,
                                                                "--data"_L1,
                                                                "--data-raw"_L1,
                                                                "--data-binary"_L1,
                                                                "--data-ascii"_L1,
                                                                "--data-urlencode"_L1,
                                                                "--json"_L1,
                                                                "--oauth2-bearer"_L1,
                                                                "--limit-rate"_L1,
                                                                "--interface"_L1,
                                                                "--ciphers"_L1,
                                                                "--output-dir"_L1,
                                                                "--stderr"_L1,
                                                                "--trace"_L1,
                                                                "--trace-ascii"_L1,
                                                                "--unix-socket"_L1,
                                                                "--variable"_L1});

// Options whose value is a file that is not read here.
constexpr std::array namesFile {"-K"_L1, "--config"_L1,      "-F"_L1, "--form"_L1,
                                "-T"_L1, "--upload-file"_L1, "-H"_L1, "--header"_L1};

template<typename List>
bool isOneOfOptions(const List& options, const QString& option)
{
    return std::ranges::any_of(options, [&option](QLatin1StringView one) { return option == one; });
}

// Headers that have no bearing on what the model does, and those that this program sets itself.
bool isPlainHeader(const QString& name)
{
    static const QStringList plain {
        u"content-type"_s,    u"accept"_s,     u"user-agent"_s,      u"content-length"_s, u"host"_s,
        u"accept-encoding"_s, u"connection"_s, u"accept-language"_s, u"origin"_s,         u"referer"_s};
    const QString lower = name.trimmed().toLower();
    return plain.contains(lower) || lower.startsWith("sec-"_L1) || lower.startsWith("x-goog-api-client"_L1);
}

} // namespace

void CurlCommand::read(const ShellCommand& command)
{
    m_input = command.input;
    m_hasInput = command.hasInput;
    m_pipe = command.pipe;
    const QStringList& words = command.words;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words.at(i);
        const auto next = [&] { return i + 1 < words.size() ? words.at(++i) : QString(); };
        if (!word.startsWith(u'-') || word == "-"_L1) {
            if (m_url.isEmpty() || (!isModelCall() && callAddressOf(word)))
                m_url = word;
        } else if (isOneOfOptions(valueOptions, word)) {
            take(word, next());
        } else if (!word.startsWith("--"_L1)) {
            // -sSXPOST: letters without a value up to one that has one.
            for (qsizetype at = 1; at < word.size(); ++at) {
                const QString option = u"-"_s + word.at(at);
                if (!isOneOfOptions(valueOptions, option))
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
    else if (isOneOfOptions(namesFile, option))
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
    const bool isInput = name == "-"_L1 || name == "/dev/stdin"_L1;
    if (isInput && m_hasInput)
        return m_own.filled(m_input);
    for (const QString& written : {name, QFileInfo(name).fileName()}) {
        if (m_script.files.contains(written))
            return m_script.files.value(written);
    }
    if (isInput)
        return Error {
            Error::Code::Io,
            m_pipe.isEmpty()
                ? sayOfCalls(
                    QT_TRANSLATE_NOOP("Exchange",
                                      "The command reads its request from standard input, which is not here. "
                                      "Save the request to a file and open that."))
                : sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                               "The command reads its request from a pipe (“%1”), and no "
                                               "command is run. Save its output to a file and open that."))
                      .arg(m_script.blanks.written(m_pipe))};
    if (Blanks::isIn(name))
        return Error {Error::Code::Io,
                      sayOfCalls(QT_TRANSLATE_NOOP(
                                     "Exchange", "The command reads the file “%1”, whose name is not known."))
                          .arg(m_script.blanks.written(name))};
    return m_sources.files(name);
}

// Repeated data is joined as curl does it.
void CurlCommand::addData(const QString& option, const QString& value)
{
    QByteArray data = value.toUtf8();
    const bool namesIt = value.startsWith(u'@') && option != "--data-raw"_L1;
    const QString name = namesIt ? value.mid(1) : QString();
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
    auto read = readBlankedRequest(m_body, address, m_script.blanks, m_sources);
    if (read || !m_body.contains("\\\""))
        return read;
    // Windows PowerShell hands a program its quotes only when they are escaped once more.
    QByteArray unescaped = m_body;
    unescaped.replace("\\\\\\\"", "\x01").replace("\\\"", "\"").replace("\x01", "\\\"");
    auto again = readBlankedRequest(unescaped, address, m_script.blanks, m_sources);
    return again ? again : read;
}

Error CurlCommand::foreignAddress() const
{
    const QString path = QUrl(m_script.blanks.written(m_url)).path();
    if (path.endsWith("/chat/completions"_L1) || path.endsWith("/messages"_L1)
        || path.endsWith("/responses"_L1))
        return foreignFormat();
    return {Error::Code::Parse,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                         "The command's address is not that of a call to generateContent."))};
}

Result<RecordedCall> CurlCommand::call(RecordedCalls& calls) const
{
    // The way of the address may be filled in; what follows it may hold a key.
    const qsizetype query = m_url.indexOf(u'?');
    const auto known = [this](const Blanks::Blank& blank) {
        return blank.kind == Blanks::Blank::Kind::Variable && m_sources.variables
            ? m_sources.variables(blank.name)
            : std::nullopt;
    };
    const QString way = m_script.blanks.filled(query < 0 ? m_url : m_url.first(query), known);
    const auto address = callAddressOf(query < 0 ? way : QString(way + m_url.sliced(query)));
    if (!address)
        return m_problem.value_or(foreignAddress());
    if (m_problem)
        return *m_problem;
    addKey(calls, address->key, Backend::Auth::ApiKeyHeader);
    if (!m_bearer.isEmpty())
        takeCredential(calls, u"authorization"_s, u"Bearer "_s + m_bearer);
    QStringList others;
    for (const QString& header : m_headers) {
        const QString name = header.section(u':', 0, 0);
        if (!takeCredential(calls, name, header.section(u':', 1)) && !isPlainHeader(name))
            others << sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "the header %1"))
                          .arg(m_script.blanks.written(name));
    }
    auto made = request(*address);
    if (!made)
        return made.error();
    made->left += others;
    made->url = QUrl(m_script.blanks.written(address->url.toString()));
    addAddressBlanks(*made, way, m_script.blanks);
    return RecordedCall {std::move(*made), {}, 0, {}, {}};
}

} // namespace safelight
