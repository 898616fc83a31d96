#include "app/found/printedword.h"

#include <algorithm>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

// "FinishReason.SAFETY" and "types.FinishReason.SAFETY" say "SAFETY".
QByteArrayView withoutClass(QByteArrayView word)
{
    const auto dot = word.lastIndexOf('.');
    const bool isEnum = dot > 0 && dot + 1 < word.size() && isUpper(word.at(dot + 1));
    return isEnum ? word.sliced(dot + 1) : word;
}

} // namespace

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
    if (is("None", "null", "undefined", "nil", "nan", "NaN", "inf", "-inf", "Infinity", "-Infinity"))
        return {};
    if (is("True", "true"))
        return {Kind::Bool, "true", {}};
    if (is("False", "false"))
        return {Kind::Bool, "false", {}};
    if (isNumberWord(word))
        return {Kind::Number, word.toByteArray(), {}};
    return {Kind::Text, withoutClass(word).toByteArray(), {}};
}

PrintedValue angleValue(QByteArrayView inside)
{
    const auto colon = inside.indexOf(": ");
    const bool isEnum = colon > 0 && std::ranges::all_of(inside.first(colon), isWordCharacter);
    if (!isEnum)
        return {Kind::LeftOut, {}, {}};
    const auto wire = inside.sliced(colon + 2);
    const bool isQuoted = wire.size() > 2 && (wire.front() == '\'' || wire.front() == '"');
    return {Kind::Text,
            (isQuoted ? wire.sliced(1, wire.size() - 2) : withoutClass(inside.first(colon))).toByteArray(),
            {}};
}

bool tellsOfAnswer(QByteArrayView name)
{
    const auto ends = [&name](auto... words) { return (name.endsWith(words) || ...); };
    return ends("candidates", "_reason", "Reason", "_feedback", "Feedback", "_ratings", "Ratings", "error",
                "usage_metadata", "usageMetadata", "_message", "Message", "model_version", "modelVersion",
                "response_id", "responseId", "index", "content", "category");
}

} // namespace safelight
