#include "app/wire/jsonmembers.h"

#include "app/base/membernames.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace safelight {

QList<JsonMember> jsonMembers(QByteArrayView json)
{
    using Token = JsonScanner::Token;
    QList<JsonMember> members;
    JsonScanner scanner(json);
    const bool isObject = scanner.next() == Token::ObjectBegin;
    if (!isObject && scanner.token() != Token::ArrayBegin)
        return {};
    JsonMember member;
    for (auto token = scanner.next(); token != Token::End && token != Token::Broken; token = scanner.next()) {
        const bool begins = token == Token::ObjectBegin || token == Token::ArrayBegin;
        const qsizetype from = begins ? scanner.position() - 1 : scanner.text().data() - json.data();
        if (token == Token::Key && scanner.depth() == 1) {
            member = {json::textOf(scanner.text()).toUtf8(), from, -1, -1};
        } else if (scanner.depth() == (begins ? 2 : 1)) {
            const bool ends = token == Token::ObjectEnd || token == Token::ArrayEnd;
            if (!ends) {
                member.valueBegin = from;
                member.begin = isObject ? member.begin : from;
            }
            member.valueEnd = scanner.position();
            if (!begins)
                members.append(member);
        }
    }
    return members;
}

QByteArrayView jsonMember(QByteArrayView object, QByteArrayView camelName)
{
    QByteArrayView found;
    for (const auto& member : jsonMembers(object)) {
        if (camelCase(member.name) == camelName)
            found = member.valueIn(object);
    }
    return found;
}

QByteArray withoutJsonMember(const QByteArray& object, QByteArrayView camelName)
{
    const auto members = jsonMembers(object);
    const auto goes = [camelName](const JsonMember& member) { return camelCase(member.name) == camelName; };
    if (std::ranges::none_of(members, goes))
        return object;
    QByteArray result = object.first(members.first().begin);
    bool isFirst = true;
    qsizetype end = members.first().begin; // of the member before
    for (const auto& member : members) {
        if (!goes(member)) {
            const qsizetype from = std::exchange(isFirst, false) ? member.begin : end; // with its comma
            result += QByteArrayView(object).sliced(from, member.valueEnd - from);
        }
        end = member.valueEnd;
    }
    return result + object.sliced(end);
}

QByteArray jsonPlainText(QByteArrayView value)
{
    return json::textOf(value).toUtf8();
}

QByteArray jsonQuoted(QByteArrayView utf8)
{
    const QJsonArray list {QString::fromUtf8(utf8)};
    return QJsonDocument(list).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
}

} // namespace safelight
