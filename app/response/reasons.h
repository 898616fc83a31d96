#pragma once

#include "app/base/known.h"

namespace safelight {

// Candidate.finishReason. Source of the names: gemini-api.md §3.
enum class FinishReason {
    Unspecified,
    Stop,
    MaxTokens,
    Safety,
    Recitation,
    Language,
    Other,
    Blocklist,
    ProhibitedContent,
    Spii,
    MalformedFunctionCall,
    ImageSafety,
    ImageProhibitedContent,
    ImageRecitation,
    ImageOther,
    NoImage,
    UnexpectedToolCall,
    TooManyToolCalls,
    MissingThoughtSignature,
    MalformedResponse,
    Escalation,
};

// promptFeedback.blockReason.
enum class BlockReason {
    Unspecified,
    Safety,
    Other,
    Blocklist,
    ProhibitedContent,
    ImageSafety,
    ModelArmor,
    Jailbreak,
};

enum class Modality { Unspecified, Text, Image, Video, Audio, Document };

template<>
struct WireNames<FinishReason>
{
    static constexpr std::array table {
        std::pair {FinishReason::Unspecified, QLatin1StringView("FINISH_REASON_UNSPECIFIED")},
        std::pair {FinishReason::Stop, QLatin1StringView("STOP")},
        std::pair {FinishReason::MaxTokens, QLatin1StringView("MAX_TOKENS")},
        std::pair {FinishReason::Safety, QLatin1StringView("SAFETY")},
        std::pair {FinishReason::Recitation, QLatin1StringView("RECITATION")},
        std::pair {FinishReason::Language, QLatin1StringView("LANGUAGE")},
        std::pair {FinishReason::Other, QLatin1StringView("OTHER")},
        std::pair {FinishReason::Blocklist, QLatin1StringView("BLOCKLIST")},
        std::pair {FinishReason::ProhibitedContent, QLatin1StringView("PROHIBITED_CONTENT")},
        std::pair {FinishReason::Spii, QLatin1StringView("SPII")},
        std::pair {FinishReason::MalformedFunctionCall, QLatin1StringView("MALFORMED_FUNCTION_CALL")},
        std::pair {FinishReason::ImageSafety, QLatin1StringView("IMAGE_SAFETY")},
        std::pair {FinishReason::ImageProhibitedContent, QLatin1StringView("IMAGE_PROHIBITED_CONTENT")},
        std::pair {FinishReason::ImageRecitation, QLatin1StringView("IMAGE_RECITATION")},
        std::pair {FinishReason::ImageOther, QLatin1StringView("IMAGE_OTHER")},
        std::pair {FinishReason::NoImage, QLatin1StringView("NO_IMAGE")},
        std::pair {FinishReason::UnexpectedToolCall, QLatin1StringView("UNEXPECTED_TOOL_CALL")},
        std::pair {FinishReason::TooManyToolCalls, QLatin1StringView("TOO_MANY_TOOL_CALLS")},
        std::pair {FinishReason::MissingThoughtSignature, QLatin1StringView("MISSING_THOUGHT_SIGNATURE")},
        std::pair {FinishReason::MalformedResponse, QLatin1StringView("MALFORMED_RESPONSE")},
        std::pair {FinishReason::Escalation, QLatin1StringView("ESCALATION")},
    };
};

template<>
struct WireNames<BlockReason>
{
    static constexpr std::array table {
        std::pair {BlockReason::Unspecified, QLatin1StringView("BLOCK_REASON_UNSPECIFIED")},
        std::pair {BlockReason::Safety, QLatin1StringView("SAFETY")},
        std::pair {BlockReason::Other, QLatin1StringView("OTHER")},
        std::pair {BlockReason::Blocklist, QLatin1StringView("BLOCKLIST")},
        std::pair {BlockReason::ProhibitedContent, QLatin1StringView("PROHIBITED_CONTENT")},
        std::pair {BlockReason::ImageSafety, QLatin1StringView("IMAGE_SAFETY")},
        std::pair {BlockReason::ModelArmor, QLatin1StringView("MODEL_ARMOR")},
        std::pair {BlockReason::Jailbreak, QLatin1StringView("JAILBREAK")},
    };
};

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
