#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::json {

namespace {

constexpr qint64 integerLimit = 1'000'000'000'000'000;

// Four hex digits at `at`, or none.
std::optional<char16_t> hexAt(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size())
        return {};
    quint16 code = 0;
    const char* end = text.data() + at + 4;
    const auto [stop, error] = std::from_chars(text.data() + at, end, code, 16);
    if (error != std::errc() || stop != end)
        return {};
    return char16_t(code);
}

// The character that \n, \t … stand for; an unknown escape stands for its own letter.
char16_t escaped(char letter)
{
    switch (letter) {
    case 'n':
        return u'\n';
    case 't':
        return u'\t';
    case 'r':
        return u'\r';
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    default:
        return char16_t(uchar(letter));
    }
}

void repairSurrogates(QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

// Google's writer escapes "=" as \u003d, and some others "/" as \/; anything else is not base64.
QByteArray plainBase64(QByteArrayView quoted)
{
    QByteArray plain;
    plain.reserve(quoted.size());
    qsizetype from = 0;
    while (from < quoted.size()) {
        qsizetype slash = quoted.indexOf('\\', from);
        slash = slash < 0 || slash + 1 >= quoted.size() ? quoted.size() : slash;
        plain += quoted.sliced(from, slash - from);
        if (slash == quoted.size())
            break;
        const char letter = quoted.at(slash + 1);
        const auto code = letter == 'u' ? hexAt(quoted, slash + 2) : std::nullopt;
        const char16_t character = code ? *code : escaped(letter);
        plain += character < 0x80 ? char(character) : '?';
        from = slash + (code ? 6 : 2);
    }
    plain.removeIf(isSpace);
    return plain;
}

// Without the padding, which may be escaped and which the decoder does not need.
QByteArrayView withoutPadding(QByteArrayView quoted)
{
    for (const QByteArrayView pad : {"\\u003d", "\\u003D", "="}) {
        while (quoted.endsWith(pad))
            quoted.chop(pad.size());
    }
    return quoted;
}

std::optional<QByteArray> decoded(const QByteArray& text)
{
    constexpr auto strict = QByteArray::AbortOnBase64DecodingErrors;
    if (auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64Encoding | strict))
        return std::move(result.decoded);
    if (auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | strict))
        return std::move(result.decoded);
    return {};
}

} // namespace

QString kindWords(Kind kind)
{
    const auto say = [](const char* words) { return QCoreApplication::translate("AnswerDecoder", words); };
    switch (kind) {
    case Kind::Object:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "an object"));
    case Kind::Array:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "a list"));
    case Kind::Text:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "a text"));
    case Kind::Number:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "a number"));
    case Kind::Bool:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "true or false"));
    case Kind::Null:
        return say(QT_TRANSLATE_NOOP("AnswerDecoder", "null"));
    case Kind::Broken:
        break;
    }
    return say(QT_TRANSLATE_NOOP("AnswerDecoder", "no JSON value"));
}

QByteArrayView quotedOf(QByteArrayView token)
{
    const qsizetype end = token.endsWith('"') ? token.size() - 1 : token.lastIndexOf('"');
    return kindOf(token) == Kind::Text && end > 0 ? token.sliced(1, end - 1) : QByteArrayView();
}

QString unescaped(QByteArrayView quoted)
{
    if (!quoted.contains('\\'))
        return QString::fromUtf8(quoted);
    QString text;
    text.reserve(quoted.size());
    qsizetype from = 0;
    qsizetype slash = quoted.indexOf('\\');
    while (slash >= 0 && slash + 1 < quoted.size()) {
        text += QString::fromUtf8(quoted.sliced(from, slash - from));
        from = slash + 2;
        const char letter = quoted.at(slash + 1);
        const auto code = letter == 'u' ? hexAt(quoted, from) : std::nullopt;
        if (code)
            from += 4;
        text += QChar(code ? *code : escaped(letter));
        slash = quoted.indexOf('\\', from);
    }
    text += QString::fromUtf8(quoted.sliced(from));
    repairSurrogates(text);
    return text;
}

QString textOf(QByteArrayView token)
{
    return kindOf(token) == Kind::Text ? unescaped(quotedOf(token)) : QString::fromUtf8(token);
}

std::optional<double> numberOf(QByteArrayView token)
{
    const auto digits = kindOf(token) == Kind::Text ? quotedOf(token) : token;
    double number = 0;
    const auto [stop, error] = std::from_chars(digits.begin(), digits.end(), number);
    if (error != std::errc() || stop != digits.end() || !std::isfinite(number))
        return {};
    return number;
}

std::optional<qint64> integerOf(QByteArrayView token)
{
    const auto digits = kindOf(token) == Kind::Text ? quotedOf(token) : token;
    qint64 integer = 0;
    const auto [stop, error] = std::from_chars(digits.begin(), digits.end(), integer);
    if (error != std::errc() || stop != digits.end()) {
        const auto number = numberOf(token);
        if (!number || std::abs(*number) > double(integerLimit) || *number != std::trunc(*number))
            return {};
        integer = qint64(*number);
    }
    if (integer > integerLimit || integer < -integerLimit)
        return {};
    return integer;
}

std::optional<bool> boolOf(QByteArrayView token)
{
    const auto word = kindOf(token) == Kind::Text ? quotedOf(token) : token;
    if (word == "true")
        return true;
    if (word == "false")
        return false;
    return {};
}

std::optional<QByteArray> base64Of(QByteArrayView token)
{
    if (kindOf(token) != Kind::Text)
        return {};
    const auto quoted = withoutPadding(quotedOf(token));
    if (quoted.isEmpty())
        return QByteArray();
    // No copy: the decoder reads the document itself.
    if (auto bytes = decoded(QByteArray::fromRawData(quoted.data(), quoted.size())))
        return bytes;
    return decoded(plainBase64(quoted));
}

QString Key::text() const
{
    const char* end = m_raw;
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    return unescaped({m_raw, end - m_raw});
}

Source trimmed(Source source)
{
    if (source.text.startsWith("\xEF\xBB\xBF"))
        source.text = source.text.sliced(3);
    while (!source.text.isEmpty() && isSpace(source.text.front()))
        source.text = source.text.sliced(1);
    while (!source.text.isEmpty() && isSpace(source.text.back())) {
        source.text.chop(1);
        ++source.slack;
    }
    return source;
}

Source sourceOf(const QByteArray& bytes)
{
    QByteArray shared = bytes; // data_ptr() has no const form in Qt 6.4; nothing is detached by it
    return trimmed({bytes, std::max<qsizetype>(0, shared.data_ptr().freeSpaceAtEnd())});
}

simdjson::error_code Parser::open(Source source)
{
    constexpr auto padding = qsizetype(simdjson::SIMDJSON_PADDING);
    if (source.text.isEmpty())
        return simdjson::EMPTY;
    if (source.slack < padding) {
        m_padded.resize(0);
        m_padded.reserve(source.text.size() + padding);
        m_padded.append(source.text);
        source = {m_padded, padding};
    }
    const auto size = std::size_t(source.text.size());
    const simdjson::padded_string_view view(source.text.data(), size, size + std::size_t(source.slack));
    return m_parser.iterate(view).get(m_document);
}

simdjson::error_code Parser::openRepaired(Source source)
{
    m_wasRepaired = false;
    const auto error = open(source);
    if (error != simdjson::UTF8_ERROR && error != simdjson::UNESCAPED_CHARS)
        return error;
    m_repaired = repaired(source.text);
    m_wasRepaired = true;
    return open(sourceOf(m_repaired));
}

simdjson::error_code Parser::root(Value& value)
{
    return m_document.get_value().get(value);
}

bool Parser::hasMore()
{
    const char* place = nullptr;
    return m_document.current_location().get(place) == simdjson::SUCCESS;
}

QByteArray repaired(QByteArrayView json)
{
    // Qt's decoder puts U+FFFD where bytes are no UTF-8.
    const QByteArray text = QString::fromUtf8(json).toUtf8();
    QByteArray result;
    result.reserve(text.size() + 64);
    bool inside = false;
    bool escape = false;
    for (const char c : text) {
        if (inside && uchar(c) < 0x20) {
            result += "\\u00" + QByteArray::number(uchar(c), 16).rightJustified(2, '0');
            escape = false;
            continue;
        }
        result += c;
        if (c == '"' && !escape)
            inside = !inside;
        escape = inside && c == '\\' && !escape;
    }
    return result;
}

} // namespace safelight::json
