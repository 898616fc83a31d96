#include "app/session/attempt.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace safelight {

namespace {

// The first 200 characters; runs of white space become one space. Never looks at a whole long text.
QString previewOf(const QString& text)
{
    constexpr qsizetype length = 200;
    constexpr qsizetype looked = 4 * length;
    QString preview = text.left(looked).simplified();
    preview.replace(QChar::Null, QChar::Space);
    if (preview.size() <= length)
        return preview;
    // Not between the two halves of a character.
    const bool splits = preview.at(length - 1).isHighSurrogate();
    return preview.left(splits ? length - 1 : length);
}

void addUsage(AttemptSummary& summary, const TokenUsage& usage)
{
    summary.promptTokens = usage.prompt.value_or(0);
    summary.thoughtsTokens = usage.thoughts.value_or(0);
    // On a blocked call the count may repeat the thinking (gemini-api.md §6).
    summary.outputTokens = usage.candidatesMirrorThoughts() ? 0 : usage.candidates.value_or(0);
}

} // namespace

bool isRequestKnown(const Attempt& attempt)
{
    const Prompt& prompt = attempt.prompt;
    return !attempt.importedFrom || !attempt.requestBody.isEmpty() || !prompt.text.isEmpty()
        || !prompt.systemInstruction.isEmpty() || !prompt.images.isEmpty() || !prompt.carried.isEmpty();
}

Grade gradeOf(AttemptState state, Outcome outcome)
{
    switch (state) {
    case AttemptState::Sending:
    case AttemptState::Cancelled:
        return Grade::None;
    case AttemptState::Interrupted:
        return Grade::Partly;
    case AttemptState::Failed:
        return Grade::Bad;
    case AttemptState::Completed:
        break;
    }
    return gradeOf(outcome);
}

AttemptSummary summaryOf(const Attempt& attempt)
{
    AttemptSummary summary;
    summary.id = attempt.id;
    summary.number = attempt.number;
    summary.state = attempt.state;
    summary.sentAt = attempt.sentAt;
    summary.backendName = attempt.backendName;
    summary.simulated = attempt.simulated;
    summary.importedFrom = attempt.importedFrom;
    summary.parent = attempt.parent;
    summary.remedies = attempt.remedies;
    summary.model = attempt.prompt.model;
    summary.modelVersion = attempt.response.modelVersion;
    summary.outcome = attempt.verdict.outcome;
    summary.reason = attempt.verdict.reason.value_or(QString());
    summary.stage = attempt.verdict.stage;
    summary.categories = attempt.verdict.categories;
    summary.title = attempt.title;
    summary.mark = attempt.mark;
    summary.starred = attempt.starred;
    summary.tags = attempt.tags;
    summary.comment = attempt.comment;
    summary.promptPreview = previewOf(attempt.prompt.text);
    summary.seconds = attempt.seconds;
    if (attempt.state != AttemptState::Sending) {
        summary.billing = attempt.billing.state;
        summary.costLow = attempt.billing.low;
        summary.costHigh = attempt.billing.high;
        summary.priceDate = attempt.billing.priceDate;
    }
    if (attempt.response.usage)
        addUsage(summary, *attempt.response.usage);
    for (const Candidate& candidate : attempt.response.candidates)
        summary.images += static_cast<int>(candidate.images().size());
    return summary;
}

qint64 requestHash(const Attempt& attempt)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part : {attempt.backendId.toUtf8(), attempt.prompt.model.toUtf8()})
        hash.addData(QByteArray(part + '\n'));
    hash.addData(attempt.requestBody);
    return qFromBigEndian<qint64>(hash.result().constData());
}

} // namespace safelight
