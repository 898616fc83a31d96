#include "app/exchange/sdkparameters.h"

#include "app/base/membernames.h"
#include "app/wire/jsonkind.h"
#include "app/wire/jsonmembers.h"

#include <algorithm>
#include <array>

namespace safelight {

namespace {

QByteArray joinedParts(QByteArrayView value);

QByteArray partOfSdk(QByteArrayView value)
{
    return json::kindOf(value) == json::Kind::Text ? "{\"text\":" + value.toByteArray() + '}'
                                                   : value.toByteArray();
}

bool isContent(QByteArrayView value)
{
    return !jsonMember(value, "parts").isEmpty();
}

// A text, a part, a content, or a list of these.
QByteArray contentsOfSdk(QByteArrayView value)
{
    if (json::kindOf(value) != json::Kind::Array)
        return '['
            + (isContent(value) ? value.toByteArray()
                                : "{\"role\":\"user\",\"parts\":[" + partOfSdk(value) + "]}")
            + ']';
    const auto items = jsonMembers(value);
    const bool areContents = std::ranges::any_of(
        items, [value](const JsonMember& item) { return isContent(item.valueIn(value)); });
    return areContents ? value.toByteArray() : "[{\"role\":\"user\",\"parts\":[" + joinedParts(value) + "]}]";
}

QByteArray joinedParts(QByteArrayView value)
{
    if (json::kindOf(value) != json::Kind::Array)
        return partOfSdk(value);
    QList<QByteArray> parts;
    for (const auto& item : jsonMembers(value))
        parts.append(partOfSdk(item.valueIn(value)));
    return parts.join(',');
}

} // namespace

QByteArray requestOfSdkParameters(const QByteArray& parameters)
{
    static constexpr std::array<const char*, 7> top {
        "safetySettings", "tools", "toolConfig", "cachedContent", "labels", "serviceTier", "store"};
    static constexpr std::array<const char*, 4> local {
        "httpOptions", "abortSignal", "automaticFunctionCalling", "shouldReturnHttpResponse"};
    const auto isOneOf = [](const auto& names, const QByteArray& name) {
        return std::ranges::any_of(names, [&name](const char* one) { return name == one; });
    };
    QList<QByteArray> members;
    QList<QByteArray> generation;
    for (const auto& member : jsonMembers(parameters)) {
        if (member.name == "contents")
            members << "\"contents\":" + contentsOfSdk(member.valueIn(parameters));
        else if (member.name != "config" && member.name != "model")
            members << jsonQuoted(member.name) + ':' + member.valueIn(parameters).toByteArray();
    }
    const auto config = jsonMember(parameters, "config");
    for (const auto& member : jsonMembers(config)) {
        const QByteArray name = camelCase(member.name);
        const auto value = member.valueIn(config);
        if (name == "systemInstruction")
            members << "\"systemInstruction\":"
                    + (isContent(value) ? value.toByteArray() : "{\"parts\":[" + joinedParts(value) + "]}");
        else if (isOneOf(top, name))
            members << jsonQuoted(name) + ':' + value.toByteArray();
        else if (!isOneOf(local, name))
            generation << jsonQuoted(name) + ':' + value.toByteArray();
    }
    if (!generation.isEmpty())
        members << "\"generationConfig\":{" + generation.join(',') + '}';
    return '{' + members.join(',') + '}';
}

} // namespace safelight
