// .http and .rest files, as editors run them: requests between "###" lines, "@name = value", "{{name}}".
#include "app/exchange/textforms.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class HttpFile
{
public:
    HttpFile(const QString& text, const CallSources& sources)
        : m_text(text)
        , m_sources(sources)
    { }

    Result<RecordedCalls> read();

private:
    void readBlock(const QStringList& lines);
    QString filled(const QString& text, Blanks& blanks, int depth);
    QByteArray bodyOf(const QStringList& lines, Blanks& blanks);

    const QString& m_text;
    const CallSources& m_sources;
    QHash<QString, QString> m_variables;
    qsizetype m_room = 32 * 1024 * 1024; // characters that variables may fill in
    RecordedCalls m_calls;
    std::optional<Error> m_problem;
};

const QRegularExpression& requestLine()
{
    static const QRegularExpression pattern(
        u"^(?:POST|GET|PUT|PATCH|DELETE)\\s+(\\S+)(?:\\s+HTTP/[\\d.]+)?\\s*$"_s);
    return pattern;
}

// {{name}}, {{$dotenv NAME}}, {{$processEnv NAME}}
QString HttpFile::filled(const QString& text, Blanks& blanks, int depth)
{
    constexpr int deepestTemplate = 10;
    static const QRegularExpression pattern(
        u"\\{\\{\\s*(?:\\$(?:dotenv|processEnv)\\s+)?%?(\\w[\\w.-]*)\\s*\\}\\}"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1);
        const auto known = m_variables.constFind(name);
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (known == m_variables.cend() || depth >= deepestTemplate || known->size() > m_room) {
            result += blanks.markOf({Blanks::Blank::Kind::Variable, name, match.captured()});
            continue;
        }
        m_room -= known->size();
        result += filled(*known, blanks, depth + 1);
    }
    return result + QStringView(text).sliced(from);
}

// Lines, and files that "< ./request.json" puts in.
QByteArray HttpFile::bodyOf(const QStringList& lines, Blanks& blanks)
{
    QByteArray body;
    for (const QString& line : lines) {
        const bool putsInFile = line.startsWith(u"< "_s) || line.startsWith(u"<@ "_s);
        const QString name = putsInFile ? line.section(u' ', 1).trimmed() : QString();
        if (!putsInFile) {
            body += filled(line, blanks, 0).toUtf8() + '\n';
            continue;
        }
        auto bytes = m_sources.files(name.startsWith("./"_L1) ? name.sliced(2) : name);
        body +=
            bytes ? *bytes : blanks.markOf({Blanks::Blank::Kind::File, name, name, bytes.error()}).toUtf8();
    }
    return body;
}

void HttpFile::readBlock(const QStringList& lines)
{
    WebCall web;
    qsizetype at = 0;
    while (at < lines.size() && !requestLine().match(lines.at(at)).hasMatch()) {
        if (lines.at(at).startsWith(u"# @name"_s) || lines.at(at).startsWith(u"// @name"_s))
            web.label = lines.at(at).section(u"@name"_s, 1).trimmed();
        ++at;
    }
    if (at == lines.size())
        return;
    QString url = requestLine().match(lines.at(at)).captured(1);
    // A query may go on below.
    for (++at; at < lines.size() && QStringView(lines.at(at)).trimmed().startsWith(u'?'); ++at)
        url += QStringView(lines.at(at)).trimmed();
    for (; at < lines.size() && !lines.at(at).trimmed().isEmpty(); ++at)
        web.headers.append(
            {lines.at(at).section(u':', 0, 0), filled(lines.at(at).section(u':', 1), web.blanks, 0)});
    QStringList body = lines.mid(at + 1);
    const auto script = body.indexOf(QRegularExpression(u"^> .*$"_s)); // a test of the answer
    if (script >= 0)
        body = body.first(script);
    web.url = filled(url, web.blanks, 0);
    web.body = bodyOf(body, web.blanks);
    if (const auto added = addWebCall(m_calls, web, m_sources); !added)
        m_problem = m_problem.value_or(added.error());
}

Result<RecordedCalls> HttpFile::read()
{
    static const QRegularExpression setting(u"^@([\\w.-]+)\\s*=\\s*(.*)$"_s);
    QStringList block;
    bool hasRequest = false; // the block at hand
    QList<QStringList> blocks;
    const QStringList lines = QString(m_text).remove(u'\r').split(u'\n');
    for (const QString& line : lines) {
        if (const auto match = setting.match(line); match.hasMatch() && !hasRequest)
            m_variables.insert(match.captured(1), match.captured(2).trimmed());
        else if (line.startsWith(u"###"_s))
            blocks.append(std::exchange(block, {}));
        else
            block.append(line);
        hasRequest = !block.isEmpty() && (hasRequest || requestLine().match(line).hasMatch());
    }
    blocks.append(block);
    for (const QStringList& one : blocks) {
        if (m_sources.stopped())
            return stoppedReading();
        readBlock(one);
    }
    return formResult(m_calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "An .http file")), m_problem);
}

} // namespace

TextForm readHttpFile(const QString& text, const CallSources& sources)
{
    static const QRegularExpression pattern(u"^(?:POST|GET|PUT) (?:https?://|\\{\\{)\\S+"_s,
                                            QRegularExpression::MultilineOption);
    if (!pattern.match(text).hasMatch())
        return std::nullopt;
    return HttpFile(text, sources).read();
}

} // namespace safelight
