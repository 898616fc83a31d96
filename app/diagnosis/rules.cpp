#include "app/diagnosis/rules.h"

#include "app/response/response.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The first that is found among the codes decides. A code that may mean a child is taken to mean one.
constexpr std::array supportSituations {
    std::pair {SupportCategory::Child, Situation::SupportChildSafety},
    std::pair {SupportCategory::CelebrityOrChild, Situation::SupportChildSafety},
    std::pair {SupportCategory::Prohibited, Situation::SupportProhibitedContent},
    std::pair {SupportCategory::PersonalData, Situation::SupportPersonalData},
};

// The status names of google.rpc, for errors that came without a number.
constexpr std::array statusCodes {
    std::pair {"INVALID_ARGUMENT"_L1, 400},   std::pair {"FAILED_PRECONDITION"_L1, 400},
    std::pair {"OUT_OF_RANGE"_L1, 400},       std::pair {"UNAUTHENTICATED"_L1, 401},
    std::pair {"PERMISSION_DENIED"_L1, 403},  std::pair {"NOT_FOUND"_L1, 404},
    std::pair {"RESOURCE_EXHAUSTED"_L1, 429}, std::pair {"CANCELLED"_L1, 499},
    std::pair {"INTERNAL"_L1, 500},           std::pair {"UNKNOWN"_L1, 500},
    std::pair {"UNAVAILABLE"_L1, 503},        std::pair {"DEADLINE_EXCEEDED"_L1, 504},
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
    // A proxy whose errors have OpenAI's shape gives the reason as a code, which is read as the status.
    if (!match.reason.isEmpty() && error.reason != match.reason && error.status != match.reason)
        return false;
    return match.text.isEmpty() || error.message.contains(match.text, Qt::CaseInsensitive)
        || error.field.contains(match.text, Qt::CaseInsensitive);
}

} // namespace

const Rule& ruleFor(const std::optional<Known<BlockReason>>& reason)
{
    if (!reason || reason->text().isEmpty())
        return ruleFor(Situation::BlockAbsent);
    return reason->isKnown() ? reasonRow(*reason->value()).rule : ruleFor(Situation::BlockUnknown);
}

const Rule& ruleFor(const Known<FinishReason>& reason)
{
    return reason.isKnown() ? reasonRow(*reason.value()).rule : ruleFor(Situation::FinishUnknown);
}

const Rule& ruleFor(const ServiceError& error)
{
    const int code = codeOf(error);
    // A page instead of an API error: the address is wrong, unless a gateway on the way is ill.
    if (error.html && code < 500 && code != 429)
        return ruleFor(Situation::ErrorWebPage);
    const auto matches = errorMatchesInOrder();
    const auto it =
        std::ranges::find_if(matches, [&](const ErrorMatch& match) { return fits(match, error, code); });
    const bool namesItself = it != matches.end() && !it->reason.isEmpty();
    if (code == 429 && !namesItself)
        return ruleFor(isLastingLimit(error) ? Situation::ErrorQuotaSpent : Situation::ErrorRateLimit);
    if (it != matches.end())
        return errorRows()[it->row].rule;
    return ruleFor(code >= 500 ? Situation::ErrorServer : Situation::ErrorUnknown);
}

const Rule& ruleFor(Situation situation)
{
    return reasonRow(situation).rule;
}

bool isProhibition(const QString& ruleId)
{
    const ReasonRow* row = findReasonRow(ruleId);
    return row && row->isProhibition;
}

bool isProhibition(SupportCategory category)
{
    const auto decided = &std::pair<SupportCategory, Situation>::first;
    return std::ranges::find(supportSituations, category, decided) != supportSituations.end();
}

std::optional<Rule> ruleForSupportCodes(const Response& response, const Rule& decided)
{
    const bool stopped = decided.outcome == Outcome::PromptBlocked
        || decided.outcome == Outcome::ResponseBlocked || decided.outcome == Outcome::Stopped
        || decided.outcome == Outcome::ApiError;
    if (!stopped)
        return {};
    const auto codes = supportCodes(response);
    for (const auto& [category, situation] : supportSituations) {
        if (std::ranges::find(codes, std::optional(category), &SupportCode::category) == codes.end())
            continue;
        Rule rule = ruleFor(situation);
        rule.outcome = decided.outcome;
        rule.stage = decided.stage;
        return rule;
    }
    return {};
}

QList<Rule> allRules()
{
    QList<Rule> rules;
    for (const auto rows : {blockReasonRows(), finishReasonRows(), situationRows(), errorRows()}) {
        for (const ReasonRow& row : rows)
            rules.append(row.rule);
    }
    return rules;
}

} // namespace safelight
