#include "app/exchange/callparts.h"
#include "app/request/requestcodec.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// The attempts of a session report, "safelight.report/1" (described in app/reportfile/reportjson.h).
namespace safelight {

namespace {

QJsonObject textPart(const QString& text)
{
    return {{u"text"_s, text}};
}

void addPicture(QJsonArray& parts, const QJsonObject& picture, QStringList& left)
{
    const QString data = picture.value("data"_L1).toString();
    if (data.isEmpty()) {
        left << sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "a picture that is not in the report"));
        return;
    }
    if (const QString caption = picture.value("caption"_L1).toString(); !caption.isEmpty())
        parts.append(textPart(caption));
    parts.append(QJsonObject {
        {u"inlineData"_s, QJsonObject {{u"mimeType"_s, picture.value("mimeType"_L1)}, {u"data"_s, data}}}});
}

// The request as the API takes it.
QByteArray bodyOf(const QJsonObject& request, QStringList& left)
{
    QJsonArray parts;
    const QJsonArray images = request.value("images"_L1).toArray();
    for (const auto& image : images)
        addPicture(parts, image.toObject(), left);
    if (request.value("text"_L1).isNull())
        left << sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "the prompt, which was taken out of the report"));
    const QString text = request.value("text"_L1).toString();
    if (!text.isEmpty() || parts.isEmpty())
        parts.append(textPart(text));
    QJsonObject body {
        {u"contents"_s, QJsonArray {QJsonObject {{u"role"_s, u"user"_s}, {u"parts"_s, parts}}}}};
    if (const QString system = request.value("systemInstruction"_L1).toString(); !system.isEmpty())
        body.insert(u"systemInstruction"_s, QJsonObject {{u"parts"_s, QJsonArray {textPart(system)}}});
    QJsonArray settings;
    const QJsonObject thresholds = request.value("thresholds"_L1).toObject();
    for (auto it = thresholds.begin(); it != thresholds.end(); ++it)
        settings.append(QJsonObject {{u"category"_s, it.key()}, {u"threshold"_s, it.value()}});
    if (!settings.isEmpty())
        body.insert(u"safetySettings"_s, settings);
    if (const auto generation = request.value("generationConfig"_L1).toObject(); !generation.isEmpty())
        body.insert(u"generationConfig"_s, generation);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

// The whole request, where the report has it and all the images it names.
std::optional<QByteArray> carriedBody(const QJsonObject& request)
{
    Prompt prompt;
    const QJsonArray images = request.value("images"_L1).toArray();
    for (const auto& value : images) {
        const QJsonObject image = value.toObject();
        auto& known = prompt.images.emplaceBack();
        known.bytes = QByteArray::fromBase64(image.value("data"_L1).toString().toLatin1());
        known.sha256 = image.value("sha256"_L1).toString().toLatin1();
        if (known.bytes.isEmpty())
            prompt.images.removeLast();
    }
    const QByteArray text = request.value("carried"_L1).toString().toUtf8();
    if (text.isEmpty())
        return std::nullopt;
    const auto whole = withRequestText(prompt, text);
    return whole ? std::optional(encodeRequest(*whole)) : std::nullopt;
}

QByteArray answerOf(const QJsonObject& answer)
{
    if (answer.value("raw"_L1).isString())
        return answer.value("raw"_L1).toString().toUtf8();
    const QJsonObject response = answer.value("response"_L1).toObject();
    return response.isEmpty() ? QByteArray() : QJsonDocument(response).toJson(QJsonDocument::Compact);
}

RecordedCall callOf(const QJsonObject& attempt, const CallSources& sources)
{
    RecordedCall call;
    const QJsonObject request = attempt.value("request"_L1).toObject();
    if (!request.isEmpty()) {
        QStringList left;
        CallAddress address;
        address.model = request.value("model"_L1).toString();
        const auto carried = carriedBody(request);
        if (auto read = readCallRequest(carried ? *carried : bodyOf(request, left), address, sources)) {
            read->stream = attempt.value("stream"_L1).toBool();
            read->url =
                QUrl(attempt.value("url"_L1).toString()).adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
            read->left += left;
            call.request = std::move(*read);
        }
    }
    call.answer = redacted(answerOf(attempt.value("answer"_L1).toObject()));
    call.httpCode = attempt.value("http"_L1).toObject().value("code"_L1).toInt();
    call.sentAt = QDateTime::fromString(attempt.value("sentAt"_L1).toString(), Qt::ISODateWithMs).toUTC();
    call.label = u"#%1"_s.arg(attempt.value("number"_L1).toInt());
    return call;
}

} // namespace

Result<RecordedCalls> readReport(const QByteArray& json, const CallSources& sources)
{
    const QJsonObject report = QJsonDocument::fromJson(json).object();
    RecordedCalls calls;
    calls.kind = RecordedCalls::Kind::Report;
    const QJsonArray attempts = report.value("attempts"_L1).toArray();
    for (const auto& value : attempts) {
        if (sources.stopped())
            return stoppedReading();
        auto call = callOf(value.toObject(), sources);
        if (call.request || !call.answer.isEmpty())
            calls.calls.append(std::move(call));
    }
    if (calls.calls.isEmpty())
        return Error {Error::Code::Parse,
                      sayOfCalls(QT_TRANSLATE_NOOP(
                          "Exchange", "This report holds neither requests nor answers to import."))};
    if (report.value("schema"_L1).toString() != "safelight.report/1"_L1)
        calls.notes << sayOfCalls(QT_TRANSLATE_NOOP(
            "Exchange",
            "The report is of a later version than this program knows; it was read as far as it could be."));
    return calls;
}

} // namespace safelight
