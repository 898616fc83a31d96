#include "app/exchange/calls.h"

#include "app/exchange/callparts.h"
#include "app/exchange/textforms.h"
#include "app/scripts/plaintext.h"
#include "app/scripts/shellscript.h"
#include "app/wire/jsonkind.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 commandLimit = 256LL * 1024 * 1024;

Error unknown()
{
    return {
        Error::Code::NotFound,
        sayOfCalls(QT_TRANSLATE_NOOP(
            "Exchange", "This is not a Gemini request, a curl command, a HAR file or a session report."))};
}

// A key that also stands in a request or an answer ("API key not valid: …") goes out of those too.
void hideKey(RecordedCall& call, const Secret& key, const CallSources& sources)
{
    if (call.answer.contains(key.reveal()))
        call.answer = redacted(std::move(call.answer), {key});
    if (!call.request || !call.request->body.contains(key.reveal()))
        return;
    const CallAddress address {call.request->prompt.model, call.request->stream, call.request->url, {}};
    auto read = readCallRequest(redacted(call.request->body, {key}), address, sources);
    if (read) {
        read->slips = call.request->slips;
        read->blanks = call.request->blanks;
        read->left = call.request->left;
    }
    call.request = read ? std::optional(std::move(*read)) : std::nullopt;
}

// A text may hold a key that its request is not sent with; it is the user's, and stays.
void noteKeysInTexts(RecordedCalls& calls)
{
    const auto holdsKey = [&calls](const RecordedCall& call) {
        if (!call.request)
            return false;
        QByteArray others = call.request->body;
        for (const auto& key : std::as_const(calls.keys))
            others.replace(key.key.reveal(), QByteArray());
        return redacted(others) != others;
    };
    if (std::ranges::any_of(std::as_const(calls.calls), holdsKey))
        calls.notes << sayOfCalls(QT_TRANSLATE_NOOP(
            "Exchange",
            "The text of the request contains what looks like an API key. It stays as it is written; "
            "remove it before you share the session."));
}

// Does broken JSON have members that requests have, and answers not?
bool mentionsRequest(const QByteArray& text)
{
    const QByteArray start = text.left(4096);
    return start.contains("contents") || start.contains("safetySettings") || start.contains("safety_settings")
        || start.contains("\"messages\"");
}

// One JSON value behind the other, as in batches: {"key": …, "request": {…}} on each line.
Result<RecordedCalls> readJsonLines(const QByteArray& text, const Error& problem, const CallSources& sources)
{
    RecordedCalls all;
    all.form = sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "A list of requests"));
    int line = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (sources.stopped())
            return stoppedReading();
        const auto rest = QByteArrayView(text).sliced(at);
        const auto read = readLenientJson(rest);
        if (!read || (line == 0 && rest.sliced(read->end).trimmed().isEmpty()))
            return problem;
        auto calls = readJsonForms(read->json.trimmed(), read->slips, sources);
        if (!calls)
            return calls;
        ++line;
        for (auto& call : calls->calls) {
            if (call.label.isEmpty())
                call.label = QString::number(line);
            all.calls.append(std::move(call));
        }
        at += read->end;
        while (at < text.size() && (json::isSpace(text.at(at)) || text.at(at) == ','))
            ++at;
    }
    return all;
}

Result<RecordedCalls> readJsonText(const QByteArray& text, const CallSources& sources)
{
    const auto read = readWholeJson(text);
    if (sources.stopped())
        return stoppedReading();
    if (read)
        return readJsonForms(read->json, read->slips, sources);
    auto lines = readJsonLines(text, read.error(), sources);
    if (lines || lines.error() != read.error() || mentionsRequest(text))
        return lines;
    return Error {Error::Code::NotFound, read.error().message};
}

bool isCommand(const QByteArray& text)
{
    static const QRegularExpression curl(u"(^|[\\s|;&(/])curl(\\.exe)?[\"']?\\s"_s);
    static const QRegularExpression web(
        u"(^|[\\s|;&(=])(Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\\s+[-\"'$@(h]"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.size() > commandLimit)
        return false;
    if (const QString start = QString::fromUtf8(text.left(1 << 20)); web.match(start).hasMatch())
        return true;
    return (text.startsWith("curl") || text.left(1 << 20).contains("curl"))
        && curl.match(QString::fromUtf8(text)).hasMatch();
}

Result<RecordedCalls> readKind(const QByteArray& bytes, const CallSources& sources);

// Each block of a Markdown text by itself; the first sentence where none is a request.
Result<RecordedCalls> readFenced(const QList<QByteArray>& blocks, const CallSources& sources)
{
    std::optional<RecordedCalls> all;
    std::optional<Error> problem;
    for (const QByteArray& block : blocks) {
        if (fencedBlocks(block).isEmpty()) {
            auto calls = readKind(block, sources);
            if (!calls && (!problem || problem->code == Error::Code::NotFound))
                problem = calls.error();
            if (calls && !all)
                all = std::move(*calls);
            else if (calls)
                all->calls += calls->calls;
        }
    }
    return all ? Result<RecordedCalls>(*all) : problem.value_or(unknown());
}

Result<RecordedCalls> readKind(const QByteArray& bytes, const CallSources& sources)
{
    const QByteArray utf8 = utf8TextOf(bytes);
    const QByteArray trimmed = utf8.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('['))
        return readJsonText(utf8, sources);
    if (const auto blocks = fencedBlocks(trimmed); !blocks.isEmpty())
        return readFenced(blocks, sources);
    if (trimmed.size() > commandLimit)
        return unknown();
    const QString text = Blanks::withoutMarks(QString::fromUtf8(trimmed));
    for (const auto read : {&readOwnCode, &readProxyLog, &readBrunoFile, &readHttpFile}) {
        if (const auto calls = read(text, sources))
            return *calls;
    }
    if (isCommand(trimmed))
        return readCommandLines(text, sources);
    if (const auto calls = readFetch(text, sources))
        return *calls;
    if (const auto refused = refuseKnownText(text))
        return *refused;
    // Comments above a request.
    if (trimmed.startsWith("//") || trimmed.startsWith("/*") || trimmed.startsWith('#')) {
        if (const auto json = readWholeJson(trimmed))
            return readJsonForms(json->json.trimmed(), json->slips, sources);
    }
    return unknown();
}

} // namespace

QString sayOfCalls(const char* sentence)
{
    return QCoreApplication::translate("Exchange", sentence);
}

Error stoppedReading()
{
    return {Error::Code::Cancelled, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "Reading was stopped."))};
}

Error foreignFormat()
{
    return {Error::Code::Parse,
            sayOfCalls(QT_TRANSLATE_NOOP(
                "Exchange",
                "This request is in OpenAI's or Anthropic's format (“messages”). Safelight sends "
                "Gemini's own format (“contents”); put the prompt into the editor instead."))};
}

std::optional<CallAddress> callAddressOf(const QString& text)
{
    static const QRegularExpression pattern(
        u"^[^?#]*/((?:models|tunedModels|endpoints)/)([^/?#]+):(stream)?[gG]enerateContent(?=$|[?#])"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    CallAddress address;
    QUrl url(text.contains(u"://"_s) ? text : QString(u"https://"_s + text));
    if (!Blanks::isIn(match.captured(2)))
        address.model = (match.captured(1) == "models/"_L1 ? QString() : match.captured(1))
            + QUrl::fromPercentEncoding(match.captured(2).toUtf8());
    if (isPlaceholder(address.model))
        address.model.clear();
    address.stream = match.capturedLength(3) > 0;
    const QString key = QUrlQuery(url).queryItemValue(u"key"_s, QUrl::FullyDecoded);
    if (!isPlaceholder(key))
        address.key = Secret(key.toUtf8());
    address.url = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    return address;
}

bool isPlaceholder(const QString& text)
{
    static const QRegularExpression pattern(
        u"^(?:<.*>|\\{\\{.*\\}\\}|\\[.*\\]|\\.{3,}|…|[xX]{3,}|[A-Z_]*(?:YOUR|INSERT|API_KEY|TOKEN)[A-Z_0-9]*|"
        "(?:your|my|the|insert|replace)[-_ ]?.*(?:key|token)(?:[-_ ]here)?)$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return Blanks::isIn(text) || isShellVariable(text) || text.contains(u"***"_s)
        || pattern.match(text).hasMatch();
}

void addKey(RecordedCalls& calls, const Secret& key, Backend::Auth auth)
{
    const FoundKey found {key, auth};
    if (!key.isEmpty() && !calls.keys.contains(found))
        calls.keys.append(found);
}

bool takeCredential(RecordedCalls& calls, const QString& name, const QString& value)
{
    const QString lower = name.trimmed().toLower();
    QString secret = value.trimmed();
    const bool bearer = lower == "authorization"_L1;
    if (!bearer && lower != "x-goog-api-key"_L1)
        return lower == "cookie"_L1 || lower == "proxy-authorization"_L1;
    if (bearer)
        secret = secret.startsWith(u"bearer "_s, Qt::CaseInsensitive) ? secret.mid(7).trimmed() : QString();
    if (!secret.isEmpty() && !secret.contains(u'$') && !isPlaceholder(secret))
        addKey(calls, Secret(secret.toUtf8()), bearer ? Backend::Auth::Bearer : Backend::Auth::ApiKeyHeader);
    return true;
}

Result<RecordedCalls> readCalls(const QByteArray& bytes, const FileReading& files, const StopAsked& stopped)
{
    return readCalls(bytes, CallSources {files, stopped});
}

Result<RecordedCalls> readCalls(const QByteArray& bytes, const CallSources& given)
{
    CallSources sources = given;
    if (!sources.stopped)
        sources.stopped = [] { return false; };
    if (sources.stopped())
        return stoppedReading();
    auto read = readKind(bytes, sources);
    if (!read || !sources.hidesKeys)
        return read;
    noteKeysInTexts(*read);
    for (auto& call : read->calls) {
        if (sources.stopped())
            return stoppedReading();
        for (const auto& found : std::as_const(read->keys))
            hideKey(call, found.key, sources);
    }
    return read;
}

bool mayHoldCalls(const QByteArray& start)
{
    static const QRegularExpression command(
        u"^(?:\\$ )?curl(?:\\.exe)?\\s|^#!.*[\\s\\S]*curl|\\ncurl |^(?:POST|GET) (?:https?://|\\{\\{)|^###|"
        "^(?:(?:const|let|var)\\s[^\\n]*)?(?:await\\s+)?fetch\\(|(?:^|[\\n=|] *)(?:Invoke-RestMethod|irm) |"
        "^(?:#|//) Sends one request to a Gemini model|^meta \\{"_s);
    const QByteArray trimmed = utf8TextOf(start).trimmed();
    if (!trimmed.startsWith('{') && !trimmed.startsWith('['))
        return command.match(QString::fromUtf8(trimmed)).hasMatch();
    const auto has = [&trimmed](const char* name) { return trimmed.contains(name); };
    return has("\"contents\"") || has("safelight.report/")
        || (has("\"log\"") && (has("\"entries\"") || has("\"creator\"") || has("\"pages\"")))
        || (has("\"info\"") && has("\"item\"")) || (has("\"nodes\"") && has("\"parameters\""))
        || (has("\"_type\"") && has("\"resources\"")) || (has("contents:") && !has("candidates"));
}

} // namespace safelight
