#include "app/exchange/sdkrequest.h"

#include "app/base/membernames.h"

#include <QMimeDatabase>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct ConfigMember
{
    QLatin1StringView name;
    RequestValue::Kind kind; // List: of texts
};

// The members of generationConfig that both SDKs send as they are given (googleapis/python-genai types.py).
// A schema is not among them: the SDKs rewrite it.
constexpr auto configMembers = std::to_array<ConfigMember>({
    {"temperature"_L1, RequestValue::Kind::Number},
    {"topP"_L1, RequestValue::Kind::Number},
    {"topK"_L1, RequestValue::Kind::Number},
    {"candidateCount"_L1, RequestValue::Kind::Number},
    {"maxOutputTokens"_L1, RequestValue::Kind::Number},
    {"stopSequences"_L1, RequestValue::Kind::List},
    {"presencePenalty"_L1, RequestValue::Kind::Number},
    {"frequencyPenalty"_L1, RequestValue::Kind::Number},
    {"seed"_L1, RequestValue::Kind::Number},
    {"responseMimeType"_L1, RequestValue::Kind::Text},
    {"responseModalities"_L1, RequestValue::Kind::List},
});

constexpr auto imageMembers = std::to_array<ConfigMember>({
    {"aspectRatio"_L1, RequestValue::Kind::Text},
    {"imageSize"_L1, RequestValue::Kind::Text},
});

constexpr auto thinkingMembers = std::to_array<ConfigMember>({
    {"includeThoughts"_L1, RequestValue::Kind::Bool},
    {"thinkingBudget"_L1, RequestValue::Kind::Number},
    {"thinkingLevel"_L1, RequestValue::Kind::Text},
});

bool isTexts(const RequestValue& value)
{
    return value.kind == RequestValue::Kind::List
        && std::ranges::all_of(
               value.items, [](const RequestValue& item) { return item.kind == RequestValue::Kind::Text; });
}

template<typename Table>
bool isOneOf(const Table& table, const RequestMember& member)
{
    const auto it = std::ranges::find(table, camelCase(member.name), &ConfigMember::name);
    if (it == table.end())
        return false;
    return it->kind == RequestValue::Kind::List ? isTexts(member.value) : member.value.kind == it->kind;
}

// Gives the members their camelCase names when all of them are in the table.
template<typename Table>
bool typeObject(const Table& table, const QString& type, RequestValue& value)
{
    if (value.kind != RequestValue::Kind::Object
        || !std::ranges::all_of(value.members, [&](const auto& member) { return isOneOf(table, member); }))
        return false;
    value.type = type;
    for (auto& member : value.members)
        member.name = camelCase(member.name);
    return true;
}

bool typeSafety(RequestValue& value)
{
    static constexpr auto members = std::to_array<ConfigMember>(
        {{"category"_L1, RequestValue::Kind::Text}, {"threshold"_L1, RequestValue::Kind::Text}});
    return value.kind == RequestValue::Kind::List && std::ranges::all_of(value.items, [](RequestValue& item) {
               return item.members.size() == 2 && typeObject(members, u"SafetySetting"_s, item);
           });
}

bool typePartMember(RequestMember& member)
{
    static constexpr auto blob = std::to_array<ConfigMember>(
        {{"mimeType"_L1, RequestValue::Kind::Text}, {"data"_L1, RequestValue::Kind::Media}});
    static constexpr auto file = std::to_array<ConfigMember>(
        {{"mimeType"_L1, RequestValue::Kind::Text}, {"fileUri"_L1, RequestValue::Kind::Text}});
    const QString name = camelCase(member.name);
    auto& value = member.value;
    member.name = name;
    if (name == "text"_L1)
        return value.kind == RequestValue::Kind::Text;
    if (name == "thought"_L1)
        return value.kind == RequestValue::Kind::Bool;
    if (name == "inlineData"_L1)
        return typeObject(blob, u"Blob"_s, value);
    if (name == "fileData"_L1)
        return typeObject(file, u"FileData"_s, value);
    if (name != "thoughtSignature"_L1 || value.kind != RequestValue::Kind::Text)
        return false;
    value.kind = RequestValue::Kind::Bytes;
    return true;
}

bool typePart(RequestValue& part)
{
    part.type = u"Part"_s;
    return part.kind == RequestValue::Kind::Object && std::ranges::all_of(part.members, typePartMember);
}

// A member of generationConfig: into the config where it fits, else into `left`.
void placeSetting(RequestMember member, RequestValue& config, RequestValue& left)
{
    const QString name = camelCase(member.name);
    const bool fits = isOneOf(configMembers, member)
        || (name == "imageConfig"_L1 && typeObject(imageMembers, u"ImageConfig"_s, member.value))
        || (name == "thinkingConfig"_L1 && typeObject(thinkingMembers, u"ThinkingConfig"_s, member.value));
    if (fits)
        member.name = name;
    (fits ? config : left).members.append(member);
}

// In a body that goes out as it stands pictures are base64, and what was typed is not.
void untype(RequestValue& value)
{
    value.type = value.kind == RequestValue::Kind::Media ? u"base64"_s : QString();
    if (value.kind == RequestValue::Kind::Bytes)
        value.kind = RequestValue::Kind::Text;
    for (auto& item : value.items)
        untype(item);
    for (auto& member : value.members)
        untype(member.value);
}

RequestValue emptyContents()
{
    RequestValue parts {RequestValue::Kind::List, {}, {}, {}, {}, {}, {}};
    parts.items.append(RequestValue::ofObject({{u"text"_s, RequestValue::ofText({})}}, u"Part"_s));
    RequestValue contents {RequestValue::Kind::List, {}, {}, {}, {}, {}, {}};
    contents.items.append(RequestValue::ofObject(
        {{u"role"_s, RequestValue::ofText(u"user"_s)}, {u"parts"_s, parts}}, u"Content"_s));
    return contents;
}

void placeMember(const RequestMember& given, SdkRequest& result)
{
    RequestMember member = given;
    const QString name = camelCase(member.name);
    if (name == "generationConfig"_L1 && member.value.kind == RequestValue::Kind::Object) {
        auto left = RequestValue::ofObject({});
        for (const auto& setting : given.value.members) {
            if (setting.value.kind != RequestValue::Kind::Null)
                placeSetting(setting, result.config, left);
        }
        if (!left.members.isEmpty())
            result.extra.members.append({name, left});
        return;
    }
    RequestValue* contents = name == "contents"_L1 ? &result.contents : nullptr;
    if (contents && typeContents(member.value)) {
        *contents = member.value;
        return;
    }
    member.name = name;
    const bool fits = (name == "safetySettings"_L1 && typeSafety(member.value))
        || (name == "systemInstruction"_L1 && typeContent(member.value));
    if (fits)
        return result.config.members.append(member);
    result.extra.members.append({name, given.value});
    untype(result.extra.members.last().value);
}

} // namespace

bool typeContent(RequestValue& content)
{
    const auto isFitting = [](RequestMember& member) {
        if (member.name == "role"_L1)
            return member.value.kind == RequestValue::Kind::Text;
        return member.name == "parts"_L1 && member.value.kind == RequestValue::Kind::List
            && std::ranges::all_of(member.value.items, typePart);
    };
    content.type = u"Content"_s;
    return content.kind == RequestValue::Kind::Object && content.find("parts"_L1)
        && std::ranges::all_of(content.members, isFitting);
}

bool typeContents(RequestValue& contents)
{
    return contents.kind == RequestValue::Kind::List && !contents.items.isEmpty()
        && std::ranges::all_of(contents.items, typeContent);
}

SdkRequest sdkRequestOf(const RequestValue& body)
{
    SdkRequest result {emptyContents(), RequestValue::ofObject({}, u"GenerateContentConfig"_s),
                       RequestValue::ofObject({})};
    for (const auto& member : body.members) {
        if (member.name != "model"_L1 && member.value.kind != RequestValue::Kind::Null)
            placeMember(member, result);
    }
    return result;
}

void nameFiles(RequestValue& value, QList<CodeFile>& files)
{
    for (auto& item : value.items)
        nameFiles(item, files);
    for (auto& member : value.members)
        nameFiles(member.value, files);
    if (value.kind != RequestValue::Kind::Media)
        return;
    const auto it = std::ranges::find(files, value.bytes, &CodeFile::bytes);
    if (it != files.end()) {
        value.text = it->name;
        return;
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(value.mimeType).preferredSuffix();
    value.text = u"input-%1.%2"_s.arg(files.size() + 1).arg(suffix.isEmpty() ? u"bin"_s : suffix);
    files.append({value.text, value.bytes});
}

} // namespace safelight
