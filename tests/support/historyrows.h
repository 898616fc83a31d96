#pragma once

#include "app/base/clock.h"
#include "app/session/attempt.h"
#include "tests/support/pictures.h"

namespace safelight::test {

class FixedClock final : public Clock
{
public:
    QDateTime now() const override { return {QDate(2026, 11, 20), QTime(15, 0), Qt::UTC}; }
};

inline AttemptSummary makeSummary(int number, Outcome outcome = Outcome::Delivered,
                                  const QString& reason = QStringLiteral("STOP"))
{
    AttemptSummary summary;
    summary.id = 100 + number;
    summary.number = number;
    summary.state = AttemptState::Completed;
    summary.sentAt = QDateTime(QDate(2026, 11, 20), QTime(14, number % 60, 11), Qt::UTC);
    summary.backendName = QStringLiteral("Gemini API");
    summary.model = QStringLiteral("gemini-3-pro-image-preview");
    summary.outcome = outcome;
    summary.reason = reason;
    summary.promptPreview =
        QStringLiteral("Put this jacket on the woman in the second picture, walking in a park");
    return summary;
}

// One of each kind, newest first, as in a lively session.
inline QList<AttemptSummary> makeSession()
{
    const auto at = [](AttemptSummary summary, AttemptState state) {
        summary.state = state;
        return summary;
    };
    auto drawn = makeSummary(9, Outcome::Delivered, QStringLiteral("STOP"));
    drawn.thumbnail = picture("PNG", {96, 64});
    drawn.images = 1;
    drawn.modelVersion = QStringLiteral("gemini-3-pro-image-001");
    drawn.promptTokens = 1276;
    drawn.outputTokens = 1120;
    auto simulated = makeSummary(8, Outcome::ResponseBlocked, QStringLiteral("IMAGE_SAFETY"));
    simulated.simulated = true;
    simulated.backendName = QStringLiteral("Built-in simulator");
    auto simulatedText = makeSummary(7);
    simulatedText.simulated = true;
    return {at(makeSummary(10), AttemptState::Sending),
            drawn,
            simulated,
            simulatedText,
            makeSummary(6, Outcome::PromptBlocked, QStringLiteral("SAFETY")),
            makeSummary(5, Outcome::ApiError, QStringLiteral("RESOURCE_EXHAUSTED")),
            makeSummary(4, Outcome::ResponseBlocked, QStringLiteral("IMAGE_PROHIBITED_CONTENT")),
            at(makeSummary(3), AttemptState::Interrupted),
            at(makeSummary(2), AttemptState::Cancelled),
            at(makeSummary(1), AttemptState::Failed)};
}

} // namespace safelight::test
