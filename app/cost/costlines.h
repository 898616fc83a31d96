#pragma once

#include "app/cost/costline.h"
#include "app/cost/pricetable.h"
#include "app/response/tokenusage.h"

#include <QList>

namespace safelight {

// How the tokens of an answer are priced, and which of them are charged.
struct CostRules
{
    const ModelPrice* price = nullptr; // null: no price known
    ServiceTier tier = ServiceTier::Standard;
    Charged prompt = Charged::Yes;
    Charged thinking = Charged::Yes;
    Charged output = Charged::Yes;
    Charged image = Charged::Yes; // image output
    int images = 0; // in the answer, with the drafts
    int drafts = 0;
};

// Counts that no answer of the service can have (below zero, beyond a million million) are taken as absent,
// so that sums stay sums.
TokenUsage plausible(TokenUsage usage);

// What the counts cost, line by line (gemini-api.md §6): the prompt by modality without its cached part, the
// cached part, what tools added, thinking, output by modality with the unlisted rest as text, and drafts
// apart.
QList<CostLine> costLines(const TokenUsage& usage, const CostRules& rules);

} // namespace safelight
