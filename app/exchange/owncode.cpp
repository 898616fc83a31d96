// Python and JavaScript that this program wrote: their values are read, nothing is run.
#include "app/base/membernames.h"
#include "app/exchange/sdkparameters.h"
#include "app/exchange/textforms.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class OwnCode
{
public:
    OwnCode(const QString& text, const CallSources& sources)
        : m_text(text)
        , m_sources(sources)
    { }

    Result<RecordedCalls> read();

private:
    // The value that a line gives this name; empty: none does.
    QByteArray valueOf(const QString& name);
    std::optional<QByteArray> callOf(const LenientCall& call);
    QByteArray body();

    const QString& m_text;
    const CallSources& m_sources;
    std::optional<Error> m_problem;
};

std::optional<QByteArray> OwnCode::callOf(const LenientCall& call)
{
    if (call.name.startsWith("types.")) {
        QByteArrayList members;
        for (const auto& [name, value] : call.named)
            members << jsonQuoted(camelCase(name)) + ':' + value;
        return '{' + members.join(',') + '}';
    }
    if (call.values.size() != 1)
        return std::nullopt;
    if (call.name == "base64.b64decode")
        return call.values.first();
    if (call.name != "file_bytes" && call.name != "file_base64" && call.name != "fileBase64")
        return std::nullopt;
    const auto bytes = m_sources.files(QString::fromUtf8(jsonPlainText(call.values.first())));
    if (!bytes)
        m_problem = m_problem.value_or(bytes.error());
    return bytes ? std::optional('"' + bytes->toBase64() + '"') : std::optional(QByteArray("\"\""));
}

QByteArray OwnCode::valueOf(const QString& name)
{
    const QRegularExpression setting(u"^(?:const )?%1 = "_s.arg(name), QRegularExpression::MultilineOption);
    const auto match = setting.match(m_text);
    if (!match.hasMatch())
        return {};
    const LenientNames names {{}, [this](const LenientCall& call) { return callOf(call); }};
    const auto read = readLenientJson(m_text.sliced(match.capturedEnd()).toUtf8(), names);
    if (!read)
        m_problem = m_problem.value_or(read.error());
    return read ? read->json.trimmed() : QByteArray();
}

// {"a": 1} and {"b": 2} are {"a": 1, "b": 2}
QByteArray mergedObjects(QByteArray first, const QByteArray& second)
{
    const bool isEmpty = jsonMembers(first).isEmpty();
    if (!jsonMembers(second).isEmpty())
        first.insert(first.lastIndexOf('}'),
                     (isEmpty ? QByteArray() : QByteArray(",")) + second.chopped(1).sliced(1));
    return first;
}

// {"HARM_CATEGORY_X": "OFF"} of the older SDK
QByteArray settingsList(const QByteArray& object)
{
    QByteArrayList settings;
    for (const auto& member : jsonMembers(object))
        settings << "{\"category\":" + jsonQuoted(member.name)
                + ",\"threshold\":" + member.valueIn(object).toByteArray() + '}';
    return '[' + settings.join(',') + ']';
}

QByteArray OwnCode::body()
{
    QByteArray config = valueOf(u"config"_s);
    if (config.isEmpty())
        config = "{}";
    for (const auto& [name, member] :
         {std::pair {u"system_instruction"_s, "systemInstruction"}, std::pair {u"tools"_s, "tools"},
          std::pair {u"tool_config"_s, "toolConfig"}}) {
        if (const QByteArray value = valueOf(name); !value.isEmpty() && value != "null")
            config = mergedObjects(config, '{' + jsonQuoted(member) + ':' + value + '}');
    }
    if (const QByteArray settings = valueOf(u"safety_settings"_s); !settings.isEmpty() && settings != "{}")
        config = mergedObjects(config, "{\"safetySettings\":" + settingsList(settings) + '}');
    if (const QByteArray generation = valueOf(u"generation_config"_s); !generation.isEmpty())
        config = mergedObjects(config, generation);
    const QByteArray extra = jsonMember(jsonMember(config, "httpOptions"), "extraBody").toByteArray();
    QByteArray request =
        requestOfSdkParameters("{\"contents\":" + valueOf(u"contents"_s) + ",\"config\":" + config + '}');
    for (const auto& member : jsonMembers(extra)) {
        const QByteArray value = member.valueIn(extra).toByteArray();
        const auto there = jsonMember(request, camelCase(member.name)).toByteArray();
        const bool isMerged = json::kindOf(there) == json::Kind::Object;
        request = withoutJsonMember(request, camelCase(member.name));
        request = mergedObjects(request,
                                '{' + jsonQuoted(member.name) + ':'
                                    + (isMerged ? mergedObjects(there, value) : value) + '}');
    }
    return request;
}

Result<RecordedCalls> OwnCode::read()
{
    QByteArray model = valueOf(u"MODEL"_s);
    if (model.isEmpty())
        model = valueOf(u"model"_s);
    const QByteArray json = body();
    if (m_problem)
        return Error {Error::Code::Parse, m_problem->message};
    CallAddress address;
    address.model = QString::fromUtf8(jsonPlainText(model));
    auto request = readCallRequest(json, address, m_sources);
    if (!request)
        return request.error();
    RecordedCalls calls;
    calls.calls.append({std::move(*request), {}, 0, {}, {}});
    return formResult(calls, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "Code that Safelight wrote")), {});
}

} // namespace

TextForm readOwnCode(const QString& text, const CallSources& sources)
{
    static const QRegularExpression contents(u"^(?:const )?contents = "_s,
                                             QRegularExpression::MultilineOption);
    const bool isOwn =
        text.left(1 << 12).contains(u" Sends one request to a Gemini model and tells what came back."_s);
    if (!isOwn || !contents.match(text).hasMatch())
        return std::nullopt;
    return OwnCode(text, sources).read();
}

} // namespace safelight
