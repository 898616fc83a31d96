#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

// Only what has a value is sent. Names and meanings as in the API's generationConfig.
struct GenerationSettings
{
    std::optional<double> temperature; // 0…2
    std::optional<double> topP; // 0…1
    std::optional<int> topK; // ≥ 1
    std::optional<int> candidateCount; // 1…8
    std::optional<int> maxOutputTokens; // 1…the model's outputTokenLimit
    std::optional<int> seed;
    QStringList stopSequences; // at most 5
    QStringList responseModalities; // TEXT, IMAGE; empty: not sent
    std::optional<QString> aspectRatio; // imageConfig: "16:9"
    std::optional<QString> imageSize; // imageConfig: "512", "1K", "2K", "4K" (capital K)
    std::optional<QString> thinkingLevel; // thinkingConfig: "minimal", "low", "medium", "high"
    std::optional<int> thinkingBudget; // thinkingConfig: tokens; −1 lets the model decide. Never with a level
    std::optional<bool> includeThoughts; // thinkingConfig

    friend bool operator==(const GenerationSettings&, const GenerationSettings&) = default;
};

} // namespace safelight
