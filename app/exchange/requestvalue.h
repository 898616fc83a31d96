#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QList>

namespace safelight {

struct RequestMember;

// A request body as it stands, in its own order and with members this program does not know. Pictures are
// taken out of their base64, so that code can read them from files.
struct RequestValue
{
    enum class Kind {
        Null,
        Bool,
        Number,
        Text,
        List,
        Object,
        Media, // the bytes of inlineData.data
        Bytes, // other base64 that SDKs want as bytes (thoughtSignature); `text` is the base64
    };

    Kind kind = Kind::Null;
    QString text; // Text; a number, true or false as it stood
    QByteArray bytes; // Media
    QString mimeType; // Media
    QString type; // Object: what an SDK calls it ("SafetySetting"); empty: no class of its own
    QList<RequestValue> items; // List
    QList<RequestMember> members; // Object

    // The first member of this name, in camelCase or in snake_case; null when there is none.
    const RequestValue* find(QLatin1StringView camel) const;
    bool isEmpty() const;

    static RequestValue ofText(const QString& text);
    static RequestValue ofObject(QList<RequestMember> members, const QString& type = {});

    // Not defaulted here, where the members' type is not complete yet.
    friend bool operator==(const RequestValue& a, const RequestValue& b);
};

struct RequestMember
{
    QString name;
    RequestValue value;

    friend bool operator==(const RequestMember&, const RequestMember&) = default;
};

// Fails, with a sentence, on what is no JSON object, and on nesting deeper than any request has (200).
Result<RequestValue> readRequestValue(const QByteArray& body);

} // namespace safelight
