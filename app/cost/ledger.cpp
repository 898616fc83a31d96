#include "app/cost/ledger.h"

#include <algorithm>
#include <cmath>

namespace safelight {

namespace {

// Far above what an attempt can cost, and low enough for millions of them.
constexpr double mostMoney = 10000; // USD

qint64 tokens(qint64 count)
{
    return std::clamp<qint64>(count, 0, mostTokens);
}

qint64 nano(double amount)
{
    return std::isfinite(amount) ? std::llround(std::clamp(amount, 0.0, mostMoney) * 1e9) : 0;
}

} // namespace

void Ledger::set(qint64 attemptId, const AttemptCost& cost)
{
    remove(attemptId);
    m_costs.insert(attemptId, cost);
    book(cost, 1);
}

void Ledger::remove(qint64 attemptId)
{
    const auto found = m_costs.constFind(attemptId);
    if (found == m_costs.cend())
        return;
    book(*found, -1);
    m_costs.erase(found);
}

void Ledger::clear()
{
    *this = Ledger();
}

void Ledger::book(const AttemptCost& cost, qint64 sign)
{
    LedgerTotals& totals = cost.simulated ? m_simulated : m_sent;
    totals.attempts += sign;
    totals.promptTokens += sign * tokens(cost.promptTokens);
    totals.thoughtsTokens += sign * tokens(cost.thoughtsTokens);
    totals.outputTokens += sign * tokens(cost.outputTokens);
    totals.images += sign * std::max(0, cost.images);
    if (!cost.high)
        totals.withoutPrice += sign;
    totals.lowNano += sign * nano(cost.high ? cost.low.value_or(0) : 0);
    totals.highNano += sign * nano(cost.high.value_or(0));
}

} // namespace safelight
