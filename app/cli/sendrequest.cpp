#include "app/cli/sendrequest.h"

#include "app/base/files.h"
#include "app/cli/console.h"
#include "app/cli/sendoptions.h"
#include "app/client/modelcatalogue.h"
#include "app/prompt/imageintake.h"
#include "app/request/requestcodec.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 requestLimit = 1024LL * 1024 * 1024; // a HAR file holds far more than the calls

Result<QByteArray> imagePart(const QString& path)
{
    const auto image = readReferenceImage(path);
    if (!image)
        return image.error();
    return QByteArray("{\"inlineData\":{\"mimeType\":" + jsonQuoted(image->mimeType.toUtf8()) + ",\"data\":\""
                      + image->bytes.toBase64() + "\"}}");
}

// Before the bracket that ends the list, behind what is in it.
void appendItem(QByteArray& json, const JsonMember& list, const QByteArray& item)
{
    const auto items = jsonMembers(list.valueIn(json));
    const qsizetype at = items.isEmpty() ? list.valueEnd - 1 : list.valueBegin + items.last().valueEnd;
    json.insert(at, (items.isEmpty() ? QByteArray() : QByteArray(",")) + item);
}

std::optional<JsonMember> lastMember(QByteArrayView object, QByteArrayView name, json::Kind kind)
{
    std::optional<JsonMember> found;
    for (const auto& member : jsonMembers(object)) {
        if (member.name == name && json::kindOf(member.valueIn(object)) == kind)
            found = member;
    }
    return found;
}

// The parts of the last content; one that is not there is made. Everything else keeps its bytes.
Result<Done> addImages(QByteArray& body, const QStringList& paths)
{
    QByteArrayList parts;
    for (const QString& path : paths) {
        const auto part = imagePart(path);
        if (!part)
            return part.error();
        parts.append(*part);
    }
    const QByteArray added = parts.join(',');
    const auto contents = lastMember(body, "contents", json::Kind::Array);
    if (!contents && !jsonMember(body, "contents").isEmpty())
        return Error {
            Error::Code::Parse,
            SendText::tr("An image can only be added to a request whose “contents” is a list of objects.")};
    const QByteArray content = "{\"role\":\"user\",\"parts\":[" + added + "]}";
    if (!contents) {
        const bool isEmpty = jsonMembers(body).isEmpty();
        body.insert(body.lastIndexOf('}'), (isEmpty ? "" : ",") + ("\"contents\":[" + content + ']'));
        return Done();
    }
    const auto turns = jsonMembers(contents->valueIn(body));
    if (turns.isEmpty()) {
        appendItem(body, *contents, content);
        return Done();
    }
    const qsizetype turnBegin = contents->valueBegin + turns.last().valueBegin;
    auto list =
        lastMember(QByteArrayView(body).sliced(turnBegin, turns.last().valueEnd - turns.last().valueBegin),
                   "parts", json::Kind::Array);
    if (!list)
        return Error {
            Error::Code::Parse,
            SendText::tr("An image can only be added to a request whose “contents” is a list of objects.")};
    list->valueBegin += turnBegin;
    list->valueEnd += turnBegin;
    appendItem(body, *list, added);
    return Done();
}

QString withoutFolder(QString model)
{
    if (model.startsWith("models/"_L1))
        model.remove(0, 7);
    return model;
}

// "$PROJECT_ID: the command takes it from the environment."
Error openBlanks(const QString& source, const QList<RequestBlank>& blanks)
{
    QStringList sentences;
    for (const auto& blank : blanks)
        sentences << SendText::tr("“%1”: %2").arg(blank.written, blank.why);
    const bool areVariables =
        std::ranges::all_of(blanks, [](const RequestBlank& blank) { return !blank.variable.isEmpty(); });
    return {Error::Code::Parse,
            (areVariables
                 ? SendText::tr("“%1” leaves places open that must be filled in. %2. Set them in the "
                                "environment and try again.")
                 : SendText::tr("“%1” leaves places open that must be filled in. %2. Replace them in "
                                "the file and try again."))
                .arg(source, sentences.join(u"; "_s))};
}

Result<SendRequest> sendRequestOf(const QString& source, const RecordedCall& call, const SendOptions& options,
                                  RequestUse use)
{
    SendRequest result;
    result.call = *call.request;
    result.source = call.label.isEmpty() ? source : QString(source + u':' + call.label);
    QList<RequestBlank> blanks = result.call.blanks;
    if (!options.model.isEmpty())
        blanks.removeIf([](const RequestBlank& blank) { return blank.isModel; });
    if (!blanks.isEmpty())
        return openBlanks(result.source, blanks);
    result.model = withoutFolder(options.model.isEmpty() ? result.call.prompt.model : options.model);
    if (result.model.isEmpty())
        result.model = defaultModel;
    const bool asWritten = use == RequestUse::Send && !result.call.asWritten.isEmpty();
    result.body = withoutJsonMember(asWritten ? result.call.asWritten : result.call.body, "model");
    if (!options.images.isEmpty()) {
        if (const auto added = addImages(result.body, options.images); !added)
            return added.error();
    }
    // What cannot be read in our terms is sent all the same: the service judges it.
    result.prompt = result.call.prompt;
    if (!options.images.isEmpty()) {
        if (const auto decoded = decodeRequest(result.body))
            result.prompt = decoded->prompt;
    }
    result.prompt.model = result.model;
    result.stream = result.call.stream;
    return result;
}

} // namespace

Result<QByteArray> readRequestSource(const QString& source)
{
    return source == "-"_L1 ? console::readInput(requestLimit) : readFile(source, requestLimit);
}

CallSources callSourcesOf(const QString& source, RequestUse use)
{
    CallSources sources {filesOf(source == "-"_L1 ? QString() : QFileInfo(source).absolutePath())};
    sources.variables = [](const QString& name) -> std::optional<QString> {
        const QByteArray local = name.toLocal8Bit();
        return qEnvironmentVariableIsSet(local.constData())
            ? std::optional(qEnvironmentVariable(local.constData()))
            : std::nullopt;
    };
    sources.hidesKeys = use == RequestUse::Code;
    sources.needsPrompt = false;
    return sources;
}

Result<QList<SendRequest>> makeSendRequests(const QString& source, const QByteArray& bytes,
                                            const SendOptions& options, RequestUse use)
{
    const QString name = source == "-"_L1 ? source : QFileInfo(source).fileName();
    const auto calls = readCalls(bytes, callSourcesOf(source, use));
    if (!calls)
        return Error {
            calls.error().code,
            SendText::tr("“%1” is not a request that can be sent. %2").arg(name, calls.error().message)};
    QList<SendRequest> requests;
    for (RecordedCall call : calls->calls) {
        if (!call.request)
            continue;
        if (call.label.isEmpty() && calls->calls.size() > 1)
            call.label = QString::number(requests.size() + 1);
        auto request = sendRequestOf(name, call, options, use);
        if (!request)
            return request.error();
        requests.append(std::move(*request));
    }
    if (requests.isEmpty())
        return Error {Error::Code::Parse, SendText::tr("“%1” contains no readable request.").arg(name)};
    return requests;
}

} // namespace safelight
