#pragma once

#include "app/diagnosis/verdict.h"
#include "app/response/reasons.h"

#include <span>

namespace safelight {

struct Response;
struct ServiceError;

// One line of the rule tables: what a reason means for the reader.
struct Rule
{
    QLatin1StringView id; // "finish.image-safety"
    Outcome outcome = Outcome::Unreadable;
    Stage stage = Stage::Unknown;
    SettingHelps settingHelps = SettingHelps::Unknown;
    RetryAdvice retry = RetryAdvice::No;
    QLatin1StringView source; // "gemini-api.md §3"
};

// Situations that no reason of the service names.
enum class Situation {
    Unreadable,
    NoFinish, // a stream without a finish reason
    BrokenChunk,
    Network,
    Refused, // by this program
    Cancelled,
    ErrorTail,
    NothingAtAll, // neither a candidate nor a word about the prompt
    EmptyCandidate, // a candidate without a reason and with nothing in it
    NoReason, // content, but no finish reason
    StopEmpty,
    StopWithoutImage, // text where an image was asked for
    PredictionDelivered, // Vertex predictions carry no finish reason
    PredictionFiltered,
};

// An absent or unknown reason has a rule too.
const Rule& ruleFor(const std::optional<Known<BlockReason>>& reason);
const Rule& ruleFor(const Known<FinishReason>& reason);
const Rule& ruleFor(const ServiceError& error);
const Rule& ruleFor(Situation situation);

// The rule that takes the place of one of the above when a support code names child safety, prohibited
// content or personal data: these are no matter of trying again (product.md, row 15). Outcome and stage stay
// those of the other rule. None: no such code, or nothing was stopped.
std::optional<Rule> ruleForSupportCodes(const Response& response, const Rule& decided);

// Every rule there is, for whoever must have words for each.
QList<Rule> allRules();

} // namespace safelight
