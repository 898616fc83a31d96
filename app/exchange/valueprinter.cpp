#include "app/exchange/valueprinter.h"

#include "app/base/membernames.h"
#include "app/exchange/codetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype lineLength = 88;
constexpr qsizetype mostLines = 2000; // a longer text stands on one line

bool isName(const QString& text)
{
    const auto isLetter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
    };
    return !text.isEmpty() && isLetter(text.at(0))
        && std::ranges::all_of(text, [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); });
}

} // namespace

QByteArray ValuePrinter::print(const RequestValue& value, int depth) const
{
    switch (value.kind) {
    case RequestValue::Kind::Text:
        return text(value.text, depth);
    case RequestValue::Kind::Media:
        return media(value);
    case RequestValue::Kind::Object:
        return object(value, depth);
    case RequestValue::Kind::List: {
        QList<QByteArray> items;
        for (const auto& item : value.items)
            items.append(print(item, depth + 1));
        return bracketed(items, "[", ']', depth);
    }
    default:
        return scalar(value);
    }
}

QByteArray ValuePrinter::scalar(const RequestValue& value) const
{
    switch (value.kind) {
    case RequestValue::Kind::Bytes:
        return isPython() ? "base64.b64decode(" + quoted(value.text) + ")" : quoted(value.text);
    case RequestValue::Kind::Bool:
        if (isPython())
            return value.text == "true"_L1 ? "True" : "False";
        return value.text.toUtf8();
    case RequestValue::Kind::Null:
        return isPython() ? "None" : "null";
    default: // a number, checked when it was read
        return value.text.toUtf8();
    }
}

QByteArray ValuePrinter::quoted(const QString& text) const
{
    if (isPython())
        return pythonText(text);
    return m_language == Language::JavaScript ? javascriptText(text) : jsonText(text);
}

QByteArray ValuePrinter::text(const QString& text, int depth) const
{
    const auto breaks = text.count(u'\n');
    if (m_language == Language::Json || breaks == 0 || breaks > mostLines)
        return quoted(text);
    return lines(text, depth);
}

// A text of several lines, one line of code each, so that people can read and change it.
QByteArray ValuePrinter::lines(const QString& text, int depth) const
{
    const QStringList all = text.split(u'\n');
    QByteArray result = isPython() ? "(\n" : "[\n";
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool last = i + 1 == all.size();
        if (isPython() && last && all.at(i).isEmpty())
            break;
        const QString line = isPython() && !last ? QString(all.at(i) + u'\n') : all.at(i);
        result += margin(depth + 1) + quoted(line) + (isPython() ? "\n" : ",\n");
    }
    return result + margin(depth) + (isPython() ? ")" : "].join('\\n')");
}

QByteArray ValuePrinter::media(const RequestValue& value) const
{
    if (m_language == Language::Json)
        return fileMark + value.text.toUtf8() + fileMark;
    // In a body that goes out as it stands Python needs the base64 itself.
    if (isPython() && value.type == "base64"_L1)
        return "file_base64(" + quoted(value.text) + ")";
    return (m_language == Language::JavaScript ? "fileBase64(" : "file_bytes(") + quoted(value.text) + ")";
}

QByteArray ValuePrinter::object(const RequestValue& value, int depth) const
{
    const bool typed = m_language == Language::Python && !value.type.isEmpty();
    QList<QByteArray> items;
    for (const auto& one : value.members)
        items.append(member(one, typed, depth + 1));
    if (typed)
        return bracketed(items, "types." + value.type.toLatin1() + "(", ')', depth);
    return bracketed(items, "{", '}', depth);
}

QByteArray ValuePrinter::member(const RequestMember& member, bool typed, int depth) const
{
    const QByteArray value = print(member.value, depth);
    if (typed)
        return snakeCase(member.name).toLatin1() + "=" + value;
    if (m_language != Language::JavaScript)
        return quoted(member.name) + ": " + value;
    if (member.name == "__proto__"_L1) // written plainly it would set the prototype
        return "['__proto__']: " + value;
    return (isName(member.name) ? member.name.toLatin1() : quoted(member.name)) + ": " + value;
}

// On one line where that is short enough and nothing in it is broken already.
QByteArray ValuePrinter::bracketed(const QList<QByteArray>& items, const QByteArray& open, char close,
                                   int depth) const
{
    if (items.isEmpty())
        return open + close;
    const QByteArray together = items.join(", ");
    const bool spaced = m_language == Language::JavaScript && close == '}';
    if (together.size() + margin(depth).size() + open.size() < lineLength && !together.contains('\n'))
        return open + (spaced ? " " : "") + together + (spaced ? " " : "") + close;
    const bool trailing = m_language != Language::Json;
    return open + '\n' + margin(depth + 1) + items.join(",\n" + margin(depth + 1)) + (trailing ? ",\n" : "\n")
        + margin(depth) + close;
}

} // namespace safelight
