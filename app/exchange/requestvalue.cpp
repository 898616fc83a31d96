#include "app/exchange/requestvalue.h"

#include "app/base/membernames.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using safelight::json::Key;
using safelight::json::Kind;
using safelight::json::Value;

namespace safelight {

namespace {

constexpr int deepest = 200; // a request nests some ten levels; code that nests deeper would not compile

class ValueReader
{
public:
    bool read(Value& value, int depth, RequestValue& target);

private:
    bool readScalar(Value& value, RequestValue& target);
    bool readObject(Value& value, int depth, RequestValue& target);
};

bool ValueReader::read(Value& value, int depth, RequestValue& target)
{
    if (depth > deepest)
        return false;
    switch (json::kindOf(value)) {
    case Kind::Object:
        target.kind = RequestValue::Kind::Object;
        return readObject(value, depth, target);
    case Kind::Array:
        target.kind = RequestValue::Kind::List;
        return json::forEachElement(
            value, [&](Value& item) { return read(item, depth + 1, target.items.emplaceBack()); });
    default:
        return readScalar(value, target);
    }
}

bool ValueReader::readScalar(Value& value, RequestValue& target)
{
    const auto token = json::tokenOf(value);
    target.text = json::textOf(token);
    switch (json::kindOf(value)) {
    case Kind::Text:
        target.kind = RequestValue::Kind::Text;
        return true;
    case Kind::Number:
        target.kind = RequestValue::Kind::Number;
        return json::numberOf(token).has_value();
    case Kind::Bool:
        target.kind = RequestValue::Kind::Bool;
        return json::boolOf(token).has_value();
    case Kind::Null:
        return true;
    default:
        return false;
    }
}

// Base64 is turned into bytes at once: as a text it would be held twice, in two bytes a letter.
bool ValueReader::readObject(Value& value, int depth, RequestValue& target)
{
    return json::forEachMember(value, [&](Key key, Value& item) {
        RequestMember& member = target.members.emplaceBack(RequestMember {key.text(), {}});
        if (member.name != "data"_L1 || json::kindOf(item) != Kind::Text)
            return read(item, depth + 1, member.value);
        auto bytes = json::base64Of(json::tokenOf(item));
        if (!bytes)
            return read(item, depth + 1, member.value);
        member.value.kind = RequestValue::Kind::Media;
        member.value.bytes = std::move(*bytes);
        return true;
    });
}

// "data" may be anybody's name; it holds a picture only beside a MIME type.
void settleMedia(RequestValue& value)
{
    for (auto& item : value.items)
        settleMedia(item);
    const RequestValue* mime = value.find("mimeType"_L1);
    const QString type = mime ? mime->text : QString();
    for (auto& member : value.members) {
        if (member.value.kind != RequestValue::Kind::Media) {
            settleMedia(member.value);
        } else if (mime) {
            member.value.mimeType = type;
        } else {
            member.value = RequestValue::ofText(QString::fromLatin1(member.value.bytes.toBase64()));
        }
    }
}

Error notRequest()
{
    return {Error::Code::Parse,
            QCoreApplication::translate("Exchange", "The request is not a readable JSON object.")};
}

} // namespace

bool operator==(const RequestValue& a, const RequestValue& b)
{
    return a.kind == b.kind && a.text == b.text && a.bytes == b.bytes && a.mimeType == b.mimeType
        && a.type == b.type && a.items == b.items && a.members == b.members;
}

const RequestValue* RequestValue::find(QLatin1StringView camel) const
{
    const auto it = std::ranges::find_if(
        members, [camel](const RequestMember& member) { return camelCase(member.name) == camel; });
    return it == members.end() ? nullptr : &it->value;
}

bool RequestValue::isEmpty() const
{
    return kind == Kind::Null
        || ((kind == Kind::Object || kind == Kind::List) && items.isEmpty() && members.isEmpty());
}

RequestValue RequestValue::ofText(const QString& text)
{
    RequestValue value;
    value.kind = Kind::Text;
    value.text = text;
    return value;
}

RequestValue RequestValue::ofObject(QList<RequestMember> members, const QString& type)
{
    RequestValue value;
    value.kind = Kind::Object;
    value.members = std::move(members);
    value.type = type;
    return value;
}

Result<RequestValue> readRequestValue(const QByteArray& body)
{
    json::Parser parser;
    Value root;
    if (parser.openRepaired(json::sourceOf(body)) != simdjson::SUCCESS
        || parser.root(root) != simdjson::SUCCESS || json::kindOf(root) != Kind::Object)
        return notRequest();
    RequestValue value;
    if (!ValueReader().read(root, 0, value) || parser.hasMore())
        return notRequest();
    settleMedia(value);
    return value;
}

} // namespace safelight
