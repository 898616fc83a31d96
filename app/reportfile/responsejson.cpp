#include "app/reportfile/responsejson.h"

#include "app/reportfile/valuejson.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

void add(QJsonObject& object, const QString& name, const QString& text)
{
    if (!text.isEmpty())
        object[name] = text;
}

template<typename T>
void add(QJsonObject& object, const QString& name, const std::optional<T>& value)
{
    if (value)
        object[name] = *value;
}

template<typename E>
void add(QJsonObject& object, const QString& name, const std::optional<Known<E>>& value)
{
    if (value)
        object[name] = value->text();
}

QJsonArray ratingsArray(const QList<SafetyRating>& ratings)
{
    QJsonArray array;
    for (const SafetyRating& rating : ratings)
        array << withoutNulls(ratingObject(rating));
    return array;
}

QJsonArray detailsArray(const QList<ModalityTokens>& details)
{
    QJsonArray array;
    for (const ModalityTokens& detail : details)
        array << QJsonObject {{u"modality"_s, detail.modality.text()}, {u"tokenCount"_s, detail.tokens}};
    return array;
}

QJsonObject usageObject(const TokenUsage& usage)
{
    QJsonObject object;
    add(object, u"promptTokenCount"_s, usage.prompt);
    add(object, u"cachedContentTokenCount"_s, usage.cached);
    add(object, u"toolUsePromptTokenCount"_s, usage.toolUse);
    add(object, u"thoughtsTokenCount"_s, usage.thoughts);
    add(object, u"candidatesTokenCount"_s, usage.candidates);
    add(object, u"totalTokenCount"_s, usage.total);
    const std::array lists {std::pair {u"promptTokensDetails"_s, &usage.promptDetails},
                            std::pair {u"cacheTokensDetails"_s, &usage.cachedDetails},
                            std::pair {u"toolUsePromptTokensDetails"_s, &usage.toolUseDetails},
                            std::pair {u"candidatesTokensDetails"_s, &usage.candidatesDetails}};
    for (const auto& [name, details] : lists) {
        if (!details->isEmpty())
            object[name] = detailsArray(*details);
    }
    add(object, u"trafficType"_s, usage.trafficType);
    return object;
}

QJsonObject feedbackObject(const PromptFeedback& feedback)
{
    QJsonObject object;
    add(object, u"blockReason"_s, feedback.blockReason);
    add(object, u"blockReasonMessage"_s, feedback.blockReasonMessage);
    if (feedback.hasRatings)
        object[u"safetyRatings"_s] = ratingsArray(feedback.ratings);
    return object;
}

// The picture's part; it is not there when its bytes are not.
QJsonObject imagePart(const Part& part, const ReportPicture& picture, const JsonStandIn& standIn)
{
    if (picture.place < 0)
        return {{u"picture"_s, pictureObject(picture, standIn)}};
    QJsonObject object {
        {u"inlineData"_s,
         QJsonObject {{u"mimeType"_s, part.mimeType}, {u"data"_s, standIn(picture.place, false)}}}};
    if (part.thought)
        object[u"thought"_s] = true;
    return object;
}

QJsonObject partObject(const Part& part)
{
    if (part.kind == Part::Kind::FunctionCall || part.kind == Part::Kind::Other) {
        QJsonObject asItCame = QJsonDocument::fromJson(part.json).object();
        if (!asItCame.isEmpty())
            return asItCame;
        if (part.kind == Part::Kind::FunctionCall)
            return {{u"functionCall"_s, QJsonObject {{u"name"_s, part.name}}}};
        return {{part.name.isEmpty() ? u"other"_s : part.name, QJsonObject()}};
    }
    if (part.kind == Part::Kind::InlineData)
        return {{u"inlineData"_s, QJsonObject {{u"mimeType"_s, part.mimeType}, {u"data"_s, QString()}}}};
    QJsonObject object {{u"text"_s, part.text}};
    if (part.thought)
        object[u"thought"_s] = true;
    return object;
}

QJsonObject candidateObject(const Candidate& candidate, QList<ReportPicture> pictures,
                            const JsonStandIn& standIn)
{
    QJsonObject object {{u"index"_s, candidate.index}};
    QJsonArray parts;
    for (const Part& part : candidate.parts) {
        if (part.isImage() && !part.data.isEmpty() && !pictures.isEmpty())
            parts << imagePart(part, pictures.takeFirst(), standIn);
        else
            parts << partObject(part);
    }
    if (!parts.isEmpty())
        object[u"content"_s] = QJsonObject {{u"role"_s, u"model"_s}, {u"parts"_s, parts}};
    add(object, u"finishReason"_s, candidate.finishReason);
    add(object, u"finishMessage"_s, candidate.finishMessage);
    if (candidate.hasRatings)
        object[u"safetyRatings"_s] = ratingsArray(candidate.ratings);
    return object;
}

QJsonObject errorObject(const ServiceError& error)
{
    QJsonObject object {{u"code"_s, error.httpCode}, {u"message"_s, error.message}};
    add(object, u"status"_s, error.status);
    if (!error.reason.isEmpty())
        object[u"details"_s] = QJsonArray {QJsonObject {
            {u"@type"_s, u"type.googleapis.com/google.rpc.ErrorInfo"_s}, {u"reason"_s, error.reason}}};
    return object;
}

} // namespace

QJsonObject pictureObject(const ReportPicture& picture, const JsonStandIn& standIn)
{
    const bool sized = picture.size.isValid();
    return {{u"mimeType"_s, picture.mimeType},
            {u"width"_s, sized ? QJsonValue(picture.size.width()) : QJsonValue()},
            {u"height"_s, sized ? QJsonValue(picture.size.height()) : QJsonValue()},
            {u"bytes"_s, picture.bytes},
            {u"sha256"_s,
             picture.sha256.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(picture.sha256))},
            {u"data"_s, picture.place < 0 ? QJsonValue() : QJsonValue(standIn(picture.place, false))}};
}

QJsonObject responseObject(const ReportAttempt& row, const JsonStandIn& standIn)
{
    const Response& response = row.attempt.response;
    QJsonObject object;
    QJsonArray candidates;
    for (int i = 0; i < int(response.candidates.size()); ++i) {
        QList<ReportPicture> own;
        for (const ReportPicture& picture : row.pictures) {
            if (picture.candidate == i)
                own << picture;
        }
        candidates << candidateObject(response.candidates.at(i), own, standIn);
    }
    if (!candidates.isEmpty())
        object[u"candidates"_s] = candidates;
    if (response.promptFeedback)
        object[u"promptFeedback"_s] = feedbackObject(*response.promptFeedback);
    if (response.usage)
        object[u"usageMetadata"_s] = usageObject(*response.usage);
    add(object, u"modelVersion"_s, response.modelVersion);
    add(object, u"responseId"_s, response.responseId);
    add(object, u"createTime"_s, response.createTime);
    if (response.error)
        object[u"error"_s] = errorObject(*response.error);
    return object;
}

} // namespace safelight
