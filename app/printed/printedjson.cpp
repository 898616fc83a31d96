#include "app/printed/printedjson.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <array>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

constexpr std::array answerMembers {
    "candidates",  "promptFeedback", "usageMetadata",      "modelVersion", "responseId",    "createTime",
    "modelStatus", "error",          "predictions",        "finishReason", "finishMessage", "safetyRatings",
    "index",       "content",        "blockReasonMessage", "blockReason",  "avgLogprobs",   "tokenCount",
};

// Made by google-genai, never sent by the service.
constexpr std::array sdkMembers {"sdkHttpResponse", "automaticFunctionCallingHistory", "parsed"};

template<typename List>
bool contains(const List& list, const QByteArray& name)
{
    return std::ranges::any_of(list, [&name](const char* one) { return name == one; });
}

// Vertex AI gives scores and severities, and numbers its harm categories from 1 to 6, which for the Gemini
// API were the categories of a service that is gone.
bool isVertex(const PrintedValue& value, const QByteArray& name)
{
    if (name == "probabilityScore" || name == "severityScore" || name == "severity")
        return value.kind != Kind::Null;
    if (name == "category" && value.kind == Kind::Number)
        return value.text.toInt() >= 1 && value.text.toInt() <= 6;
    return std::ranges::any_of(value.members, [](const PrintedMember& member) {
        return isVertex(member.value, wireName(member.name));
    });
}

// Half a name is none, and neither is the name of the type alone.
bool isWholeName(const PrintedValue& value, const QByteArray& name)
{
    const PrintedValue* inside = value.kind == Kind::Object ? enumValueOf(value) : &value;
    if (!inside || inside->kind != Kind::Text)
        return inside;
    return wireName(inside->text) != name
        && (!inside->isCut || isEnumName(name, enumWord(name, inside->text)));
}

bool isPresent(const PrintedValue& value, const QByteArray& name)
{
    if (value.kind == Kind::LeftOut || contains(sdkMembers, name))
        return false;
    if (value.isCut && value.kind == Kind::Number)
        return false; // half of it
    if (isEnumMember(name) && !isWholeName(value, name))
        return false;
    return value.kind != Kind::Null || name == "parts" || name == "candidates";
}

// Numbers as JSON writes them: Python's 1. and .5 and +1 are none.
QByteArray jsonNumber(const QByteArray& text)
{
    bool isWhole = false;
    const qlonglong whole = text.toLongLong(&isWhole);
    return isWhole ? QByteArray::number(whole) : QByteArray::number(text.toDouble(), 'g', 17);
}

} // namespace

bool isOfAnswer(const QByteArray& name)
{
    return contains(answerMembers, name);
}

const PrintedValue* enumValueOf(const PrintedValue& value)
{
    for (const char* name : {"rawValue", "value", "name"}) { // Swift, PHP
        const auto it = std::ranges::find(value.members, name, &PrintedMember::name);
        if (it != value.members.end() && it->value.kind == Kind::Text)
            return &it->value;
    }
    return nullptr;
}

PrintedJson::PrintedJson(const PrintedValue& answer, bool hasFreeNames, EnumNumbers numbers)
    : m_numbers(isVertex(answer, {}) ? EnumNumbers::VertexAi : numbers)
{
    write(answer, {}, hasFreeNames);
}

void PrintedJson::write(const PrintedValue& value, const QByteArray& name, bool freeNames)
{
    const bool isEnum = !freeNames && isEnumMember(name);
    switch (value.kind) {
    case Kind::Null:
    case Kind::LeftOut:
        m_json += "null";
        break;
    case Kind::Bool:
        m_json += value.text;
        break;
    case Kind::Number:
        if (isEnum)
            writeEnum(value, name);
        else if (name == "blocked") // PHP prints true as 1
            m_json += value.text == "0" ? "false" : "true";
        else
            m_json += jsonNumber(value.text);
        break;
    case Kind::Text:
        writeText(isEnum ? enumWord(name, value.text) : value.text);
        break;
    case Kind::Bytes:
        writeText(isBytesMember(name) ? value.text.toBase64() : value.text);
        break;
    case Kind::Object:
        if (const auto* inside = isEnum ? enumValueOf(value) : nullptr)
            writeText(enumWord(name, inside->text));
        else
            writeObject(value, freeNames);
        break;
    case Kind::Array: {
        std::vector<const PrintedValue*> values;
        for (const auto& member : value.members)
            values.push_back(&member.value);
        writeList(values, name, freeNames);
        break;
    }
    }
}

void PrintedJson::writeObject(const PrintedValue& object, bool freeNames)
{
    std::vector<std::pair<QByteArray, std::vector<const PrintedValue*>>> members;
    QHash<QByteArray, std::size_t> places;
    for (const auto& member : object.members) {
        const QByteArray name = freeNames ? member.name : wireName(member.name);
        if (name.isEmpty() || (!freeNames && !isPresent(member.value, name)))
            continue;
        const auto place = places.constFind(name);
        if (place == places.cend()) {
            places.insert(name, members.size());
            members.push_back({name, {&member.value}});
        } else {
            members[*place].second.push_back(&member.value);
        }
    }
    m_json += '{';
    bool first = true;
    for (const auto& [name, values] : members) {
        m_json += std::exchange(first, false) ? "" : ",";
        writeText(name);
        m_json += ':';
        const bool isFree = freeNames || holdsFreeNames(name);
        const bool isList = !freeNames && isRepeatedMember(name) && values.front()->kind != Kind::Array
            && values.front()->kind != Kind::Null;
        if (isList)
            writeList(values, name, isFree);
        else
            write(*values.back(), name, isFree);
    }
    m_json += '}';
}

void PrintedJson::writeList(const std::vector<const PrintedValue*>& values, const QByteArray& name,
                            bool freeNames)
{
    m_json += '[';
    bool first = true;
    for (const auto* value : values) {
        if (value->kind == Kind::LeftOut)
            continue;
        m_json += std::exchange(first, false) ? "" : ",";
        write(*value, name, freeNames);
    }
    m_json += ']';
}

void PrintedJson::writeEnum(const PrintedValue& value, const QByteArray& name)
{
    const QByteArray known = enumName(name, int(value.text.toDouble()), m_numbers);
    m_hadNumbers = m_hadNumbers || !known.isEmpty();
    writeText(known.isEmpty() ? value.text : known);
}

void PrintedJson::writeText(const QByteArray& utf8)
{
    constexpr const char* hex = "0123456789abcdef";
    const QByteArray text = utf8.isValidUtf8() ? utf8 : QString::fromUtf8(utf8).toUtf8();
    m_json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            m_json += '\\';
            m_json += c;
        } else if (c == '\n') {
            m_json += "\\n";
        } else if (uchar(c) < 0x20) {
            m_json += "\\u00";
            m_json += hex[uchar(c) >> 4];
            m_json += hex[uchar(c) & 15];
        } else {
            m_json += c;
        }
    }
    m_json += '"';
}

} // namespace safelight
