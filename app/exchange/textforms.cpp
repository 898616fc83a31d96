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
    ScriptNames(const QString& text, Blanks& blanks)
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

    const QString& m_text;
    Blanks& m_blanks;
    QHash<QByteArray, QByteArray> m_known;
    int m_depth = 0;
    qsizetype m_room = 32 * 1024 * 1024; // that names may still fill in
};

std::optional<QByteArray> ScriptNames::valueOf(QByteArrayView view)
{
    constexpr int deepestName = 10;
    constexpr qsizetype mostNames = 500;
    const QByteArray name = view.toByteArray();
    const QString text = QString::fromUtf8(name);
    if (!m_known.contains(name) && m_depth < deepestName && m_known.size() < mostNames) {
        const QRegularExpression setting(
            u"\\b(?:const|let|var)\\s+%1\\s*=\\s*"_s.arg(QRegularExpression::escape(text)));
        m_known.insert(name, {});
        if (const auto match = setting.match(m_text); match.hasMatch()) {
            ++m_depth;
            if (const auto read = readLenientJson(m_text.sliced(match.capturedEnd()).toUtf8(), names()))
                m_known.insert(name, read->json.trimmed());
            --m_depth;
        }
    }
    const QByteArray known = m_known.value(name);
    if (known.isEmpty() || known.size() > m_room)
        return jsonQuoted(openPlace(m_blanks, text.section(u'.', -1), text).toUtf8());
    m_room -= known.size();
    return known;
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

// From behind the bracket of fetch(…): the address, then the options.
Result<WebCall> fetchCall(const QString& text, qsizetype from, bool hasBodyOnly)
{
    WebCall web;
    ScriptNames script(text, web.blanks);
    const LenientNames names = script.names();
    const QByteArray rest = text.sliced(from).toUtf8();
    const auto url = readLenientJson(rest, names);
    if (!url)
        return url.error();
    const qsizetype comma = rest.indexOf(',', url->end);
    const auto options =
        readLenientJson(QByteArrayView(rest).sliced(comma < 0 ? rest.size() : comma + 1), names);
    if (!options)
        return options.error();
    web.url = QString::fromUtf8(jsonPlainText(url->json.trimmed()));
    const QByteArray given = options->json.trimmed();
    web.body = bodyText(hasBodyOnly ? QByteArrayView(given) : jsonMember(given, "body"));
    const auto headers = jsonMember(given, "headers");
    for (const auto& header : jsonMembers(headers))
        web.headers.append(
            {QString::fromUtf8(header.name), QString::fromUtf8(jsonPlainText(header.valueIn(headers)))});
    return web;
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
    constexpr int mostCalls = 200;
    static const QRegularExpression pattern(u"\\b(?:fetch|axios\\.post)\\s*\\(\\s*"_s);
    RecordedCalls calls;
    std::optional<Error> problem;
    int count = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext() && count < mostCalls && !sources.stopped();
         ++count) {
        const auto match = it.next();
        const auto web = fetchCall(text, match.capturedEnd(), match.captured().startsWith(u"axios"_s));
        const auto added = web ? addWebCall(calls, *web, sources) : Result<bool>(web.error());
        if (!added)
            problem = problem.value_or(added.error());
    }
    if (count == 0)
        return std::nullopt;
    return formResult(calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "JavaScript that calls fetch()")),
                      problem);
}

// The value is Python's repr between the shell's quotes, which no shell reads.
TextForm readProxyLog(const QString& text, const CallSources& sources)
{
    static const QRegularExpression pattern(
        u"(https?://\\S{1,500}:(?:stream)?[gG]enerateContent\\S{0,500})[\\s\\S]{0,2000}?-d\\s+'(?=\\{')"_s);
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
    const auto match = isBruno.match(text.left(1 << 12));
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

TextForm refuseKnownText(const QString& text)
{
    static const QRegularExpression python(
        u"^\\s*(?:from|import) [\\w.]+[\\s\\S]*(?:generate_content|GenerativeModel|genai|requests\\.post)"_s);
    static const QRegularExpression promptfoo(
        u"^prompts:\\s[\\s\\S]*^providers:\\s|^providers:\\s[\\s\\S]*^prompts:\\s"_s,
        QRegularExpression::MultilineOption);
    const auto refused = [](const char* sentence) {
        return Result<RecordedCalls>(Error {Error::Code::Parse, sayOfCalls(sentence)});
    };
    const QString start = text.left(1 << 14);
    if (python.match(start).hasMatch())
        return refused(QT_TRANSLATE_NOOP(
            "Exchange",
            "This is Python code, which is not run. Print the request it sends as JSON (for example "
            "with the SDK's debug log), and open that."));
    if (promptfoo.match(start).hasMatch())
        return refused(QT_TRANSLATE_NOOP(
            "Exchange",
            "This is a promptfoo configuration. It makes its requests when it runs; open one of them "
            "as JSON instead."));
    return std::nullopt;
}

QList<QByteArray> fencedBlocks(const QByteArray& text)
{
    QList<QByteArray> blocks;
    QByteArray fence; // of the block that is open
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype lineEnd = text.indexOf('\n', at);
        const qsizetype next = lineEnd < 0 ? text.size() : lineEnd + 1;
        const auto line = QByteArrayView(text).sliced(at, next - at).trimmed();
        if (fence.isEmpty() && (line.startsWith("```") || line.startsWith("~~~"))) {
            fence = line.first(3).toByteArray();
            from = next;
        } else if (!fence.isEmpty() && line == fence) {
            blocks.append(text.sliced(from, at - from));
            fence.clear();
        }
        at = next;
    }
    return blocks;
}

} // namespace safelight
