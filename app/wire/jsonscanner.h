#pragma once

#include <QByteArrayView>
#include <QList>

#include <vector>

namespace safelight {

// Reads JSON token by token, strictly, as far as it goes: also what is cut off is read up to the cut. Depth
// is limited by memory only.
class JsonScanner
{
public:
    enum class Token { ObjectBegin, ObjectEnd, ArrayBegin, ArrayEnd, Key, Scalar, End, Broken };

    explicit JsonScanner(QByteArrayView json)
        : m_json(json)
    { }

    // End after one whole value with nothing behind it; Broken where that is not so, and from then on.
    Token next();
    Token token() const { return m_token; }
    // Of a key or scalar: as it stands, with its quotes.
    QByteArrayView text() const { return m_text; }
    // Behind the token; of Broken: where it breaks.
    qsizetype position() const { return m_at; }
    // How many objects and arrays are open.
    qsizetype depth() const { return qsizetype(m_open.size()); }
    bool isInObject() const { return !m_open.empty() && m_open.back(); }

    // The elements of an array that are whole, up to the place where it breaks.
    static QList<QByteArrayView> wholeElements(QByteArrayView array);

private:
    enum class Due { Value, FirstValueOrEnd, FirstKeyOrEnd, Key, CommaOrEnd, Nothing };

    Token step();
    Token value();
    Token key();
    Token close(bool object);
    Token broken() const { return Token::Broken; }
    bool scanText();
    bool scanWord();
    void skipSpace();

    QByteArrayView m_json;
    QByteArrayView m_text;
    qsizetype m_at = 0;
    Token m_token = Token::ObjectBegin;
    Due m_due = Due::Value;
    std::vector<bool> m_open; // true: an object
};

} // namespace safelight
