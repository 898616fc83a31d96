#include "app/printed/printedtext.h"

#include <QChar>
#include <QString>
#include <QStringView>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace safelight {

namespace {

bool isPrefix(char c)
{
    return std::strchr("bBrRuUfF", c) && c != '\0';
}

void appendCodePoint(QByteArray& target, char32_t code)
{
    if (code >= 0x110000 || QChar::isSurrogate(code))
        code = QChar::ReplacementCharacter;
    target += QString::fromUcs4(&code, 1).toUtf8();
}

// Resolves the escapes of one text.
class Unescaping
{
public:
    Unescaping(QByteArrayView text, bool bytes)
        : m_text(text)
        , m_bytes(bytes)
    { }

    QByteArray run()
    {
        while (m_at < m_text.size()) {
            const auto slash = m_text.indexOf('\\', m_at);
            const auto end = slash < 0 ? m_text.size() : slash;
            m_result += m_text.sliced(m_at, end - m_at);
            m_at = end + 1;
            if (m_at < m_text.size())
                resolve(m_text.at(m_at));
        }
        return std::move(m_result);
    }

private:
    void resolve(char letter);
    bool number(qsizetype from, qsizetype digits, int base, char32_t& code) const;
    void surrogatePair(char32_t& code);

    QByteArrayView m_text;
    bool m_bytes = false;
    qsizetype m_at = 0;
    QByteArray m_result;
};

bool Unescaping::number(qsizetype from, qsizetype digits, int base, char32_t& code) const
{
    if (from + digits > m_text.size())
        return false;
    quint32 value = 0;
    const char* end = m_text.data() + from + digits;
    const auto [stop, error] = std::from_chars(m_text.data() + from, end, value, base);
    code = value;
    return error == std::errc() && stop == end;
}

// "\ud83d\ude00": the second half is taken along.
void Unescaping::surrogatePair(char32_t& code)
{
    char32_t low = 0;
    if (!QChar::isHighSurrogate(code) || !m_text.sliced(m_at).startsWith("\\u")
        || !number(m_at + 2, 4, 16, low) || !QChar::isLowSurrogate(low))
        return;
    code = QChar::surrogateToUcs4(char16_t(code), char16_t(low));
    m_at += 6;
}

void Unescaping::resolve(char letter)
{
    constexpr QByteArrayView letters("ntrabfv");
    constexpr QByteArrayView meant("\n\t\r\a\b\f\v");
    char32_t code = 0;
    qsizetype octals = 0;
    while (octals < 3 && number(m_at + octals, 1, 8, code))
        ++octals;
    const bool isHex = letter == 'x' || letter == 'u' || letter == 'U';
    const qsizetype digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    if (octals > 0 && number(m_at, octals, 8, code)) {
        m_result += char(uchar(code)); // protobuf's: one byte of UTF-8
        m_at += octals;
    } else if (isHex && number(m_at + 1, digits, 16, code)) {
        m_at += 1 + digits;
        surrogatePair(code);
        if (m_bytes)
            m_result += char(uchar(code));
        else
            appendCodePoint(m_result, code);
    } else {
        const auto place = letters.indexOf(letter);
        if (letter != '\n') // a line that goes on
            m_result += place < 0 ? letter : meant.at(place);
        ++m_at;
    }
}

} // namespace

bool PrintedTextReader::startsAt(qsizetype at) const
{
    const auto end = std::min(at + 3, m_input.size());
    while (at < end && isPrefix(m_input.at(at)))
        ++at;
    return at < end && isQuote(m_input.at(at));
}

bool PrintedTextReader::read(qsizetype at, bool mayBeCut, PrintedText& text)
{
    QByteArray prefix;
    for (; isPrefix(m_input.at(at)); ++at)
        prefix += char(m_input.at(at) | 0x20);
    const char quote = m_input.at(at);
    const QByteArray triple(3, quote);
    const bool isTriple = quote != '`' && m_input.sliced(at).startsWith(triple);
    const qsizetype start = at + (isTriple ? 3 : 1);
    qsizetype end = m_input.size();
    if (isTriple) {
        const auto closing = m_input.indexOf(triple, start);
        text.isCut = closing < 0;
        end = closing < 0 ? end : closing;
        text.end = closing < 0 ? end : closing + 3;
    } else {
        if (!findEnd(start, quote, end) || (end == m_input.size() && !mayBeCut))
            return false;
        text.isCut = end == m_input.size();
        text.end = text.isCut ? end : end + 1;
    }
    const auto inside = m_input.sliced(start, end - start);
    text.isBytes = prefix.contains('b');
    text.text = prefix.contains('r') ? inside.toByteArray() : Unescaping(inside, text.isBytes).run();
    text.isBytes = text.isBytes || !text.text.isValidUtf8();
    return true;
}

bool PrintedTextReader::findEnd(qsizetype start, char quote, qsizetype& end)
{
    auto& openUntil = m_openUntil.at(quote == '\'' ? 0 : quote == '"' ? 1 : 2);
    if (start <= openUntil)
        return false; // seen before; looking again at every quote would take forever
    for (qsizetype i = start; i < m_input.size(); ++i) {
        const char c = m_input.at(i);
        if (c == '\\')
            ++i;
        else if (c == quote) {
            end = i;
            return true;
        } else if (c == '\n') {
            openUntil = i;
            return false;
        }
    }
    end = m_input.size();
    openUntil = end;
    return true;
}

} // namespace safelight
