#include "app/wire/jsonscanner.h"

namespace safelight {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.';
}

qsizetype skipDigits(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isDigit(text.at(at)))
        ++at;
    return at;
}

// -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
bool isNumber(QByteArrayView text)
{
    qsizetype at = text.startsWith('-') ? 1 : 0;
    const qsizetype whole = skipDigits(text, at);
    if (whole == at || (text.at(at) == '0' && whole > at + 1))
        return false;
    at = whole;
    if (at < text.size() && text.at(at) == '.') {
        const qsizetype end = skipDigits(text, at + 1);
        if (end == at + 1)
            return false;
        at = end;
    }
    if (at < text.size() && (text.at(at) == 'e' || text.at(at) == 'E')) {
        ++at;
        if (at < text.size() && (text.at(at) == '+' || text.at(at) == '-'))
            ++at;
        const qsizetype end = skipDigits(text, at);
        if (end == at)
            return false;
        at = end;
    }
    return at == text.size();
}

} // namespace

JsonScanner::Token JsonScanner::next()
{
    if (m_token != Token::Broken && m_token != Token::End)
        m_token = step();
    return m_token;
}

JsonScanner::Token JsonScanner::step()
{
    skipSpace();
    if (m_due == Due::Nothing)
        return m_at == m_json.size() ? Token::End : broken();
    if (m_at == m_json.size())
        return broken();
    if (m_due == Due::CommaOrEnd && m_json.at(m_at) == ',') {
        ++m_at;
        m_due = isInObject() ? Due::Key : Due::Value;
        skipSpace();
        if (m_at == m_json.size())
            return broken();
    } else if (m_due == Due::CommaOrEnd || m_due == Due::FirstKeyOrEnd || m_due == Due::FirstValueOrEnd) {
        const char end = isInObject() ? '}' : ']';
        if (m_json.at(m_at) == end)
            return close(isInObject());
        if (m_due == Due::CommaOrEnd)
            return broken();
    }
    return m_due == Due::Key || m_due == Due::FirstKeyOrEnd ? key() : value();
}

JsonScanner::Token JsonScanner::value()
{
    const char c = m_json.at(m_at);
    if (c == '{' || c == '[') {
        ++m_at;
        m_open.push_back(c == '{');
        m_due = c == '{' ? Due::FirstKeyOrEnd : Due::FirstValueOrEnd;
        return c == '{' ? Token::ObjectBegin : Token::ArrayBegin;
    }
    if (!(c == '"' ? scanText() : scanWord()))
        return broken();
    m_due = m_open.empty() ? Due::Nothing : Due::CommaOrEnd;
    return Token::Scalar;
}

JsonScanner::Token JsonScanner::key()
{
    if (m_json.at(m_at) != '"' || !scanText())
        return broken();
    skipSpace();
    if (m_at == m_json.size() || m_json.at(m_at) != ':')
        return broken();
    ++m_at;
    m_due = Due::Value;
    return Token::Key;
}

JsonScanner::Token JsonScanner::close(bool object)
{
    ++m_at;
    m_open.pop_back();
    m_due = m_open.empty() ? Due::Nothing : Due::CommaOrEnd;
    return object ? Token::ObjectEnd : Token::ArrayEnd;
}

bool JsonScanner::scanText()
{
    const qsizetype start = m_at;
    qsizetype from = start + 1;
    while (true) {
        const qsizetype quote = m_json.indexOf('"', from);
        if (quote < 0) {
            m_at = m_json.size();
            return false;
        }
        qsizetype slashes = 0;
        while (m_json.at(quote - 1 - slashes) == '\\')
            ++slashes; // ends at the opening quote at the latest
        from = quote + 1;
        if (slashes % 2 == 0)
            break;
    }
    m_text = m_json.sliced(start, from - start);
    m_at = from;
    return true;
}

bool JsonScanner::scanWord()
{
    qsizetype end = m_at;
    while (end < m_json.size() && isWordCharacter(m_json.at(end)))
        ++end;
    const auto word = m_json.sliced(m_at, end - m_at);
    if (word != "true" && word != "false" && word != "null" && !isNumber(word)) {
        if (end == m_json.size())
            m_at = end; // cut off and not wrong
        return false;
    }
    m_text = word;
    m_at = end;
    return true;
}

void JsonScanner::skipSpace()
{
    while (m_at < m_json.size()
           && (m_json.at(m_at) == ' ' || m_json.at(m_at) == '\n' || m_json.at(m_at) == '\r'
               || m_json.at(m_at) == '\t'))
        ++m_at;
}

QList<QByteArrayView> JsonScanner::wholeElements(QByteArrayView array)
{
    QList<QByteArrayView> elements;
    JsonScanner scanner(array);
    if (scanner.next() != Token::ArrayBegin)
        return elements;
    qsizetype start = 0;
    while (true) {
        const auto token = scanner.next();
        if (token == Token::Broken || token == Token::End || scanner.depth() == 0)
            return elements;
        const bool begins = token == Token::ObjectBegin || token == Token::ArrayBegin;
        if (begins && scanner.depth() == 2)
            start = scanner.position() - 1;
        const bool ends = token == Token::ObjectEnd || token == Token::ArrayEnd;
        if (ends && scanner.depth() == 1)
            elements.append(array.sliced(start, scanner.position() - start));
    }
}

} // namespace safelight
