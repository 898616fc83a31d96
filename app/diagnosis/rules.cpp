#include "app/diagnosis/rules.h"

#include "app/response/response.h"
#include "app/response/supportcodes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using enum Outcome;
using Helps = SettingHelps;
using Retry = RetryAdvice;

constexpr QLatin1StringView reasons("gemini-api.md §3");
constexpr QLatin1StringView shapes("gemini-api.md §4");
constexpr QLatin1StringView errors("gemini-api.md §9");
constexpr QLatin1StringView settings("gemini-api.md §2");
constexpr QLatin1StringView contract("headless.md");

constexpr QLatin1StringView id(const char* text)
{
    return QLatin1StringView(text);
}

template<typename Key>
struct Keyed
{
    Key key;
    Rule rule;
};

using Block = BlockReason;
constexpr auto unsureInput = Helps::Unknown;
// "Retry the same request? No" reads as "only after a change", except for a prohibition, where no change
// is advised either (product.md, row 15).
constexpr auto blockRules = std::to_array<Keyed<Block>>({
    {Block::Safety, {id("block.safety"), PromptBlocked, Stage::Input, Helps::Yes, Retry::Changed, reasons}},
    {Block::ProhibitedContent,
     {id("block.prohibited-content"), PromptBlocked, Stage::Input, Helps::No, Retry::No, reasons}},
    {Block::Blocklist,
     {id("block.blocklist"), PromptBlocked, Stage::Input, Helps::No, Retry::Changed, reasons}},
    {Block::Other, {id("block.other"), PromptBlocked, Stage::Input, Helps::No, Retry::Changed, reasons}},
    {Block::ImageSafety,
     {id("block.image-safety"), PromptBlocked, Stage::Input, Helps::No, Retry::Changed, reasons}},
    {Block::ModelArmor,
     {id("block.model-armor"), PromptBlocked, Stage::Input, Helps::No, Retry::Changed, reasons}},
    {Block::Jailbreak,
     {id("block.jailbreak"), PromptBlocked, Stage::Input, Helps::No, Retry::Changed, reasons}},
    {Block::Unspecified,
     {id("block.unspecified"), PromptBlocked, Stage::Input, unsureInput, Retry::Changed, reasons}},
});
constexpr Rule blockAbsent {id("block.absent"), PromptBlocked,  Stage::Input,
                            unsureInput,        Retry::Changed, reasons};
constexpr Rule blockUnknown {id("block.unknown"), PromptBlocked,  Stage::Input,
                             unsureInput,         Retry::Changed, reasons};

using Finish = FinishReason;
constexpr auto finishRules = std::to_array<Keyed<Finish>>({
    {Finish::Stop, {id("finish.stop"), Delivered, Stage::Delivered, Helps::No, Retry::No, contract}},
    {Finish::MaxTokens,
     {id("finish.max-tokens"), Truncated, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::Safety,
     {id("finish.safety"), ResponseBlocked, Stage::Generation, Helps::Yes, Retry::Changed, reasons}},
    {Finish::Recitation,
     {id("finish.recitation"), ResponseBlocked, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::ProhibitedContent,
     {id("finish.prohibited-content"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Finish::Blocklist,
     {id("finish.blocklist"), ResponseBlocked, Stage::Output, Helps::No, Retry::Changed, reasons}},
    {Finish::Spii, {id("finish.spii"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Finish::Language, {id("finish.language"), Stopped, Stage::Output, Helps::No, Retry::Changed, reasons}},
    {Finish::ImageSafety,
     {id("finish.image-safety"), ResponseBlocked, Stage::Output, Helps::No, Retry::Same, reasons}},
    {Finish::ImageProhibitedContent,
     {id("finish.image-prohibited-content"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Finish::ImageRecitation,
     {id("finish.image-recitation"), ResponseBlocked, Stage::Output, Helps::No, Retry::Changed, reasons}},
    {Finish::ImageOther, {id("finish.image-other"), Stopped, Stage::Output, Helps::No, Retry::Same, reasons}},
    {Finish::NoImage,
     {id("finish.no-image"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::Other, {id("finish.other"), Stopped, Stage::Unknown, Helps::No, Retry::Same, reasons}},
    {Finish::MalformedFunctionCall,
     {id("finish.malformed-function-call"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::UnexpectedToolCall,
     {id("finish.unexpected-tool-call"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::TooManyToolCalls,
     {id("finish.too-many-tool-calls"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::MissingThoughtSignature,
     {id("finish.missing-thought-signature"), Stopped, Stage::Request, Helps::No, Retry::Changed, reasons}},
    {Finish::MalformedResponse,
     {id("finish.malformed-response"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::Escalation,
     {id("finish.escalation"), Stopped, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Finish::Unspecified,
     {id("finish.unspecified"), Stopped, Stage::Unknown, Helps::Unknown, Retry::Changed, reasons}},
});
// A new reason may be a prohibition: no automatic "same again".
constexpr Rule finishUnknown {id("finish.unknown"), Stopped,        Stage::Unknown,
                              Helps::Unknown,       Retry::Changed, reasons};

constexpr auto situationRules = std::to_array<Keyed<Situation>>({
    {Situation::Unreadable,
     {id("end.unreadable"), Unreadable, Stage::Unknown, Helps::Unknown, Retry::No, contract}},
    {Situation::NoFinish,
     {id("end.no-finish"), Interrupted, Stage::Transport, Helps::No, Retry::Same, reasons}},
    {Situation::BrokenChunk,
     {id("end.broken-chunk"), Interrupted, Stage::Transport, Helps::No, Retry::Same, shapes}},
    {Situation::Network,
     {id("end.network"), Interrupted, Stage::Transport, Helps::No, Retry::Same, contract}},
    // The same again meets the same server; only another address or a mended certificate helps.
    {Situation::Refused, {id("end.refused"), Interrupted, Stage::Transport, Helps::No, Retry::No, contract}},
    {Situation::Cancelled,
     {id("end.cancelled"), Interrupted, Stage::Transport, Helps::No, Retry::Same, contract}},
    {Situation::ErrorTail,
     {id("end.error-tail"), Interrupted, Stage::Transport, Helps::No, Retry::Later, shapes}},
    {Situation::NothingAtAll,
     {id("empty.nothing-at-all"), Empty, Stage::Input, Helps::Unknown, Retry::Changed, reasons}},
    {Situation::EmptyCandidate,
     {id("empty.no-reason"), Empty, Stage::Unknown, Helps::Unknown, Retry::Same, contract}},
    {Situation::NoReason,
     {id("finish.absent"), Interrupted, Stage::Transport, Helps::No, Retry::Same, reasons}},
    {Situation::StopEmpty,
     {id("empty.stop"), Empty, Stage::Generation, Helps::Unknown, Retry::Same, reasons}},
    {Situation::StopWithoutImage,
     {id("refused.text-only"), Refused, Stage::Generation, Helps::No, Retry::Changed, reasons}},
    {Situation::PredictionDelivered,
     {id("prediction.delivered"), Delivered, Stage::Delivered, Helps::No, Retry::No, contract}},
    {Situation::PredictionFiltered,
     {id("prediction.filtered"), ResponseBlocked, Stage::Output, Helps::Unknown, Retry::Changed, reasons}},
});

// The first that is found among the codes decides. A code that may mean a child is taken to mean one.
using Support = SupportCategory;
constexpr auto supportRules = std::to_array<Keyed<Support>>({
    {Support::Child,
     {id("support.child-safety"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Support::CelebrityOrChild,
     {id("support.child-safety"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Support::Prohibited,
     {id("support.prohibited-content"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
    {Support::PersonalData,
     {id("support.personal-data"), ResponseBlocked, Stage::Output, Helps::No, Retry::No, reasons}},
});

// The first line that fits decides; 0 and an empty text fit anything.
struct ErrorMatch
{
    int code = 0;
    QLatin1StringView reason;
    QLatin1StringView text; // stands in the message or in the field the error names
};

constexpr Rule errorRule(const char* name, RetryAdvice retry, QLatin1StringView source = errors)
{
    return {id(name), ApiError, Stage::Request, Helps::No, retry, source};
}

constexpr Rule badThreshold {
    id("error.safety-setting"), ApiError, Stage::Request, Helps::Yes, Retry::Changed, settings};
constexpr auto errorRules = std::to_array<Keyed<ErrorMatch>>({
    {{0, id("API_KEY_INVALID"), {}}, errorRule("error.key-invalid", Retry::Changed)},
    {{400, {}, id("safety_settings")}, badThreshold},
    {{400, {}, id("safetySettings")}, badThreshold},
    {{400, {}, id("location is not supported")}, errorRule("error.location", Retry::Changed, shapes)},
    {{400, {}, id("thought signature")},
     errorRule("error.thought-signature", Retry::Changed, id("gemini-api.md §10"))},
    {{400, {}, {}}, errorRule("error.invalid-request", Retry::Changed)},
    {{401, {}, {}}, errorRule("error.unauthenticated", Retry::Changed)},
    {{402, {}, {}}, errorRule("error.payment", Retry::No)},
    {{403, {}, {}}, errorRule("error.forbidden", Retry::Changed)},
    {{404, {}, {}}, errorRule("error.not-found", Retry::Changed)},
    {{408, {}, {}}, errorRule("error.timeout", Retry::Later)},
    {{413, {}, {}}, errorRule("error.too-large", Retry::Changed, id("gemini-api.md §8"))},
    {{499, {}, {}}, errorRule("error.cancelled", Retry::Same)},
    {{500, {}, {}}, errorRule("error.internal", Retry::Later)},
    {{502, {}, {}}, errorRule("error.gateway", Retry::Later)},
    {{503, {}, {}}, errorRule("error.overloaded", Retry::Later)},
    {{504, {}, {}}, errorRule("error.deadline", Retry::Later)},
});
constexpr Rule errorQuotaWait = errorRule("error.rate-limit", Retry::Later);
constexpr Rule errorQuotaSpent = errorRule("error.quota-spent", Retry::No);
constexpr Rule errorServer = errorRule("error.server", Retry::Later);
constexpr Rule errorPage = errorRule("error.web-page", Retry::Changed, shapes);
constexpr Rule errorAny = errorRule("error.unknown", Retry::Changed);

// The status names of google.rpc, for errors that came without a number.
constexpr std::array statusCodes {
    std::pair {id("INVALID_ARGUMENT"), 400},   std::pair {id("FAILED_PRECONDITION"), 400},
    std::pair {id("OUT_OF_RANGE"), 400},       std::pair {id("UNAUTHENTICATED"), 401},
    std::pair {id("PERMISSION_DENIED"), 403},  std::pair {id("NOT_FOUND"), 404},
    std::pair {id("RESOURCE_EXHAUSTED"), 429}, std::pair {id("CANCELLED"), 499},
    std::pair {id("INTERNAL"), 500},           std::pair {id("UNKNOWN"), 500},
    std::pair {id("UNAVAILABLE"), 503},        std::pair {id("DEADLINE_EXCEEDED"), 504},
};

int codeOf(const ServiceError& error)
{
    if (error.httpCode >= 400)
        return error.httpCode;
    const auto it = std::ranges::find(statusCodes, error.status, &std::pair<QLatin1StringView, int>::first);
    return it == statusCodes.end() ? 0 : it->second;
}

bool fits(const ErrorMatch& match, const ServiceError& error, int code)
{
    if (match.code != 0 && match.code != code)
        return false;
    if (!match.reason.isEmpty() && error.reason != match.reason)
        return false;
    return match.text.isEmpty() || error.message.contains(match.text, Qt::CaseInsensitive)
        || error.field.contains(match.text, Qt::CaseInsensitive);
}

template<typename Table, typename Key>
const Rule* find(const Table& table, Key key)
{
    const auto it = std::ranges::find_if(table, [key](const auto& row) { return row.key == key; });
    return it == table.end() ? nullptr : &it->rule;
}

} // namespace

const Rule& ruleFor(const std::optional<Known<BlockReason>>& reason)
{
    if (!reason || reason->text().isEmpty())
        return blockAbsent;
    const Rule* rule = reason->isKnown() ? find(blockRules, *reason->value()) : nullptr;
    return rule ? *rule : blockUnknown;
}

const Rule& ruleFor(const Known<FinishReason>& reason)
{
    const Rule* rule = reason.isKnown() ? find(finishRules, *reason.value()) : nullptr;
    return rule ? *rule : finishUnknown;
}

const Rule& ruleFor(const ServiceError& error)
{
    const int code = codeOf(error);
    if (code == 429)
        return isLastingLimit(error) ? errorQuotaSpent : errorQuotaWait;
    // A page instead of an API error: the address is wrong, unless a gateway on the way is ill.
    if (error.html && code < 500)
        return errorPage;
    const auto it = std::ranges::find_if(
        errorRules, [&error, code](const auto& row) { return fits(row.key, error, code); });
    if (it != errorRules.end())
        return it->rule;
    return code >= 500 ? errorServer : errorAny;
}

const Rule& ruleFor(Situation situation)
{
    const Rule* rule = find(situationRules, situation);
    Q_ASSERT(rule);
    return *rule;
}

std::optional<Rule> ruleForSupportCodes(const Response& response, const Rule& decided)
{
    const bool stopped = decided.outcome == PromptBlocked || decided.outcome == ResponseBlocked
        || decided.outcome == Stopped || decided.outcome == ApiError;
    if (!stopped)
        return {};
    const auto codes = supportCodes(response);
    for (const auto& row : supportRules) {
        if (std::ranges::find(codes, std::optional(row.key), &SupportCode::category) == codes.end())
            continue;
        Rule rule = row.rule;
        rule.outcome = decided.outcome;
        rule.stage = decided.stage;
        return rule;
    }
    return {};
}

QList<Rule> allRules()
{
    QList<Rule> rules {blockAbsent,     blockUnknown, finishUnknown, errorQuotaWait,
                       errorQuotaSpent, errorServer,  errorPage,     errorAny};
    const auto add = [&rules](const auto& table) {
        for (const auto& row : table)
            rules.append(row.rule);
    };
    add(blockRules);
    add(finishRules);
    add(situationRules);
    add(errorRules);
    add(supportRules);
    return rules;
}

} // namespace safelight
