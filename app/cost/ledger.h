#pragma once

#include "app/cost/billing.h"

#include <QHash>

namespace safelight {

// What one attempt adds to its session.
struct AttemptCost
{
    qint64 promptTokens = 0;
    qint64 thoughtsTokens = 0;
    qint64 outputTokens = 0;
    int images = 0;
    std::optional<double> low; // USD; absent: no price known
    std::optional<double> high;
    bool simulated = false;

    friend bool operator==(const AttemptCost&, const AttemptCost&) = default;
};

struct LedgerTotals
{
    qint64 attempts = 0;
    qint64 promptTokens = 0;
    qint64 thoughtsTokens = 0;
    qint64 outputTokens = 0;
    qint64 images = 0;
    qint64 withoutPrice = 0; // attempts that the money leaves out
    qint64 lowNano = 0; // USD / 1,000,000,000, so that taking away what was added leaves nothing
    qint64 highNano = 0;

    double low() const { return double(lowNano) / 1e9; }
    double high() const { return double(highNano) / 1e9; }

    friend bool operator==(const LedgerTotals&, const LedgerTotals&) = default;
};

// The totals of a session. What the simulator made up is kept apart: nobody pays for it. Each change takes
// the same time, however long the session is.
class Ledger
{
public:
    // Adds an attempt, or replaces what was said about it.
    void set(qint64 attemptId, const AttemptCost& cost);
    void remove(qint64 attemptId);
    void clear();

    const LedgerTotals& sent() const { return m_sent; }
    const LedgerTotals& simulated() const { return m_simulated; }

private:
    void book(const AttemptCost& cost, qint64 sign);

    QHash<qint64, AttemptCost> m_costs;
    LedgerTotals m_sent;
    LedgerTotals m_simulated;
};

} // namespace safelight
