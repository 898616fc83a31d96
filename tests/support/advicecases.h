#pragma once

#include "app/diagnosis/diagnose.h"
#include "tests/support/answers.h"

namespace safelight::test {

// One way an answer can end.
struct Ending
{
    QByteArray name;
    Response response;
};

// Every block reason, finish reason and error there is, one unknown of each, and every way to break off.
inline QList<Ending> everyEnding()
{
    QList<Ending> endings;
    const auto add = [&endings](const QString& name, const Response& response) {
        endings.append({name.toUtf8(), response});
    };
    for (const auto& [reason, name] : WireNames<BlockReason>::table)
        add(QStringLiteral("prompt ") + name, promptBlock(name));
    add(QStringLiteral("prompt NOVEL"), promptBlock(QStringLiteral("NOVEL")));
    Response onlyMessage = promptBlock({});
    onlyMessage.promptFeedback->blockReason.reset();
    onlyMessage.promptFeedback->blockReasonMessage = QStringLiteral("No.");
    add(QStringLiteral("prompt without a reason"), onlyMessage);
    for (const auto& [reason, name] : WireNames<FinishReason>::table) {
        add(QStringLiteral("answer ") + name, answer(name));
        add(QStringLiteral("answer with text ") + name, answer(name, QStringLiteral("Half")));
    }
    add(QStringLiteral("answer NOVEL"), answer(QStringLiteral("NOVEL")));
    for (const int code : {0, 400, 401, 402, 403, 404, 408, 413, 418, 429, 499, 500, 502, 503, 504, 529})
        add(QStringLiteral("error ") + QString::number(code), apiError(code));
    add(QStringLiteral("error key"),
        apiError(400, QStringLiteral("INVALID_ARGUMENT"), QStringLiteral("API_KEY_INVALID")));
    add(QStringLiteral("error NOVEL"), apiError(0, QStringLiteral("NOVEL")));
    Response spent = apiError(429);
    spent.error->quotaId = QStringLiteral("RequestsPerDay");
    add(QStringLiteral("error daily quota"), spent);
    Response page = apiError(404);
    page.error->html = true;
    add(QStringLiteral("error page"), page);
    for (const auto& text : {"safety_settings", "location is not supported", "thought signature",
                             "missing a thought_signature"}) {
        Response refused = apiError(400);
        refused.error->message = QString::fromLatin1(text);
        add(QStringLiteral("error ") + refused.error->message, refused);
    }
    for (const auto end : {AnswerEnd::NoFinish, AnswerEnd::BrokenChunk, AnswerEnd::ErrorTail,
                           AnswerEnd::Network, AnswerEnd::Cancelled, AnswerEnd::Unreadable}) {
        Response response;
        response.end = end;
        add(QStringLiteral("end ") + QString::number(int(end)), response);
    }
    Response nothing;
    nothing.shape = AnswerShape::Object;
    add(QStringLiteral("nothing at all"), nothing);
    nothing.candidates.append(Candidate());
    add(QStringLiteral("an empty candidate"), nothing);
    nothing.shape = AnswerShape::Predictions;
    add(QStringLiteral("a filtered prediction"), nothing);
    return endings;
}

} // namespace safelight::test
