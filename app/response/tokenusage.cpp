#include "app/response/tokenusage.h"

#include <algorithm>

namespace safelight {

std::optional<bool> TokenUsage::isConsistent() const
{
    if (!total)
        return {};
    const qint64 spent = prompt.value_or(0) + toolUse.value_or(0) + thoughts.value_or(0);
    return *total == spent + candidates.value_or(0) || candidatesMirrorThoughts();
}

bool TokenUsage::candidatesMirrorThoughts() const
{
    return total && thoughts && candidates && *thoughts > 0 && *candidates == *thoughts
        && *total == prompt.value_or(0) + toolUse.value_or(0) + *thoughts;
}

std::optional<qint64> TokenUsage::unlistedOutput() const
{
    if (!candidates || candidatesMirrorThoughts())
        return {};
    qint64 listed = 0;
    for (const auto& detail : candidatesDetails)
        listed += detail.tokens;
    return std::max<qint64>(0, *candidates - listed);
}

} // namespace safelight
