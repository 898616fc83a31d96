#pragma once

#include "app/simulatorrequest/apierror.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace safelight::simulation {

class RandomDraws;

// What the lines "#simulate: …" (or the header) force. Empty or zero: left to the rules.
struct ScenarioDirectives
{
    QString blockReason; // promptFeedback.blockReason
    bool blockMessageOnly = false; // a block message without a reason
    QString finishReason;
    bool unnamed = false; // SAFETY: all ratings negligible, no category named
    bool empty = false; // nothing is delivered before the finish
    bool refusal = false; // STOP with text where a picture was asked for
    int errorCode = 0;
    QString errorMessage; // empty: the usual one
    double retryDelay = 38; // seconds, of a 429
    bool perDay = false;
    bool region = false;
    bool keyEcho = false;
    QString malformed; // one of the malformed answers, by its scenario name
    QString fault; // hang, close, reset, flood, drop
    int dropAfter = 0; // pieces
    int delay = 0; // milliseconds
    double rate = 1; // the chance that the rest of these directives holds
    qint64 largeBytes = 0; // of the picture
    int chunks = 0;
    std::optional<int> pace; // milliseconds between the pieces of a stream
    int drafts = -1;

    friend bool operator==(const ScenarioDirectives&, const ScenarioDirectives&) = default;
};

// The lines are taken in order and combine. An unknown name or a bad value is a 400 that names it.
std::variant<ScenarioDirectives, ApiError> readDirectives(const QStringList& lines);
// Draws once when there is a rate below one: the directives, or only their delay.
ScenarioDirectives drawn(const ScenarioDirectives& directives, RandomDraws& draws);

} // namespace safelight::simulation
