#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace safelight {

// Where a member of an object, or an element of a list, stands in strict JSON.
struct JsonMember
{
    QByteArray name; // unescaped; of an element empty
    qsizetype begin = 0; // of the name, or of the element
    qsizetype valueBegin = 0;
    qsizetype valueEnd = 0;

    QByteArrayView valueIn(QByteArrayView json) const
    {
        return json.sliced(valueBegin, valueEnd - valueBegin);
    }
};

// The members or elements of the object or list that the JSON is; none of anything else.
QList<JsonMember> jsonMembers(QByteArrayView json);
// The value of the last member with this name, in either spelling ("generationConfig" or
// "generation_config"); empty: there is none.
QByteArrayView jsonMember(QByteArrayView object, QByteArrayView camelName);
// The same object without the members of this name; everything else stays byte for byte.
QByteArray withoutJsonMember(const QByteArray& object, QByteArrayView camelName);
// A text's characters, or what the value is written as.
QByteArray jsonPlainText(QByteArrayView value);
// A text, quoted.
QByteArray jsonQuoted(QByteArrayView utf8);

} // namespace safelight
