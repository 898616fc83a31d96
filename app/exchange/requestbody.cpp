// One request: its body as JSON, and what the editor can show of it.
#include "app/base/membernames.h"
#include "app/exchange/callparts.h"
#include "app/prompt/imageintake.h"
#include "app/request/requestcodec.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Requests have their pictures' type in writing and not their size; the size is read from the bytes.
void completeImages(Prompt& prompt)
{
    for (auto& image : prompt.images) {
        const auto read = makeReferenceImage(image.bytes, image.fileName);
        if (read)
            image.pixelSize = read->pixelSize;
    }
}

// The service takes one object where a list belongs, a text where a content belongs, and numbers for names.
QJsonArray listOf(const QJsonValue& value)
{
    return value.isArray() ? value.toArray() : QJsonArray {value};
}

QJsonValue partOf(const QJsonValue& value)
{
    return value.isString() ? QJsonObject {{u"text"_s, value}} : value;
}

QJsonValue contentOf(const QJsonValue& value)
{
    if (value.isString())
        return QJsonObject {{u"parts"_s, QJsonArray {partOf(value)}}};
    QJsonObject content = value.toObject();
    if (!content.contains("parts"_L1))
        return value;
    QJsonArray parts;
    const QJsonArray given = listOf(content.value("parts"_L1));
    for (const auto& part : given)
        parts.append(partOf(part));
    content.insert(u"parts"_s, parts);
    return content;
}

// google.ai.generativelanguage.v1beta.HarmCategory and SafetySetting.HarmBlockThreshold
QJsonValue settingOf(const QJsonValue& value)
{
    static constexpr std::array categories {"HARASSMENT"_L1, "HATE_SPEECH"_L1, "SEXUALLY_EXPLICIT"_L1,
                                            "DANGEROUS_CONTENT"_L1, "CIVIC_INTEGRITY"_L1};
    static constexpr std::array thresholds {"HARM_BLOCK_THRESHOLD_UNSPECIFIED"_L1,
                                            "BLOCK_LOW_AND_ABOVE"_L1,
                                            "BLOCK_MEDIUM_AND_ABOVE"_L1,
                                            "BLOCK_ONLY_HIGH"_L1,
                                            "BLOCK_NONE"_L1,
                                            "OFF"_L1};
    QJsonObject setting = value.toObject();
    const int category = setting.value("category"_L1).toInt(-1) - 7;
    const int threshold = setting.value("threshold"_L1).toInt(-1);
    if (category >= 0 && category < int(categories.size()))
        setting.insert(u"category"_s, QString(u"HARM_CATEGORY_"_s + categories.at(std::size_t(category))));
    if (threshold >= 0 && threshold < int(thresholds.size()))
        setting.insert(u"threshold"_s, QString(thresholds.at(std::size_t(threshold))));
    return setting;
}

// For reading only; the body itself stays as it is.
QByteArray withListsInPlace(const QByteArray& json)
{
    QJsonObject request = QJsonDocument::fromJson(json).object();
    const QStringList names = request.keys();
    for (const QString& name : names) {
        const QString camel = camelCase(name);
        const QJsonValue value = request.value(name);
        QJsonArray list;
        if (camel == "systemInstruction"_L1) {
            request.insert(name, contentOf(value));
        } else if (camel == "contents"_L1 || camel == "safetySettings"_L1) {
            const QJsonArray given = listOf(value);
            for (const auto& item : given)
                list.append(camel == "contents"_L1 ? contentOf(item) : settingOf(item));
            request.insert(name, list);
        }
    }
    return QJsonDocument(request).toJson(QJsonDocument::Compact);
}

Result<DecodedRequest> decodedLeniently(const QByteArray& json)
{
    auto decoded = decodeRequest(json);
    if (decoded)
        return decoded;
    auto again = decodeRequest(withListsInPlace(json));
    return again ? again : decoded;
}

// What no service takes for contents: a number, true, nothing at all.
std::optional<Error> contentsProblem(const QByteArray& json)
{
    const QByteArrayView contents = jsonMember(json, "contents");
    const auto kind = json::kindOf(contents);
    const bool isFine = contents.isEmpty() || kind == json::Kind::Array || kind == json::Kind::Object
        || kind == json::Kind::Text || kind == json::Kind::Null;
    if (isFine)
        return std::nullopt;
    return Error {Error::Code::Parse,
                  sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                               "In the request, at %1, “contents” must be a list of turns, "
                                               "not “%2”."))
                      .arg(placeInText(json, contents.data() - json.constData()),
                           QString::fromUtf8(contents.first(std::min<qsizetype>(contents.size(), 30))))};
}

Result<CallRequest> requestOf(const LenientJson& read, const CallAddress& address, const CallSources& sources)
{
    if (json::kindOf(QByteArrayView(read.json).trimmed()) != json::Kind::Object)
        return Error {Error::Code::Parse,
                      sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The request is not a JSON object."))};
    if (jsonMembers(read.json).isEmpty())
        return emptyRequest();
    if (const auto problem = contentsProblem(read.json))
        return *problem;
    CallRequest request;
    auto decoded = decodedLeniently(read.json);
    if (!decoded && sources.needsPrompt)
        return decoded.error();
    if (decoded) {
        request.prompt = std::move(decoded->prompt);
        request.left = decoded->left;
    }
    request.prompt.model = address.model.isEmpty()
        ? QString::fromUtf8(jsonPlainText(jsonMember(read.json, "model")))
        : address.model;
    if (request.prompt.model.startsWith("models/"_L1))
        request.prompt.model.remove(0, 7);
    completeImages(request.prompt);
    request.body = read.json;
    request.slips = read.slips;
    request.url = address.url;
    request.stream = address.stream;
    return request;
}

} // namespace

Error emptyRequest()
{
    return {Error::Code::Parse,
            sayOfCalls(QT_TRANSLATE_NOOP(
                "Exchange", "This is an empty JSON object. A request needs “contents”, the list of turns."))};
}

RequestBlank requestBlankOf(const Blanks::Blank& blank)
{
    using Kind = Blanks::Blank::Kind;
    switch (blank.kind) {
    case Kind::Variable:
        return {blank.written, blank.name,
                sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "the command takes it from the environment"))};
    case Kind::Output:
        return {
            blank.written,
            {},
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "it is what a command prints, and no command is run"))};
    case Kind::File:
        break;
    }
    return {blank.written, {}, blank.problem ? blank.problem->message : QString()};
}

Result<CallRequest> readCallRequest(const QByteArray& body, const CallAddress& address,
                                    const CallSources& sources)
{
    const auto read = readWholeJson(body);
    return read ? requestOf(*read, address, sources) : read.error();
}

Result<CallRequest> readBlankedRequest(const QByteArray& body, const CallAddress& address,
                                       const Blanks& blanks, const CallSources& sources)
{
    using Blank = Blanks::Blank;
    const QByteArray text = blanks.filled(body, [&sources](const Blank& blank) -> std::optional<QString> {
        return blank.kind == Blank::Kind::Variable && sources.variables ? sources.variables(blank.name)
                                                                        : std::nullopt;
    });
    const auto open = blanks.in(text);
    for (const Blank& blank : open) {
        if (blank.problem)
            return *blank.problem;
    }
    LenientNames names;
    names.valueOf = [](QByteArrayView name) -> std::optional<QByteArray> {
        return Blanks::isIn(QString::fromUtf8(name)) ? std::optional('"' + name.toByteArray() + '"')
                                                     : std::nullopt;
    };
    auto read = readWholeJson(text, names);
    if (!read)
        return Error {Error::Code::Parse, blanks.written(read.error().message)};
    read->json = blanks.filled(read->json, [](const Blank& blank) {
        return QString::fromUtf8(jsonQuoted(blank.written.toUtf8()).chopped(1).sliced(1));
    });
    auto request = requestOf(*read, address, sources);
    if (request) {
        for (const Blank& blank : open)
            request->blanks.append(requestBlankOf(blank));
    }
    return request;
}

Result<bool> addWebCall(RecordedCalls& calls, const WebCall& web, const CallSources& sources)
{
    const auto address = callAddressOf(web.url);
    if (!address)
        return false;
    addKey(calls, address->key, Backend::Auth::ApiKeyHeader);
    for (const auto& [name, value] : web.headers)
        takeCredential(calls, name, value);
    auto request = readBlankedRequest(web.body, *address, web.blanks, sources);
    if (!request)
        return request.error();
    addAddressBlanks(*request, web.url.section(u'?', 0, 0), web.blanks);
    request->url = QUrl(web.blanks.written(address->url.toString()));
    calls.calls.append({std::move(*request), {}, 0, {}, web.label});
    return true;
}

void addAddressBlanks(CallRequest& request, const QString& way, const Blanks& blanks)
{
    const auto inModel = blanks.in(way.section(u'/', -1).toUtf8());
    for (const auto& blank : blanks.in(way.toUtf8())) {
        RequestBlank open = requestBlankOf(blank);
        open.isModel = !inModel.isEmpty() && inModel.first().written == blank.written;
        request.blanks.prepend(open);
    }
}

} // namespace safelight
