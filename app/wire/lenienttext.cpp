// Texts as LenientReader reads them, and the functions over it.
#include "app/wire/jsonscanner.h"
#include "app/wire/lenientreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QByteArray hexOf(uint code)
{
    return "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
}

// Nothing raw that has to be escaped, and no escapes that JSON does not have.
bool isStrictText(QByteArrayView text)
{
    if (std::ranges::any_of(text, [](char c) { return uchar(c) < 0x20; }))
        return false;
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
        if (!std::memchr("\"\\/bfnrtu", text.at(at + 1), 9))
            return false;
    }
    return true;
}

// Is all of it one strict JSON value, nested no deeper than requests are read?
bool isStrictJson(QByteArrayView text)
{
    JsonScanner scanner(text);
    auto token = scanner.next();
    while (token != JsonScanner::Token::End && token != JsonScanner::Token::Broken
           && scanner.depth() <= deepestLenientJson) {
        const bool isText = token == JsonScanner::Token::Key || token == JsonScanner::Token::Scalar;
        if (isText && !isStrictText(scanner.text()))
            return false;
        token = scanner.next();
    }
    return token == JsonScanner::Token::End;
}

} // namespace

bool LenientReader::isText() const
{
    return at(0) == '"' || at(0) == '\'' || at(0) == '`';
}

bool LenientReader::texts(bool adjacent)
{
    m_out += '"';
    for (;;) {
        if (!text())
            return false;
        // What stands between two texts is copied only when no text follows.
        const qsizetype end = m_at;
        const qsizetype written = m_out.size();
        if (!space())
            return false;
        const bool isPlus = at(0) == '+';
        if (isPlus) {
            ++m_at;
            if (!space())
                return false;
        }
        const bool goesOn = (isPlus || adjacent) && isText();
        m_out.truncate(written);
        if (!goesOn) {
            m_at = end;
            break;
        }
        slip(JsonSlip::Code);
    }
    m_out += '"';
    return true;
}

bool LenientReader::text()
{
    const qsizetype begin = m_at;
    const char quote = at(0);
    if (quote != '"')
        slip(JsonSlip::Quotes);
    const bool isTripled = quote != '`' && at(1) == quote && at(2) == quote;
    if (isTripled)
        slip(JsonSlip::Quotes);
    m_at += isTripled ? 3 : 1;
    while (!atEnd()) {
        if (at(0) == quote && (!isTripled || (at(1) == quote && at(2) == quote))) {
            m_at += isTripled ? 3 : 1;
            return true;
        }
        if (!textPiece(quote))
            return false;
    }
    return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "the text that begins here never ends"));
}

// A plain run at once, or one character that needs care.
bool LenientReader::textPiece(char quote)
{
    const char* const begin = m_text.data() + m_at;
    const char* const end = m_text.data() + m_text.size();
    const char* const stop = std::find_if(begin, end, [quote](char c) {
        return c == quote || c == '"' || c == '\\' || uchar(c) < 0x20 || c == '$';
    });
    m_out.append(begin, stop - begin);
    m_at += stop - begin;
    if (atEnd())
        return true;
    const char c = at(0);
    if (c == '\\')
        return escape(quote);
    if (c == '$' && quote == '`' && at(1) == '{')
        return insertion();
    if (c == quote && stop != begin)
        return true; // seen by the caller
    ++m_at;
    if (uchar(c) < 0x20)
        control(c);
    else if (c == '"')
        m_out += "\\\"";
    else
        m_out += c;
    return true;
}

void LenientReader::control(char c)
{
    slip(JsonSlip::LineBreaks);
    if (c == '\n')
        m_out += "\\n";
    else if (c == '\r')
        m_out += "\\r";
    else if (c == '\t')
        m_out += "\\t";
    else
        m_out += hexOf(uchar(c));
}

bool LenientReader::escape(char quote)
{
    const char c = at(1);
    if (m_at + 1 >= m_text.size()) {
        ++m_at;
        return true; // the text never ends, which the caller says
    }
    if (c == 'u') {
        m_at += 2;
        return hexEscape(4);
    }
    if (std::memchr("\"\\/bfnrt", c, 8)) {
        m_out += '\\';
        m_out += c;
        m_at += 2;
        return true;
    }
    slip(JsonSlip::Escapes);
    m_at += 2;
    if (c == 'x')
        return hexEscape(2);
    if (c == 'U')
        return hexEscape(8);
    if (c == '\n') // the line goes on
        return true;
    if (c == '0')
        m_out += "\\u0000";
    else if (c == '\'' || c == '`' || c == '$' || quote != '"')
        m_out += c;
    else
        m_out += QByteArray("\\\\") + c;
    return true;
}

bool LenientReader::hexEscape(int digits)
{
    const QByteArrayView hex = m_text.sliced(m_at, std::min<qsizetype>(digits, m_text.size() - m_at));
    bool isHex =
        hex.size() == digits && std::ranges::all_of(hex, [](char c) { return std::isxdigit(uchar(c)) != 0; });
    const uint code = isHex ? hex.toByteArray().toUInt(&isHex, 16) : 0;
    if (!isHex || code > 0x10FFFF)
        return fail(m_at - 2, QT_TRANSLATE_NOOP("LenientJson", "hexadecimal digits should follow “\\u”"));
    m_at += digits;
    if (digits == 4)
        m_out += "\\u" + hex.toByteArray();
    else if (code > 0xFFFF)
        m_out += hexOf(QChar::highSurrogate(code)) + hexOf(QChar::lowSurrogate(code));
    else
        m_out += hexOf(code);
    return true;
}

// ${name} of JavaScript: a text is put in without its quotes, anything else as it is written.
bool LenientReader::insertion()
{
    const qsizetype begin = m_at;
    const qsizetype end = m_text.indexOf('}', m_at);
    const auto name = m_text.sliced(m_at + 2, std::max<qsizetype>(end - m_at - 2, 0)).trimmed();
    const auto known = m_names.valueOf && end > 0 ? m_names.valueOf(name) : std::nullopt;
    if (!known)
        return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "%1 is code, which is not run"), u"“${…}”"_s);
    m_out += known->startsWith('"') ? known->chopped(1).sliced(1) : *known;
    m_at = end + 1;
    return true;
}

QString placeInText(QByteArrayView text, qsizetype at)
{
    const QByteArrayView before = text.first(std::min(at, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return QCoreApplication::translate("LenientJson", "line %1, column %2").arg(line).arg(column);
}

Result<LenientJson> readLenientJson(QByteArrayView text, const LenientNames& names)
{
    LenientReader reader(text, names);
    if (!reader.value(0))
        return reader.problem();
    const qsizetype end = reader.position();
    return LenientJson {reader.takeJson(), end, reader.slips()};
}

Result<LenientJson> readWholeJson(const QByteArray& text, const LenientNames& names)
{
    if (isStrictJson(text))
        return LenientJson {text, text.size(), {}};
    LenientReader reader(text, names);
    if (!reader.value(0) || !reader.space())
        return reader.problem();
    if (!reader.atEnd()) {
        reader.fail(reader.position(),
                    QT_TRANSLATE_NOOP("LenientJson", "the JSON has ended, and something follows"));
        return reader.problem();
    }
    return LenientJson {reader.takeJson(), text.size(), reader.slips()};
}

} // namespace safelight
