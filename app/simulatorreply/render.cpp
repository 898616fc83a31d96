#include "app/simulatorreply/render.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

constexpr int streamPace = 30; // milliseconds between pieces: enough to see that it streams

// Texts of the same kind become one part, as in an answer that is not streamed.
QJsonArray joined(const QList<QJsonObject>& parts)
{
    QJsonArray result;
    QJsonObject last;
    QString text; // of `last`; an object that grows with each text would be copied as often
    const auto endLast = [&] {
        if (last.contains("text"_L1))
            last.insert("text"_L1, std::exchange(text, {}));
        if (!last.isEmpty())
            result.append(last);
    };
    for (const QJsonObject& part : parts) {
        const bool same = part.contains("text"_L1) && last.contains("text"_L1)
            && last.value("thought"_L1) == part.value("thought"_L1);
        if (!same) {
            endLast();
            last = part;
        }
        text += part.value("text"_L1).toString();
    }
    endLast();
    return result;
}

void addEnd(QJsonObject& candidate, const SpokenCandidate& spoken, const ScenarioDirectives& directives)
{
    if (directives.malformed != "no-finish"_L1)
        candidate.insert("finishReason"_L1, spoken.finishReason);
    if (spoken.finishReason == "CONTINUATION"_L1)
        candidate.insert("continuationToken"_L1, u"simulated-continuation"_s);
    if (!spoken.finishMessage.isEmpty())
        candidate.insert("finishMessage"_L1, spoken.finishMessage);
    if (spoken.rated)
        candidate.insert("safetyRatings"_L1, spoken.ratings);
    if (directives.malformed == "empty-ratings"_L1)
        candidate.insert("safetyRatings"_L1, QJsonArray {QJsonObject(), QJsonObject()});
    if (directives.malformed != "unknown-enum"_L1)
        return;
    candidate.insert("finishReason"_L1, u"IMAGE_WEATHER"_s);
    candidate.insert("safetyRatings"_L1,
                     QJsonArray {QJsonObject {{u"category"_s, u"HARM_CATEGORY_WEATHER"_s},
                                              {u"probability"_s, u"TREMENDOUS"_s}}});
}

QJsonObject frame(const Reply& reply, const ScenarioDirectives& directives, bool last)
{
    QJsonObject object {{u"modelVersion"_s, reply.modelVersion}, {u"responseId"_s, reply.responseId}};
    if (!reply.modelStage.isEmpty())
        object.insert("modelStatus"_L1, QJsonObject {{u"modelStage"_s, reply.modelStage}});
    if (directives.malformed == "no-usage"_L1)
        return object;
    QJsonObject usage = reply.usage;
    if (!last) { // the counts grow; on the way only the prompt's are certain
        for (const auto name :
             {"candidatesTokenCount"_L1, "candidatesTokensDetails"_L1, "thoughtsTokenCount"_L1})
            usage.remove(name);
        usage.insert("totalTokenCount"_L1, usage.value("promptTokenCount"_L1));
    }
    object.insert("usageMetadata"_L1, usage);
    return object;
}

QJsonObject unaryObject(const Reply& reply, const ScenarioDirectives& directives)
{
    QJsonObject object = frame(reply, directives, true);
    if (directives.malformed == "null-candidates"_L1) {
        object.insert("candidates"_L1, QJsonValue());
        return object;
    }
    if (!reply.promptFeedback.isEmpty()) {
        object.insert("promptFeedback"_L1, reply.promptFeedback);
        if (directives.malformed == "unknown-enum"_L1)
            object.insert("promptFeedback"_L1, QJsonObject {{u"blockReason"_s, u"WEATHER"_s}});
        return object;
    }
    QJsonArray candidates;
    for (const SpokenCandidate& spoken : reply.candidates) {
        QJsonObject candidate {{u"index"_s, candidates.size()}};
        QJsonObject content {{u"role"_s, u"model"_s}};
        if (!spoken.parts.isEmpty())
            content.insert("parts"_L1, joined(spoken.parts));
        candidate.insert("content"_L1, content);
        addEnd(candidate, spoken, directives);
        candidates.append(candidate);
    }
    object.insert("candidates"_L1, candidates);
    return object;
}

// One chunk for each part, candidate after candidate; the last of a candidate ends it.
QList<QJsonObject> chunkObjects(const Reply& reply, const ScenarioDirectives& directives)
{
    if (!reply.promptFeedback.isEmpty() || reply.candidates.isEmpty()
        || directives.malformed == "null-candidates"_L1)
        return {unaryObject(reply, directives)};
    QList<QJsonObject> chunks;
    for (qsizetype i = 0; i < reply.candidates.size(); ++i) {
        const SpokenCandidate& spoken = reply.candidates.at(i);
        const bool lastCandidate = i + 1 == reply.candidates.size();
        // An end without a part of its own comes alone, with a content that holds only the role.
        const bool lone = spoken.parts.isEmpty() || spoken.finishReason != "STOP"_L1;
        const qsizetype count = spoken.parts.size() + (lone ? 1 : 0);
        for (qsizetype k = 0; k < count; ++k) {
            QJsonObject content {{u"role"_s, u"model"_s}};
            if (k < spoken.parts.size())
                content.insert("parts"_L1, QJsonArray {spoken.parts.at(k)});
            QJsonObject candidate {{u"index"_s, i}, {u"content"_s, content}};
            if (k + 1 == count)
                addEnd(candidate, spoken, directives);
            QJsonObject chunk = frame(reply, directives, lastCandidate && k + 1 == count);
            chunk.insert("candidates"_L1, QJsonArray {candidate});
            chunks.append(chunk);
        }
    }
    return chunks;
}

QByteArray errorTail()
{
    return QJsonDocument(errorObject(plainError(503))).toJson();
}

void malformStream(Answer& answer, const ScenarioDirectives& directives)
{
    auto& pieces = answer.pieces;
    const QString& kind = directives.malformed;
    const qsizetype half = std::max<qsizetype>(pieces.size() / 2, 1);
    if (kind == "invalid-json"_L1)
        pieces.insert(half, QByteArrayLiteral("data: {this is no JSON\n\n"));
    if (kind == "error-tail"_L1)
        pieces = pieces.first(half) << errorTail();
    if (kind == "truncated"_L1)
        pieces = pieces.first(half);
    if (kind == "truncated"_L1 || kind == "broken-chunk"_L1)
        pieces.last() = pieces.last().first(pieces.last().size() / 4); // before any finish reason
    if (kind == "crlf"_L1) {
        for (QByteArray& piece : pieces)
            piece.replace('\n', "\r\n");
    }
    if (kind == "comments"_L1) {
        pieces.prepend(QByteArrayLiteral(": keep-alive\n\n"));
        pieces.append(QByteArrayLiteral("data: [DONE]\n\n"));
    }
}

void malformBody(QByteArray& body, const ScenarioDirectives& directives)
{
    if (directives.malformed == "invalid-json"_L1)
        body = QByteArrayLiteral("{\"candidates\": [{\"content\": this is no JSON");
    if (directives.malformed == "truncated"_L1 || directives.malformed == "broken-chunk"_L1)
        body.truncate(body.size() / 2);
    if (directives.malformed == "error-tail"_L1)
        body += '\n' + errorTail();
}

Answer webPage()
{
    Answer answer;
    answer.status = 502;
    answer.contentType = "text/html; charset=UTF-8";
    answer.pieces << QByteArrayLiteral(
        "<!DOCTYPE html>\n<html lang=en><title>Error 502 (Server Error)!!1</title>\n"
        "<p><b>502.</b> That's an error. <p>The server encountered a temporary error "
        "and could not complete your request. (Simulated.)</html>\n");
    return answer;
}

} // namespace

QByteArray withBlobs(QByteArray json, const QList<QByteArray>& blobs)
{
    for (qsizetype i = 0; i < blobs.size(); ++i) {
        const QByteArray name = "@blob" + QByteArray::number(i) + '@';
        for (const char* colon : {"\"data\":\"", "\"data\": \""}) {
            const qsizetype at = json.indexOf(QByteArray(colon + name + '"'));
            if (at >= 0)
                json.replace(at + qstrlen(colon), name.size(), blobs.at(i));
        }
    }
    return json;
}

Answer render(const Reply& reply, Form form, const ScenarioDirectives& directives)
{
    if (directives.malformed == "html"_L1)
        return webPage();
    if (directives.malformed == "error-array"_L1)
        return errorAnswer(plainError(503), true);
    Answer answer;
    answer.delay = reply.delay;
    if (directives.malformed == "empty-body"_L1)
        return answer;
    if (form == Form::Object) {
        QByteArray body = withBlobs(QJsonDocument(unaryObject(reply, directives)).toJson(), reply.blobs);
        malformBody(body, directives);
        answer.pieces << body;
        return answer;
    }
    answer.chunked = true;
    answer.pace = directives.pace.value_or(directives.chunks > 0 ? 0 : streamPace);
    const bool events = form == Form::EventStream;
    if (events)
        answer.contentType = "text/event-stream";
    for (const QJsonObject& chunk : chunkObjects(reply, directives)) {
        const auto format = events ? QJsonDocument::Compact : QJsonDocument::Indented;
        const QByteArray json = withBlobs(QJsonDocument(chunk).toJson(format), reply.blobs);
        if (events)
            answer.pieces << "data: " + json + "\n\n";
        else
            answer.pieces << (answer.pieces.isEmpty() ? "[" : ",\r\n") + json;
    }
    if (!events)
        answer.pieces.last() += "]\n";
    malformStream(answer, directives);
    return answer;
}

} // namespace safelight::simulation
