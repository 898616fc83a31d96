#include "app/wire/jsonmembers.h"

#include "app/base/membernames.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>

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
    QByteArray result = object;
    for (qsizetype i = members.size() - 1; i >= 0; --i) {
        if (camelCase(members.at(i).name) != camelName)
            continue;
        // With the comma behind it, or of the last one with the comma before it.
        qsizetype from = members.at(i).begin;
        qsizetype to = members.at(i).valueEnd;
        if (i + 1 < members.size()) {
            to = members.at(i + 1).begin;
        } else if (const qsizetype comma = result.lastIndexOf(',', from); i > 0 && comma > 0) {
            from = comma;
            to = members.at(i).valueEnd;
        }
        result.remove(from, to - from);
        if (i + 1 == members.size() && i > 0 && camelCase(members.at(i - 1).name) == camelName)
            return withoutJsonMember(result, camelName);
    }
    return result;
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
