#include "app/found/printednames.h"

#include <algorithm>
#include <array>
#include <span>

namespace safelight {

namespace {

using Names = std::span<const char* const>;

bool isOneOf(const QByteArray& name, Names names)
{
    return std::ranges::any_of(names, [&name](const char* one) { return name == one; });
}

// By number; nullptr where none has it.
constexpr std::array geminiFinish {
    "FINISH_REASON_UNSPECIFIED",
    "STOP",
    "MAX_TOKENS",
    "SAFETY",
    "RECITATION",
    "OTHER",
    "LANGUAGE",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "MALFORMED_FUNCTION_CALL",
    "IMAGE_SAFETY",
    "UNEXPECTED_TOOL_CALL",
    "TOO_MANY_TOOL_CALLS",
    "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_OTHER",
    "NO_IMAGE",
    "IMAGE_RECITATION",
};
constexpr std::array vertexFinish {
    "FINISH_REASON_UNSPECIFIED",
    "STOP",
    "MAX_TOKENS",
    "SAFETY",
    "RECITATION",
    "OTHER",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "MALFORMED_FUNCTION_CALL",
    "MODEL_ARMOR",
};
constexpr std::array geminiBlock {
    "BLOCK_REASON_UNSPECIFIED", "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY",
};
constexpr std::array vertexBlock {
    "BLOCK_REASON_UNSPECIFIED", "SAFETY",      "OTHER",     "BLOCKLIST",
    "PROHIBITED_CONTENT",       "MODEL_ARMOR", "JAILBREAK",
};
constexpr std::array geminiCategories {
    "HARM_CATEGORY_UNSPECIFIED",
    "HARM_CATEGORY_DEROGATORY",
    "HARM_CATEGORY_TOXICITY",
    "HARM_CATEGORY_VIOLENCE",
    "HARM_CATEGORY_SEXUAL",
    "HARM_CATEGORY_MEDICAL",
    "HARM_CATEGORY_DANGEROUS",
    "HARM_CATEGORY_HARASSMENT",
    "HARM_CATEGORY_HATE_SPEECH",
    "HARM_CATEGORY_SEXUALLY_EXPLICIT",
    "HARM_CATEGORY_DANGEROUS_CONTENT",
    "HARM_CATEGORY_CIVIC_INTEGRITY",
};
constexpr std::array vertexCategories {
    "HARM_CATEGORY_UNSPECIFIED", "HARM_CATEGORY_HATE_SPEECH",       "HARM_CATEGORY_DANGEROUS_CONTENT",
    "HARM_CATEGORY_HARASSMENT",  "HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_CIVIC_INTEGRITY",
    "HARM_CATEGORY_JAILBREAK",
};
constexpr std::array probabilities {"HARM_PROBABILITY_UNSPECIFIED", "NEGLIGIBLE", "LOW", "MEDIUM", "HIGH"};
constexpr std::array severities {"HARM_SEVERITY_UNSPECIFIED", "HARM_SEVERITY_NEGLIGIBLE", "HARM_SEVERITY_LOW",
                                 "HARM_SEVERITY_MEDIUM", "HARM_SEVERITY_HIGH"};
constexpr std::array thresholds {"HARM_BLOCK_THRESHOLD_UNSPECIFIED",
                                 "BLOCK_LOW_AND_ABOVE",
                                 "BLOCK_MEDIUM_AND_ABOVE",
                                 "BLOCK_ONLY_HIGH",
                                 "BLOCK_NONE",
                                 "OFF"};
constexpr std::array modalities {"MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT"};

Names tableOf(const QByteArray& member, bool vertex)
{
    if (member == "finishReason")
        return vertex ? Names(vertexFinish) : Names(geminiFinish);
    if (member == "blockReason")
        return vertex ? Names(vertexBlock) : Names(geminiBlock);
    if (member == "category")
        return vertex ? Names(vertexCategories) : Names(geminiCategories);
    if (member == "probability")
        return probabilities;
    if (member == "severity")
        return severities;
    if (member == "overwrittenThreshold")
        return thresholds;
    return member == "modality" ? Names(modalities) : Names();
}

} // namespace

QByteArray camelCase(const QByteArray& name)
{
    const bool isSnake = name.contains('_') && name.front() >= 'a' && name.front() <= 'z'
        && std::ranges::all_of(name, [](char c) {
                             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                         });
    if (!isSnake)
        return name;
    QByteArray camel;
    bool isStart = false;
    for (const char c : name) {
        if (c == '_')
            isStart = true;
        else
            camel += std::exchange(isStart, false) && c >= 'a' ? char(c - 'a' + 'A') : c;
    }
    return camel;
}

bool isRepeatedMember(const QByteArray& name)
{
    static constexpr std::array names {"candidates",
                                       "parts",
                                       "safetyRatings",
                                       "predictions",
                                       "details",
                                       "fieldViolations",
                                       "violations",
                                       "links",
                                       "citations",
                                       "citationSources",
                                       "groundingChunks",
                                       "groundingSupports",
                                       "webSearchQueries",
                                       "topCandidates",
                                       "chosenCandidates",
                                       "urlMetadata",
                                       "groundingAttributions",
                                       "promptTokensDetails",
                                       "candidatesTokensDetails",
                                       "cacheTokensDetails",
                                       "toolUsePromptTokensDetails"};
    return isOneOf(name, names);
}

bool holdsFreeNames(const QByteArray& name)
{
    static constexpr std::array names {"args",   "headers", "metadata", "labels", "quotaDimensions",
                                       "output", "response"};
    return isOneOf(name, names);
}

bool isEnumMember(const QByteArray& name)
{
    return !tableOf(name, false).empty();
}

bool isBytesMember(const QByteArray& name)
{
    static constexpr std::array names {"data", "thoughtSignature", "imageBytes", "bytesBase64Encoded"};
    return isOneOf(name, names);
}

QByteArray enumName(const QByteArray& member, int number, EnumNumbers numbers)
{
    const auto table = tableOf(member, numbers == EnumNumbers::VertexAi);
    return number >= 0 && std::size_t(number) < table.size() ? table[std::size_t(number)] : QByteArray();
}

} // namespace safelight
