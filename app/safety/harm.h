#pragma once

#include "app/base/known.h"

namespace safelight {

// The first four can be set on every back end; the rest only on some (gemini-api.md §2), and those from
// Derogatory on, of the older PaLM models, on none.
enum class HarmCategory {
    Harassment,
    HateSpeech,
    SexuallyExplicit,
    DangerousContent,
    CivicIntegrity,
    ImageHate,
    ImageDangerousContent,
    ImageHarassment,
    ImageSexuallyExplicit,
    Jailbreak,
    Derogatory,
    Toxicity,
    Violence,
    Sexual,
    Medical,
    Dangerous,
    Unspecified,
};

inline constexpr std::array adjustableCategories {HarmCategory::Harassment, HarmCategory::HateSpeech,
                                                  HarmCategory::SexuallyExplicit,
                                                  HarmCategory::DangerousContent};

// From permissive to strict, so that a later one blocks whatever an earlier one blocks.
enum class BlockThreshold { Off, None, OnlyHigh, MediumAndAbove, LowAndAbove };

enum class HarmProbability { Negligible, Low, Medium, High };

enum class HarmSeverity { Negligible, Low, Medium, High };

template<>
struct WireNames<HarmCategory>
{
    static constexpr std::array table {
        std::pair {HarmCategory::Harassment, QLatin1StringView("HARM_CATEGORY_HARASSMENT")},
        std::pair {HarmCategory::HateSpeech, QLatin1StringView("HARM_CATEGORY_HATE_SPEECH")},
        std::pair {HarmCategory::SexuallyExplicit, QLatin1StringView("HARM_CATEGORY_SEXUALLY_EXPLICIT")},
        std::pair {HarmCategory::DangerousContent, QLatin1StringView("HARM_CATEGORY_DANGEROUS_CONTENT")},
        std::pair {HarmCategory::CivicIntegrity, QLatin1StringView("HARM_CATEGORY_CIVIC_INTEGRITY")},
        std::pair {HarmCategory::ImageHate, QLatin1StringView("HARM_CATEGORY_IMAGE_HATE")},
        std::pair {HarmCategory::ImageDangerousContent,
                   QLatin1StringView("HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT")},
        std::pair {HarmCategory::ImageHarassment, QLatin1StringView("HARM_CATEGORY_IMAGE_HARASSMENT")},
        std::pair {HarmCategory::ImageSexuallyExplicit,
                   QLatin1StringView("HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT")},
        std::pair {HarmCategory::Jailbreak, QLatin1StringView("HARM_CATEGORY_JAILBREAK")},
        std::pair {HarmCategory::Derogatory, QLatin1StringView("HARM_CATEGORY_DEROGATORY")},
        std::pair {HarmCategory::Toxicity, QLatin1StringView("HARM_CATEGORY_TOXICITY")},
        std::pair {HarmCategory::Violence, QLatin1StringView("HARM_CATEGORY_VIOLENCE")},
        std::pair {HarmCategory::Sexual, QLatin1StringView("HARM_CATEGORY_SEXUAL")},
        std::pair {HarmCategory::Medical, QLatin1StringView("HARM_CATEGORY_MEDICAL")},
        std::pair {HarmCategory::Dangerous, QLatin1StringView("HARM_CATEGORY_DANGEROUS")},
        std::pair {HarmCategory::Unspecified, QLatin1StringView("HARM_CATEGORY_UNSPECIFIED")},
    };
};

template<>
struct WireNames<BlockThreshold>
{
    static constexpr std::array table {
        std::pair {BlockThreshold::Off, QLatin1StringView("OFF")},
        std::pair {BlockThreshold::None, QLatin1StringView("BLOCK_NONE")},
        std::pair {BlockThreshold::OnlyHigh, QLatin1StringView("BLOCK_ONLY_HIGH")},
        std::pair {BlockThreshold::MediumAndAbove, QLatin1StringView("BLOCK_MEDIUM_AND_ABOVE")},
        std::pair {BlockThreshold::LowAndAbove, QLatin1StringView("BLOCK_LOW_AND_ABOVE")},
    };
};

template<>
struct WireNames<HarmProbability>
{
    static constexpr std::array table {
        std::pair {HarmProbability::Negligible, QLatin1StringView("NEGLIGIBLE")},
        std::pair {HarmProbability::Low, QLatin1StringView("LOW")},
        std::pair {HarmProbability::Medium, QLatin1StringView("MEDIUM")},
        std::pair {HarmProbability::High, QLatin1StringView("HIGH")},
    };
};

template<>
struct WireNames<HarmSeverity>
{
    static constexpr std::array table {
        std::pair {HarmSeverity::Negligible, QLatin1StringView("HARM_SEVERITY_NEGLIGIBLE")},
        std::pair {HarmSeverity::Low, QLatin1StringView("HARM_SEVERITY_LOW")},
        std::pair {HarmSeverity::Medium, QLatin1StringView("HARM_SEVERITY_MEDIUM")},
        std::pair {HarmSeverity::High, QLatin1StringView("HARM_SEVERITY_HIGH")},
    };
};

// Would a rating of this probability be stopped by this threshold? Off and None stop nothing.
constexpr bool blocks(BlockThreshold threshold, HarmProbability probability)
{
    switch (threshold) {
    case BlockThreshold::Off:
    case BlockThreshold::None:
        return false;
    case BlockThreshold::OnlyHigh:
        return probability == HarmProbability::High;
    case BlockThreshold::MediumAndAbove:
        return probability >= HarmProbability::Medium;
    case BlockThreshold::LowAndAbove:
        return probability >= HarmProbability::Low;
    }
    return false;
}

} // namespace safelight
