#pragma once

#include "app/safety/safetyrating.h"

#include <optional>

namespace safelight {

// Probabilities and thresholds on one scale, so that they can be drawn in one picture: what reaches above the
// line is blocked.

// Absent: none was given, or one that is not known.
inline std::optional<HarmProbability> probabilityOf(const SafetyRating& rating)
{
    return rating.probability ? rating.probability->value() : std::nullopt;
}

// From 1, negligible, to 4, high; 0 when it is not known.
constexpr double probabilityLevel(std::optional<HarmProbability> probability)
{
    return probability ? static_cast<int>(*probability) + 1 : 0;
}

// Off and none block nothing: no line.
constexpr std::optional<double> thresholdLine(std::optional<BlockThreshold> threshold)
{
    if (!threshold)
        return {};
    switch (*threshold) {
    case BlockThreshold::OnlyHigh:
        return 3.5;
    case BlockThreshold::MediumAndAbove:
        return 2.5;
    case BlockThreshold::LowAndAbove:
        return 1.5;
    case BlockThreshold::Off:
    case BlockThreshold::None:
        break;
    }
    return {};
}

} // namespace safelight
