#include "app/printed/printedword.h"

#include <algorithm>
#include <array>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

constexpr std::array dresses {
    std::pair {QByteArrayView("Optional"), Dress::Wraps}, // Swift, Java
    std::pair {QByteArrayView("Some"), Dress::Wraps}, // Rust
    std::pair {QByteArrayView("int"), Dress::Wraps}, // PHP
    std::pair {QByteArrayView("float"), Dress::Wraps},
    std::pair {QByteArrayView("bool"), Dress::Wraps},
    std::pair {QByteArrayView("enum"), Dress::Wraps},
    std::pair {QByteArrayView("array"), Dress::Precedes},
    std::pair {QByteArrayView("object"), Dress::Precedes},
    std::pair {QByteArrayView("string"), Dress::Sized},
    std::pair {QByteArrayView("map"), Dress::Maps}, // Go
};

// What printers write for what they leave out, and the character behind it that ends it.
constexpr std::array leftOutSigns {
    std::pair {QByteArrayView("[Object"), ']'},
    std::pair {QByteArrayView("[Array"), ']'},
    std::pair {QByteArrayView("[Circular"), ']'},
    std::pair {QByteArrayView("[Function"), ']'},
    std::pair {QByteArrayView("[Getter"), ']'},
    std::pair {QByteArrayView("[class "), ']'},
    std::pair {QByteArrayView("Instance of '"), '\''}, // Dart
    std::pair {QByteArrayView("*RECURSION"), '*'}, // PHP
    std::pair {QByteArrayView("System.Object["), ']'}, // PowerShell, C#
    std::pair {QByteArrayView("System.Collections."), ']'},
};

constexpr std::array labels {
    PrintedLabel {"finish reason", "finishReason"},   PrintedLabel {"finish message", "finishMessage"},
    PrintedLabel {"block reason", "blockReason"},     PrintedLabel {"blocked reason", "blockReason"},
    PrintedLabel {"safety ratings", "safetyRatings"}, PrintedLabel {"prompt feedback", "promptFeedback"}};

} // namespace

QByteArrayView withoutPath(QByteArrayView word)
{
    const auto after = std::max({word.lastIndexOf('.'), word.lastIndexOf(':'), word.lastIndexOf('\\')}) + 1;
    return after > 0 && after < word.size() ? word.sliced(after) : word;
}

bool isClassName(QByteArrayView word)
{
    return isUpper(withoutPath(word).front());
}

bool isNumberWord(QByteArrayView word)
{
    const char first = word.front();
    if (isLower(first) || isUpper(first) || word.size() > 40)
        return false;
    bool is = false;
    (void)word.toByteArray().toDouble(&is);
    return is && (word.back() == '.' || (word.back() >= '0' && word.back() <= '9'));
}

PrintedValue wordValueOf(QByteArrayView word)
{
    const auto is = [&word](auto... names) { return ((word == names) || ...); };
    if (is("None", "null", "NULL", "undefined", "nil", "nan", "NaN", "inf", "-inf", "Infinity", "-Infinity",
           "Optional.empty"))
        return {};
    if (is("True", "true"))
        return {Kind::Bool, "true", {}};
    if (is("False", "false"))
        return {Kind::Bool, "false", {}};
    if (isNumberWord(word))
        return {Kind::Number, word.toByteArray(), {}};
    if (word.startsWith("0x")) // Go: only where it lies
        return {Kind::LeftOut, {}, {}};
    // The path in front of an enumeration's name; what is in small letters may be an address.
    const auto name = withoutPath(word);
    return {Kind::Text, (isUpper(name.front()) ? name : word).toByteArray(), {}};
}

PrintedValue angleValue(QByteArrayView inside)
{
    if (inside == "nil") // Go
        return {};
    const auto colon = inside.indexOf(": ");
    const bool isEnum = colon > 0 && std::ranges::all_of(inside.first(colon), isWordCharacter);
    if (!isEnum)
        return {Kind::LeftOut, {}, {}};
    const auto wire = inside.sliced(colon + 2);
    const bool isQuoted = wire.size() > 2 && (wire.front() == '\'' || wire.front() == '"');
    return {Kind::Text,
            (isQuoted ? wire.sliced(1, wire.size() - 2) : withoutPath(inside.first(colon))).toByteArray(),
            {}};
}

Dress dressOf(QByteArrayView word)
{
    const auto row = std::ranges::find(dresses, word, [](const auto& dress) { return dress.first; });
    return row == dresses.end() ? Dress::None : row->second;
}

qsizetype leftOutLength(QByteArrayView text)
{
    for (const auto& [sign, last] : leftOutSigns) {
        if (!text.startsWith(sign))
            continue;
        const auto end = text.indexOf(last, sign.size());
        return end < 0 ? text.size() : end + 1;
    }
    return 0;
}

const PrintedLabel* labelOf(QByteArrayView text)
{
    const auto row = std::ranges::find_if(labels, [text](const PrintedLabel& label) {
        const auto size = label.words.size();
        return text.size() > size && qstrnicmp(text.data(), label.words.data(), std::size_t(size)) == 0;
    });
    return row == labels.end() ? nullptr : &*row;
}

bool tellsOfAnswer(QByteArrayView name)
{
    const auto ends = [&name](auto... words) { return (name.endsWith(words) || ...); };
    return ends("candidates", "Candidates", "_reason", "Reason", "_feedback", "Feedback", "_ratings",
                "Ratings", "error", "usage_metadata", "usageMetadata", "_message", "Message", "model_version",
                "modelVersion", "response_id", "responseId", "index", "content", "category", "Category",
                "choices", "incomplete_details", "robability", "hreshold", "locked")
        || name.contains("HARM_CATEGORY_") || name.contains("HarmCategory");
}

} // namespace safelight
