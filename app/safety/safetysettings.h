#pragma once

#include "app/safety/harm.h"

#include <optional>

class QDebug;

namespace safelight {

// What the user set for each adjustable category. No value means "not sent": the model's own default,
// which is not the same as Off (gemini-api.md §2).
class SafetySettings
{
public:
    // Only adjustable categories have a place; any other answers "not sent".
    std::optional<BlockThreshold> threshold(HarmCategory category) const;
    void setThreshold(HarmCategory category, std::optional<BlockThreshold> threshold);

    friend bool operator==(const SafetySettings&, const SafetySettings&) = default;
    friend QDebug operator<<(QDebug debug, const SafetySettings& settings);

private:
    std::array<std::optional<BlockThreshold>, adjustableCategories.size()> m_thresholds {};
};

enum class SafetyPreset { ModelDefault, Strict, Permissive, Diagnostic, Custom };

// ModelDefault sends nothing; Strict is "low and up" on all four; Permissive is Off on all four; Diagnostic
// is None on all four: scores come back and nothing is blocked on them. Custom answers ModelDefault's.
SafetySettings settingsOf(SafetyPreset preset);

// Which preset these settings are; Custom when none.
SafetyPreset presetOf(const SafetySettings& settings);

} // namespace safelight
