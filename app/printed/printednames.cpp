#include "app/printed/printednames.h"

#include "app/base/membernames.h"
#include "app/printed/printedword.h"
#include "app/response/reasontable.h"
#include "app/safety/harm.h"

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

// By number.
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

// Numbers of reasons are in the table of reasons.
std::span<const ReasonRow> reasonsOf(const QByteArray& member)
{
    if (member == "finishReason")
        return finishReasonRows();
    return member == "blockReason" ? blockReasonRows() : std::span<const ReasonRow>();
}

QByteArray reasonName(std::span<const ReasonRow> rows, int number, bool vertex)
{
    const auto it = std::ranges::find(rows, number, vertex ? &ReasonRow::vertex : &ReasonRow::gemini);
    return it == rows.end() || number < 0 ? QByteArray() : QByteArray(it->name.data(), it->name.size());
}

Names tableOf(const QByteArray& member, bool vertex)
{
    if (member == "category")
        return vertex ? Names(vertexCategories) : Names(geminiCategories);
    if (member == "probability")
        return probabilities;
    if (member == "severity")
        return severities;
    if (member == "overwrittenThreshold" || member == "threshold")
        return thresholds;
    return member == "modality" ? Names(modalities) : Names();
}

// What Go puts in front of the names of each enumeration.
constexpr std::array typePrefixes {"FinishReason", "BlockedReason",   "BlockReason",
                                   "HarmCategory", "HarmProbability", "HarmSeverity"};

QByteArray withoutType(const QByteArray& word)
{
    for (const QByteArrayView prefix : typePrefixes) {
        if (word.startsWith(prefix) && word.size() > prefix.size() && isUpper(word.at(prefix.size())))
            return word.mid(prefix.size());
    }
    return word;
}

// "ProhibitedContent" -> "PROHIBITED_CONTENT"
QByteArray upperSnake(const QByteArray& word)
{
    QByteArray result;
    for (const char c : word) {
        if (isUpper(c) && !result.isEmpty() && result.back() != '_')
            result += '_';
        result += c == ' ' || c == '-' ? '_' : c;
    }
    return result.toUpper();
}

} // namespace

QByteArray wireName(const QByteArray& printed)
{
    QByteArray name = printed.startsWith('@') || printed.startsWith('.') ? printed.mid(1) : printed;
    if (name.size() > 1 && isUpper(name.front()) && isLower(name.at(1)))
        name[0] = char(name.front() | 0x20);
    return camelCase(name);
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
    return !reasonsOf(name).empty() || !tableOf(name, false).empty();
}

bool isBytesMember(const QByteArray& name)
{
    static constexpr std::array names {"data", "thoughtSignature", "imageBytes", "bytesBase64Encoded"};
    return isOneOf(name, names);
}

QByteArray enumName(const QByteArray& member, int number, EnumNumbers numbers)
{
    const bool vertex = numbers == EnumNumbers::VertexAi;
    if (const auto rows = reasonsOf(member); !rows.empty())
        return reasonName(rows, number, vertex);
    const auto table = tableOf(member, vertex);
    return number >= 0 && std::size_t(number) < table.size() ? table[std::size_t(number)] : QByteArray();
}

bool isEnumName(const QByteArray& member, const QByteArray& name)
{
    if (member == "category") // more than have a number
        return Known<HarmCategory>::fromWire(QString::fromLatin1(name)).isKnown();
    if (member == "threshold")
        return Known<BlockThreshold>::fromWire(QString::fromLatin1(name)).isKnown();
    const auto rows = reasonsOf(member);
    return std::ranges::any_of(rows, [&name](const ReasonRow& row) { return name == row.name.data(); })
        || isOneOf(name, tableOf(member, false));
}

QByteArray enumWord(const QByteArray& member, const QByteArray& printed, bool isOfSentence)
{
    const QByteArray tail = withoutPath(printed).toByteArray();
    const bool isDressed =
        isOfSentence || tail != printed || isUpper(printed.isEmpty() ? '\0' : printed.front());
    if (!isDressed || isEnumName(member, tail))
        return tail;
    const QByteArray word = upperSnake(withoutType(tail));
    for (const char* prefix : {"", "HARM_CATEGORY_", "HARM_SEVERITY_"}) {
        if (isEnumName(member, prefix + word))
            return prefix + word;
    }
    return tail;
}

} // namespace safelight
