#pragma once

#include "app/safety/harm.h"

#include <optional>

namespace safelight {

// What the service said about one category. All may be absent: Vertex image models return empty ratings.
struct SafetyRating
{
    std::optional<Known<HarmCategory>> category;
    std::optional<Known<HarmProbability>> probability;
    std::optional<bool> blocked; // absent is not the same as false
    std::optional<double> probabilityScore; // 0…1, Vertex only
    std::optional<Known<HarmSeverity>> severity; // Vertex only
    std::optional<double> severityScore; // 0…1, Vertex only
    std::optional<Known<BlockThreshold>> overwrittenThreshold; // the service used this one instead of yours

    bool isEmpty() const { return *this == SafetyRating(); }

    friend bool operator==(const SafetyRating&, const SafetyRating&) = default;
};

} // namespace safelight
