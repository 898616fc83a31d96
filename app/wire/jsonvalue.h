#pragma once

#include "app/wire/jsonkind.h"

#include <QByteArray>
#include <QString>

#include <simdjson.h>

#include <optional>
#include <string_view>

// A thin layer over simdjson's on-demand values that takes hostile input calmly: scalars are read from their
// own text in the document, so that a large string is copied once, into its value, and a wrong type is no
// error of the parser.
namespace safelight::json {

using Value = simdjson::ondemand::value;

// The value as it stands in the document, without white space behind it; of an object or array only its
// bracket.
inline QByteArrayView tokenOf(Value& value)
{
    const std::string_view token = value.raw_json_token();
    auto size = qsizetype(token.size());
    while (size > 0 && isSpace(token[std::size_t(size - 1)]))
        --size;
    return {token.data(), size};
}
inline Kind kindOf(Value& value)
{
    return kindsByFirst[uchar(*value.raw_json_token().data())];
}
inline bool isNull(Value& value)
{
    return kindOf(value) == Kind::Null;
}
// "an object", "a list", …; for a sentence.
QString kindWords(Kind kind);

// What is between the quotes, escapes and all. Empty for anything but a text.
QByteArrayView quotedOf(QByteArrayView token);
// What stands between quotes, with its escapes resolved; a lone surrogate becomes U+FFFD.
QString unescaped(QByteArrayView quoted);
// A text, unescaped (a lone surrogate becomes U+FFFD); anything else as it stands.
QString textOf(QByteArrayView token);
// Whole numbers, also as a text ("12") or as 12.0; none beyond ±10^15.
std::optional<qint64> integerOf(QByteArrayView token);
std::optional<double> numberOf(QByteArrayView token);
std::optional<bool> boolOf(QByteArrayView token);
// Standard or URL-safe alphabet, padded or not, line breaks allowed; none when it is not base64.
std::optional<QByteArray> base64Of(QByteArrayView token);

// The name of a member, compared in place.
class Key
{
public:
    explicit Key(const char* raw)
        : m_raw(raw)
    { }

    Q_ALWAYS_INLINE bool is(std::string_view name) const
    {
        return *m_raw == name.front() // mostly tells already
            && std::char_traits<char>::compare(m_raw, name.data(), name.size()) == 0
            && m_raw[name.size()] == '"';
    }
    // As the REST API writes it, or as some SDKs print it.
    Q_ALWAYS_INLINE bool is(std::string_view camel, std::string_view snake) const
    {
        return *m_raw == camel.front() && (is(camel) || is(snake));
    }
    QString text() const;

private:
    const char* m_raw; // up to a closing quote that the first pass of the parser has seen
};

// Both end early with false when the JSON is broken or `take` says so. What `take` leaves is skipped. The
// parser looks at a value only when asked to; a bracket or a comma in its place is broken JSON. Errors are
// looked at by hand because get() copies, which small chunks feel.
template<typename Take>
bool forEachMember(Value& value, Take&& take)
{
    auto object = value.get_object();
    if (object.error() != simdjson::SUCCESS)
        return false;
    for (auto member : object.value_unsafe()) {
        if (member.error() != simdjson::SUCCESS)
            return false;
        auto& field = member.value_unsafe();
        if (kindOf(field.value()) == Kind::Broken)
            return false;
        if (!take(Key(field.key().raw()), field.value()))
            return false;
    }
    return true;
}

template<typename Take>
bool forEachElement(Value& value, Take&& take)
{
    auto array = value.get_array();
    if (array.error() != simdjson::SUCCESS)
        return false;
    for (auto element : array.value_unsafe()) {
        if (element.error() != simdjson::SUCCESS)
            return false;
        auto& item = element.value_unsafe();
        if (kindOf(item) == Kind::Broken)
            return false;
        if (!take(item))
            return false;
    }
    return true;
}

// JSON text and how many bytes behind its end may be read: the parser reads in blocks.
struct Source
{
    QByteArrayView text;
    qsizetype slack = 0;
};

// Without a byte order mark and white space around it; counts what the array has in reserve as slack.
Source sourceOf(const QByteArray& bytes);
Source trimmed(Source source);

class Parser // keeps its buffers from one document to the next
{
public:
    // Why it is no JSON, or SUCCESS. Copies the text only when there is too little slack behind it.
    simdjson::error_code open(Source source);
    // The same; where bytes are no UTF-8 or control characters stand raw, repaired() is opened instead.
    simdjson::error_code openRepaired(Source source);
    bool wasRepaired() const { return m_wasRepaired; }
    simdjson::error_code root(Value& value);
    bool hasMore(); // than white space behind the root value, once that has been read

private:
    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
    QByteArray m_padded, m_repaired;
    bool m_wasRepaired = false;
};

// The same JSON with bytes that are no UTF-8 replaced by U+FFFD and raw control characters in texts escaped.
QByteArray repaired(QByteArrayView json);

} // namespace safelight::json
