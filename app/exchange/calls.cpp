#include "app/exchange/calls.h"

#include "app/exchange/callparts.h"
#include "app/exchange/shellscript.h"
#include "app/prompt/imageintake.h"
#include "app/wire/requestcodec.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 commandLimit = 256LL * 1024 * 1024;

bool isRequest(const QJsonObject& object)
{
    return object.contains("contents"_L1) && !object.contains("candidates"_L1);
}

Error unknown()
{
    return {
        Error::Code::NotFound,
        sayOfCalls(QT_TRANSLATE_NOOP(
            "Exchange", "This is not a Gemini request, a curl command, a HAR file or a session report."))};
}

Result<RecordedCalls> readRequest(const QByteArray& bytes)
{
    auto request = readCallRequest(bytes, {});
    if (!request)
        return request.error();
    RecordedCalls calls;
    calls.calls.append({std::move(*request), {}, 0, {}, {}});
    return calls;
}

Result<RecordedCalls> readObject(const QJsonObject& object, const QByteArray& bytes, const StopAsked& stopped)
{
    if (object.value("log"_L1).toObject().value("entries"_L1).isArray())
        return readHar(object, stopped);
    if (object.value("schema"_L1).toString().startsWith("safelight.report/"_L1))
        return readReport(object, stopped);
    if (isRequest(object))
        return readRequest(bytes);
    return unknown();
}

// Requests have their pictures' type in writing and not their size; the size is read from the bytes.
void completeImages(Prompt& prompt)
{
    for (auto& image : prompt.images) {
        const auto read = makeReferenceImage(image.bytes, image.fileName);
        if (read)
            image.pixelSize = read->pixelSize;
    }
}

// A key that also stands in a request or an answer ("API key not valid: …") goes out of those too.
void hideKey(RecordedCall& call, const Secret& key)
{
    if (call.answer.contains(key.reveal()))
        call.answer = redacted(std::move(call.answer), {key});
    if (!call.request || !call.request->body.contains(key.reveal()))
        return;
    const CallAddress address {call.request->prompt.model, call.request->stream, call.request->url, {}};
    auto read = readCallRequest(redacted(call.request->body, {key}), address);
    call.request = read ? std::optional(std::move(*read)) : std::nullopt;
}

Result<RecordedCalls> readKind(const QByteArray& bytes, const FileReading& files, const StopAsked& stopped)
{
    const QByteArray trimmed = bytes.trimmed();
    if (trimmed.startsWith('{')) {
        const auto document = QJsonDocument::fromJson(trimmed);
        if (stopped())
            return stoppedReading();
        if (document.isObject())
            return readObject(document.object(), trimmed, stopped);
        // Broken JSON may still be a request with a wrong letter in it, and is named as that.
        if (trimmed.left(4096).contains("\"contents\""))
            return readRequest(trimmed);
    }
    static const QRegularExpression curl(u"(^|[\\s|;&(/])curl(\\.exe)?[\"']?\\s"_s);
    if (bytes.size() <= commandLimit
        && (trimmed.startsWith("curl") || trimmed.left(1 << 20).contains("curl"))) {
        const QString text = QString::fromUtf8(trimmed);
        if (curl.match(text).hasMatch())
            return readCommandLines(text, files, stopped);
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

std::optional<CallAddress> callAddressOf(const QString& text)
{
    static const QRegularExpression pattern(u"/models/([^/?#]+):(stream)?[gG]enerateContent$"_s);
    QUrl url(text.contains(u"://"_s) ? text : QString(u"https://"_s + text));
    const auto match = pattern.match(url.path(QUrl::FullyEncoded));
    if (!match.hasMatch())
        return std::nullopt;
    CallAddress address;
    address.model = QUrl::fromPercentEncoding(match.captured(1).toLatin1());
    address.stream = match.capturedLength(2) > 0;
    const QString key = QUrlQuery(url).queryItemValue(u"key"_s, QUrl::FullyDecoded);
    if (!isShellVariable(key))
        address.key = Secret(key.toUtf8());
    address.url = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    return address;
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
    if (!secret.isEmpty() && !secret.contains(u'$') && !isShellVariable(secret))
        addKey(calls, Secret(secret.toUtf8()), bearer ? Backend::Auth::Bearer : Backend::Auth::ApiKeyHeader);
    return true;
}

Result<CallRequest> readCallRequest(const QByteArray& body, const CallAddress& address)
{
    auto decoded = decodeRequest(body);
    if (!decoded)
        return decoded.error();
    CallRequest request;
    request.prompt = std::move(decoded->prompt);
    request.left = decoded->left;
    if (!address.model.isEmpty())
        request.prompt.model = address.model;
    if (request.prompt.model.startsWith("models/"_L1))
        request.prompt.model.remove(0, 7);
    completeImages(request.prompt);
    request.body = body;
    request.url = address.url;
    request.stream = address.stream;
    return request;
}

Result<RecordedCalls> readCalls(const QByteArray& bytes, const FileReading& files, const StopAsked& stopped)
{
    const StopAsked stop = stopped ? stopped : [] { return false; };
    if (stop())
        return stoppedReading();
    auto read = readKind(bytes, files, stop);
    if (!read)
        return read;
    for (auto& call : read->calls) {
        if (stop())
            return stoppedReading();
        for (const auto& found : std::as_const(read->keys))
            hideKey(call, found.key);
    }
    return read;
}

bool mayHoldCalls(const QByteArray& start)
{
    const QByteArray trimmed = start.trimmed();
    if (trimmed.startsWith('{'))
        return trimmed.contains("\"contents\"") || trimmed.contains("safelight.report/")
            || (trimmed.contains("\"log\"")
                && (trimmed.contains("\"entries\"") || trimmed.contains("\"creator\"")
                    || trimmed.contains("\"pages\"")));
    return trimmed.startsWith("curl") || (trimmed.startsWith("#!") && trimmed.contains("curl"))
        || trimmed.contains("\ncurl ");
}

} // namespace safelight
