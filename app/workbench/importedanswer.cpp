#include "app/workbench/importedanswer.h"

#include "app/base/secret.h"
#include "app/diagnosis/diagnose.h"
#include "app/found/answerextractor.h"
#include "app/sending/attemptreading.h"

namespace safelight {

namespace {

ImportedAnswer importedFrom(const ExtractedAnswer& extracted, const QString& source, const QDateTime& now,
                            const PriceBook& prices)
{
    ImportedAnswer imported;
    Attempt& attempt = imported.attempt;
    attempt.state = AttemptState::Completed;
    attempt.sentAt = now;
    attempt.importedFrom = source;
    attempt.stream = false;
    attempt.rawAnswer = redacted(extracted.answer);
    readAgain(attempt, {std::nullopt, prices, now.date()});
    RequestContext request;
    request.thresholdsAreOpen = extracted.thresholdsAreOpen;
    attempt.verdict = diagnose(attempt.response, request);
    // All that is known of the request. The service's own name, kept as it came.
    attempt.prompt.model = attempt.response.modelVersion;
    attempt.end = attempt.response.end;
    imported.readable = !extracted.answer.isEmpty() && attempt.verdict.outcome != Outcome::Unreadable
        && extracted.response.end != AnswerEnd::Unreadable;
    imported.notes = extracted.notes + attempt.response.warnings;
    imported.thumbnail = thumbnailOf(attempt.response);
    imported.firstLine = extracted.firstLine;
    imported.lastLine = extracted.lastLine;
    return imported;
}

} // namespace

ImportedText importAnswers(const QByteArray& bytes, const QString& source, const QDateTime& now,
                           const PriceBook& prices)
{
    ImportedText text;
    text.text = bytes;
    extractAnswers(bytes, 0, [&](const ExtractedAnswer& extracted) {
        if (text.answers.size() < ImportedText::mostAnswers)
            text.answers.append(importedFrom(extracted, source, now, prices));
        else
            ++text.leftOut;
    });
    return text;
}

ImportedAnswer importAnswer(const QByteArray& bytes, const QString& source, const QDateTime& now,
                            const PriceBook& prices)
{
    return importedFrom(extractAnswer(bytes), source, now, prices);
}

} // namespace safelight
