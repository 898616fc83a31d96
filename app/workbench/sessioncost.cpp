#include "app/workbench/sessioncost.h"

namespace safelight {

std::optional<AttemptCost> costOf(const AttemptSummary& summary)
{
    if (summary.state == AttemptState::Sending || summary.importedFrom)
        return {};
    AttemptCost cost;
    cost.promptTokens = summary.promptTokens;
    cost.thoughtsTokens = summary.thoughtsTokens;
    cost.outputTokens = summary.outputTokens;
    cost.images = summary.images;
    cost.low = summary.costLow;
    cost.high = summary.costHigh;
    cost.simulated = summary.simulated;
    return cost;
}

void book(Ledger& ledger, const AttemptSummary& summary)
{
    if (const auto cost = costOf(summary))
        ledger.set(summary.id, *cost);
    else
        ledger.remove(summary.id);
}

} // namespace safelight
