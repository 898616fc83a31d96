#pragma once

#include "app/base/known.h"

// Made from resources/knowledge/reasons.json, one row per reason: FinishReason (Candidate.finishReason),
// BlockReason (promptFeedback.blockReason), both with their names on the wire, and Situation (what no reason
// of the service names).
#include <reasonnames.h>

namespace safelight {

enum class Modality { Unspecified, Text, Image, Video, Audio, Document };

template<>
struct WireNames<Modality>
{
    static constexpr std::array table {
        std::pair {Modality::Unspecified, QLatin1StringView("MODALITY_UNSPECIFIED")},
        std::pair {Modality::Text, QLatin1StringView("TEXT")},
        std::pair {Modality::Image, QLatin1StringView("IMAGE")},
        std::pair {Modality::Video, QLatin1StringView("VIDEO")},
        std::pair {Modality::Audio, QLatin1StringView("AUDIO")},
        std::pair {Modality::Document, QLatin1StringView("DOCUMENT")},
    };
};

} // namespace safelight
