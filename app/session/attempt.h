#pragma once

#include "app/cost/billing.h"
#include "app/diagnosis/grade.h"
#include "app/diagnosis/verdict.h"
#include "app/prompt/prompt.h"
#include "app/response/response.h"

#include <QDateTime>
#include <QPair>

namespace safelight {

enum class AttemptState { Sending, Completed, Cancelled, Interrupted, Failed };

template<>
struct WireNames<AttemptState>
{
    static constexpr std::array table {
        std::pair {AttemptState::Sending, QLatin1StringView("sending")},
        std::pair {AttemptState::Completed, QLatin1StringView("completed")},
        std::pair {AttemptState::Cancelled, QLatin1StringView("cancelled")}, // by the user
        std::pair {AttemptState::Interrupted,
                   QLatin1StringView("interrupted")}, // the program ended while it was sent
        std::pair {AttemptState::Failed, QLatin1StringView("failed")}, // no usable answer: network, disk
    };
};

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

// One of the times that an attempt's request went out.
struct Try
{
    QDateTime at; // UTC
    double waited = 0; // seconds between the end of the one before and this one
    int httpCode = 0; // 0: no answer came
    qint64 bytes = 0; // of its answer
    double seconds = 0;
    QString failure; // a sentence when it brought no answer; empty when it did

    friend bool operator==(const Try&, const Try&) = default;
};

// One request and what came of it: all that is needed to read it again and to send it again byte for byte.
struct Attempt
{
    qint64 id = 0; // in its session; 0: not stored
    int number = 0; // "#7", counted per session from 1
    AttemptState state = AttemptState::Sending;
    QDateTime sentAt; // UTC
    QString backendId;
    QString backendName;
    bool simulated = false;
    std::optional<QString>
        importedFrom; // an answer that was not sent from here: the name of what it was read from
    qint64 parent = 0; // the attempt whose advice was applied; 0: none
    QStringList remedies; // ids of what was applied since then, in order
    QString url; // without any key
    bool stream = true;
    Prompt prompt;
    QByteArray requestBody; // as sent
    HeaderList requestHeaders; // keys masked
    int httpCode = 0;
    HeaderList responseHeaders;
    QByteArray rawAnswer; // as received, redacted
    double seconds = 0;
    double firstByteSeconds = 0;
    int tries = 1;
    QList<Try> tryLog; // in order; empty: kept before there was one, or never sent
    QString failure; // a sentence when the network or the user ended it
    AnswerEnd end = AnswerEnd::Complete;
    Response response; // the reading of rawAnswer; not stored, made again
    Verdict verdict; // likewise, but kept in the summary for the list
    Billing billing; // likewise
    // What the user made of it.
    QString title; // in the place of its prompt; empty: none
    int mark = 0; // 1 to 9; 0: none
    bool starred = false;
    QStringList tags;
    QString comment;
};

// Whether what was asked is known. It is not of an answer that was recorded elsewhere without its request.
bool isRequestKnown(const Attempt& attempt);

// How its ending is judged: by its outcome when all came, else by what ended it. A stop by the user says
// nothing.
Grade gradeOf(AttemptState state, Outcome outcome);

// What the history list shows, without loading the attempt.
struct AttemptSummary
{
    qint64 id = 0;
    int number = 0;
    AttemptState state = AttemptState::Sending;
    QDateTime sentAt; // UTC
    QString backendName;
    bool simulated = false;
    std::optional<QString> importedFrom;
    qint64 parent = 0;
    QStringList remedies;
    QString model;
    QString modelVersion;
    Outcome outcome = Outcome::Unreadable;
    QString reason; // Verdict::reason, empty when none
    QString promptPreview; // first 200 characters, on one line
    QByteArray thumbnail; // PNG, at most 96 × 96; empty when there is no picture
    double seconds = 0;
    qint64 promptTokens = 0;
    qint64 thoughtsTokens = 0;
    qint64 outputTokens = 0;
    int images = 0;
    std::optional<BillingState> billing; // absent: kept before there were prices, or still being sent
    std::optional<double> costLow; // USD; absent: no price known
    std::optional<double> costHigh;
    QDate priceDate; // of these amounts
    Stage stage = Stage::Unknown; // where it stopped
    QStringList categories; // Verdict::categories
    QString title; // in the place of the prompt; empty: none
    int mark = 0; // 1 to 9; 0: none
    bool starred = false;
    QStringList tags;
    QString comment;

    friend bool operator==(const AttemptSummary&, const AttemptSummary&) = default;
};

AttemptSummary summaryOf(const Attempt& attempt);

// Was everything delivered that was asked for?
inline bool hasPassed(AttemptState state, Outcome outcome)
{
    return state == AttemptState::Completed && outcome == Outcome::Delivered;
}

// The same for identical requests: the same bytes to the same model of the same back end. Takes as long as
// hashing the body.
qint64 requestHash(const Attempt& attempt);

} // namespace safelight
