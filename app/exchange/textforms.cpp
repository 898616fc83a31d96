#include "app/exchange/textforms.h"

#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A variable that nothing in the text sets.
QString openPlace(Blanks& blanks, const QString& name, const QString& written)
{
    return blanks.markOf({Blanks::Blank::Kind::Variable, name, written});
}

// What names in JavaScript stand for: constants that the same text sets, or open places.
class ScriptNames
{
public:
    ScriptNames(const QByteArray& text, Blanks& blanks)
        : m_text(text)
        , m_blanks(blanks)
    { }

    LenientNames names()
    {
        return {[this](QByteArrayView name) { return valueOf(name); },
                [this](const LenientCall& call) { return callOf(call); }};
    }

private:
    std::optional<QByteArray> valueOf(QByteArrayView name);
    std::optional<QByteArray> callOf(const LenientCall& call);

    const QByteArray& m_text;
    Blanks& m_blanks;
    QHash<QByteArray, QByteArray> m_known;
    int m_depth = 0;
};

std::optional<QByteArray> ScriptNames::valueOf(QByteArrayView view)
{
    constexpr int deepest = 10;
    const QByteArray name = view.toByteArray();
    if (const auto known = m_known.constFind(name); known != m_known.cend())
        return *known;
    const QString text = QString::fromUtf8(name);
    QByteArray value = jsonQuoted(openPlace(m_blanks, text.section(u'.', -1), text).toUtf8());
    const QRegularExpression setting(
        u"\\b(?:const|let|var)\\s+%1\\s*=\\s*"_s.arg(QRegularExpression::escape(text)));
    const auto match =
        m_depth < deepest ? setting.match(QString::fromUtf8(m_text)) : QRegularExpressionMatch();
    if (match.hasMatch()) {
        ++m_depth;
        const auto rest = QString::fromUtf8(m_text).sliced(match.capturedEnd()).toUtf8();
        if (const auto read = readLenientJson(rest, names()))
            value = read->json.trimmed();
        --m_depth;
    }
    m_known.insert(name, value);
    return value;
}

std::optional<QByteArray> ScriptNames::callOf(const LenientCall& call)
{
    if ((call.name == "JSON.stringify" || call.name == "String") && !call.values.isEmpty())
        return call.values.first();
    return jsonQuoted(openPlace(m_blanks, {}, QString::fromUtf8(call.name) + u"(…)"_s).toUtf8());
}

QByteArray bodyText(QByteArrayView value)
{
    return json::kindOf(value) == json::Kind::Text ? jsonPlainText(value) : value.toByteArray();
}

} // namespace

Result<RecordedCalls> formResult(RecordedCalls calls, const QString& form,
                                 const std::optional<Error>& problem)
{
    calls.kind = RecordedCalls::Kind::Collection;
    calls.form = form;
    if (!calls.calls.isEmpty())
        return calls;
    if (problem)
        return Error {Error::Code::Parse, problem->message};
    return Error {
        Error::Code::Parse,
        sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "%1, but none of its requests calls generateContent."))
            .arg(form)};
}

TextForm readFetch(const QString& text, const CallSources& sources)
{
    static const QRegularExpression pattern(u"\\b(?:fetch|axios\\.post)\\s*\\(\\s*"_s);
    RecordedCalls calls;
    std::optional<Error> problem;
    bool isFetch = false;
    const QByteArray bytes = text.toUtf8();
    for (auto it = pattern.globalMatch(text); it.hasNext() && !sources.stopped();) {
        const auto match = it.next();
        isFetch = true;
        WebCall web;
        ScriptNames script(bytes, web.blanks);
        const LenientNames names = script.names();
        const QByteArray rest = text.sliced(match.capturedEnd()).toUtf8();
        const auto url = readLenientJson(rest, names);
        const qsizetype comma = url ? rest.indexOf(',', url->end) : -1;
        const auto options = comma > 0 ? readLenientJson(QByteArrayView(rest).sliced(comma + 1), names)
                                       : Result<LenientJson>(url ? Error() : url.error());
        if (!url || !options) {
            problem = problem.value_or(url ? options.error() : url.error());
            continue;
        }
        web.url = QString::fromUtf8(jsonPlainText(url->json.trimmed()));
        const QByteArray given = options->json.trimmed();
        const auto body = jsonMember(given, "body");
        web.body = match.captured().startsWith(u"axios"_s) ? bodyText(given) : bodyText(body);
        const auto headers = jsonMember(given, "headers");
        for (const auto& header : jsonMembers(headers))
            web.headers.append(
                {QString::fromUtf8(header.name), QString::fromUtf8(jsonPlainText(header.valueIn(headers)))});
        if (const auto added = addWebCall(calls, web, sources); !added)
            problem = problem.value_or(added.error());
    }
    if (!isFetch)
        return std::nullopt;
    return formResult(calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "JavaScript that calls fetch()")),
                      problem);
}

// The value is Python's repr between the shell's quotes, which no shell reads.
TextForm readProxyLog(const QString& text, const CallSources& sources)
{
    static const QRegularExpression pattern(
        u"(https?://\\S+:(?:stream)?[gG]enerateContent\\S*)[\\s\\S]{0,4000}?-d\\s+'(?=\\{')"_s);
    RecordedCalls calls;
    std::optional<Error> problem;
    bool isLog = false;
    for (auto it = pattern.globalMatch(text); it.hasNext() && !sources.stopped();) {
        const auto match = it.next();
        isLog = true;
        const auto body = readLenientJson(text.sliced(match.capturedEnd()).toUtf8());
        if (!body) {
            problem = problem.value_or(body.error());
            continue;
        }
        WebCall web {match.captured(1), {}, body->json, {}, {}};
        if (const auto added = addWebCall(calls, web, sources); !added)
            problem = problem.value_or(added.error());
    }
    if (!isLog)
        return std::nullopt;
    return formResult(calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A log of LiteLLM")), problem);
}

TextForm readBrunoFile(const QString& text, const CallSources& sources)
{
    static const QRegularExpression isBruno(u"^(?:post|get) \\{\\s*$[\\s\\S]*?^ *url: *(\\S+)"_s,
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression bodyBlock(u"^body:json \\{\\s*$\\n([\\s\\S]*?)^\\}"_s,
                                              QRegularExpression::MultilineOption);
    const auto match = isBruno.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    RecordedCalls calls;
    WebCall web;
    web.url = match.captured(1);
    web.body = bodyBlock.match(text).captured(1).toUtf8();
    const auto added = addWebCall(calls, web, sources);
    return formResult(calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A request of Bruno")),
                      added ? std::nullopt : std::optional(added.error()));
}

TextForm refusePython(const QString& text)
{
    static const QRegularExpression pattern(
        u"^\\s*(?:from|import) [\\w.]+[\\s\\S]*(?:generate_content|GenerativeModel|genai|requests\\.post)"_s);
    if (!pattern.match(text.left(1 << 16)).hasMatch())
        return std::nullopt;
    return Result<RecordedCalls>(
        Error {Error::Code::Parse,
               sayOfCalls(QT_TRANSLATE_NOOP(
                   "Exchange",
                   "This is Python code, which is not run. Print the request it sends as JSON (for "
                   "example with the SDK's debug log), and open that."))});
}

QList<QByteArray> fencedBlocks(const QByteArray& text)
{
    static const QRegularExpression pattern(u"^[ \\t]*(```+|~~~+)[^\\n]*\\n([\\s\\S]*?)^[ \\t]*\\1\\s*$"_s,
                                            QRegularExpression::MultilineOption);
    QList<QByteArray> blocks;
    if (!text.contains("```") && !text.contains("~~~"))
        return blocks;
    for (auto it = pattern.globalMatch(QString::fromUtf8(text)); it.hasNext();)
        blocks.append(it.next().captured(2).toUtf8());
    return blocks;
}

} // namespace safelight
