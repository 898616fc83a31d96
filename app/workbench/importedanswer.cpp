#include "app/workbench/importedanswer.h"

#include "app/base/secret.h"
#include "app/diagnosis/diagnose.h"
#include "app/found/answerextractor.h"
#include "app/sending/attemptreading.h"

namespace safelight {

ImportedAnswer importAnswer(const QByteArray& bytes, const QString& source, const QDateTime& now,
                            const PriceBook& prices)
{
    ImportedAnswer imported;
    Attempt& attempt = imported.attempt;
    attempt.state = AttemptState::Completed;
    attempt.sentAt = now;
    attempt.importedFrom = source;
    attempt.stream = false;
    const ExtractedAnswer extracted = extractAnswer(bytes);
    attempt.rawAnswer = redacted(extracted.answer);
    readAgain(attempt, {std::nullopt, prices, now.date()});
    RequestContext request;
    request.thresholdsAreOpen = extracted.thresholdsAreOpen;
    attempt.verdict = diagnose(attempt.response, request);
    // All that is known of the request. The service's own name, kept as it came.
    attempt.prompt.model = attempt.response.modelVersion;
    attempt.end = attempt.response.end;
    imported.readable = !bytes.isEmpty() && attempt.verdict.outcome != Outcome::Unreadable;
    imported.notes = extracted.notes + attempt.response.warnings;
    imported.thumbnail = thumbnailOf(attempt.response);
    return imported;
}

} // namespace safelight
