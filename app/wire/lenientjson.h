#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <functional>
#include <optional>

namespace safelight {

// What the arguments of a call come to, each as JSON: f(1, a="x") has the list [1] and the member "a".
struct LenientCall
{
    QByteArrayView name;
    QList<QByteArray> values;
    QList<std::pair<QByteArray, QByteArray>> named;
};

// What bare names and calls in code stand for, as JSON; without an answer they are an error.
struct LenientNames
{
    std::function<std::optional<QByteArray>(QByteArrayView name)> valueOf = {};
    std::function<std::optional<QByteArray>(const LenientCall& call)> callOf = {};
};

// How JSON as people write it differs from strict JSON.
enum class JsonSlip {
    Comments = 1,
    TrailingCommas = 2,
    LineBreaks = 4, // and other control characters, raw in a text
    Quotes = 8, // single ones, or none around a name
    Words = 16, // True, None, undefined
    Escapes = 32, // \' or \d
    Code = 64, // names, calls and texts put together with "+"
};
Q_DECLARE_FLAGS(JsonSlips, JsonSlip)
Q_DECLARE_OPERATORS_FOR_FLAGS(JsonSlips)

struct LenientJson
{
    QByteArray json; // strict; what was strict already is there as it was written
    qsizetype end = 0; // where the value ends in the text
    JsonSlips slips;
};

inline constexpr int deepestLenientJson = 400; // levels: a request nests some twenty

// Reads the value that the text (UTF-8) begins with as JSON, as JavaScript, Python or jq write it. Errors
// name line and column. Takes time with the length of the text, whatever is in it.
Result<LenientJson> readLenientJson(QByteArrayView text, const LenientNames& names = {});
// The same for a text that holds one value and nothing else. Strict JSON comes back as it is, at its price.
Result<LenientJson> readWholeJson(const QByteArray& text, const LenientNames& names = {});

// "line 3, column 14", both counted from 1.
QString placeInText(QByteArrayView text, qsizetype at);

} // namespace safelight
