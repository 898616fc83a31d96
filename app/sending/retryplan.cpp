#include "app/sending/retryplan.h"

#include "app/backends/backend.h"
#include "app/client/modelrequest.h"
#include "app/diagnosis/verdict.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace safelight {

namespace {

// What the official SDK tries again (gemini-api.md §9). Every other 4xx needs an edit, a key or money.
constexpr std::array retriedCodes {408, 429, 500, 502, 503, 504};

int errorCodeOf(const Exchange& exchange)
{
    const auto& error = exchange.response.error;
    return error && error->httpCode != 0 ? error->httpCode : exchange.httpCode;
}

bool isRetriedError(const Exchange& exchange, const Verdict& verdict)
{
    // RetryAdvice::No covers what no wait ends: a quota of the day, a quota of zero, an empty account.
    return verdict.outcome == Outcome::ApiError && verdict.retry != RetryAdvice::No
        && std::ranges::find(retriedCodes, errorCodeOf(exchange)) != retriedCodes.end();
}

bool isRetriedFault(const RetryPlan& plan, const Exchange& exchange)
{
    return exchange.failure->code == Error::Code::Network && exchange.httpCode == 0 && exchange.raw.isEmpty()
        && !plan.disconnectIsBilled;
}

// Nothing when the service asks for more patience than the plan has.
std::optional<RetryPlan::Milliseconds> baseWait(const RetryPlan& plan, const Exchange& exchange, int tries)
{
    const auto& error = exchange.response.error;
    if (error && error->retryAfterSeconds && std::isfinite(*error->retryAfterSeconds)) {
        const std::chrono::duration<double> asked(std::max(0.0, *error->retryAfterSeconds));
        if (asked > plan.longestAsked)
            return {};
        return std::chrono::ceil<RetryPlan::Milliseconds>(asked);
    }
    constexpr int mostDoublings = 20;
    return std::min<RetryPlan::Milliseconds>(
        plan.firstWait * (1LL << std::clamp(tries - 1, 0, mostDoublings)), plan.longestWait);
}

} // namespace

RetryPlan retryPlanFor(const Backend& backend, int retries)
{
    RetryPlan plan;
    plan.retries = retries;
    plan.disconnectIsBilled = backend.billsDisconnects;
    return plan;
}

std::optional<std::chrono::milliseconds> retryWait(const RetryPlan& plan, const Exchange& exchange,
                                                   const Verdict& verdict, const RetryProgress& progress,
                                                   double chance)
{
    if (progress.tries > plan.retries)
        return {};
    if (!(exchange.failure ? isRetriedFault(plan, exchange) : isRetriedError(exchange, verdict)))
        return {};
    const auto base = baseWait(plan, exchange, progress.tries);
    if (!base)
        return {};
    const auto wait = *base
        + std::chrono::duration_cast<RetryPlan::Milliseconds>(
            std::chrono::duration<double, std::milli>(chance * static_cast<double>(plan.jitter.count())));
    return progress.waited + wait > plan.longestTotal ? std::nullopt : std::optional(wait);
}

} // namespace safelight
