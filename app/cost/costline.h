#pragma once

#include "app/base/known.h"
#include "app/response/reasons.h"

#include <optional>

namespace safelight {

// More tokens than an answer of the service can have, and low enough for sums of millions of them.
inline constexpr qint64 mostTokens = 1'000'000'000'000;

enum class CostKind {
    Prompt,
    Cached, // the part of the prompt that came out of a cache
    ToolUse, // what tools put into the prompt
    Thinking,
    Output,
    Draft, // images made on the way to the last one
    Request, // a flat price
};

template<>
struct WireNames<CostKind>
{
    static constexpr std::array table {
        std::pair {CostKind::Prompt, QLatin1StringView("prompt")},
        std::pair {CostKind::Cached, QLatin1StringView("cached")},
        std::pair {CostKind::ToolUse, QLatin1StringView("toolUse")},
        std::pair {CostKind::Thinking, QLatin1StringView("thinking")},
        std::pair {CostKind::Output, QLatin1StringView("output")},
        std::pair {CostKind::Draft, QLatin1StringView("draft")},
        std::pair {CostKind::Request, QLatin1StringView("request")},
    };
};

enum class Charged { Yes, No, Unknown };

template<>
struct WireNames<Charged>
{
    static constexpr std::array table {
        std::pair {Charged::Yes, QLatin1StringView("yes")},
        std::pair {Charged::No, QLatin1StringView("no")},
        std::pair {Charged::Unknown, QLatin1StringView("unknown")},
    };
};

// One line of what an attempt cost.
struct CostLine
{
    CostKind kind = CostKind::Prompt;
    Known<Modality> modality = Modality::Text; // Unspecified: the answer does not say
    qint64 tokens = 0; // Request: 0
    std::optional<double> perMillion; // USD; absent: no price known
    Charged charged = Charged::Unknown;
    // USD, from the least to the most that this line can be. Absent: no price known.
    std::optional<double> low;
    std::optional<double> high;

    friend bool operator==(const CostLine&, const CostLine&) = default;
};

} // namespace safelight
