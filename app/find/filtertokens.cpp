#include "app/find/filtertokens.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isOneOf(const QString& word, QLatin1StringView given)
{
    return word.compare(given, Qt::CaseInsensitive) == 0;
}

class Lexer
{
public:
    explicit Lexer(const QString& text)
        : m_text(text)
    { }

    QList<FilterToken> run()
    {
        QList<FilterToken> tokens;
        for (skipSpace(); m_at < m_text.size(); skipSpace())
            tokens.append(next());
        return tokens;
    }

private:
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }
    void skipSpace()
    {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
    }

    FilterToken next()
    {
        FilterToken token;
        token.position = m_at;
        token.textPosition = m_at;
        take(token);
        token.length = m_at - token.position;
        return token;
    }

    void take(FilterToken& token)
    {
        const QChar c = peek();
        if (c == u'(' || c == u')' || c == u'-') {
            token.kind = c == u'(' ? FilterToken::Kind::Open
                : c == u')'        ? FilterToken::Kind::Close
                                   : FilterToken::Kind::Not;
            ++m_at;
        } else if (c == u'"') {
            token.kind = FilterToken::Kind::Quoted;
            takeQuoted(token);
        } else if (!takePair(token)) {
            takeBare(token);
            nameOperator(token);
        }
    }

    // Two quotes inside stand for one.
    void takeQuoted(FilterToken& token)
    {
        token.isQuoted = true;
        token.isOpen = true;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (peek() != u'"') {
                token.text.append(peek());
            } else if (peek(1) == u'"') {
                token.text.append(u'"');
                ++m_at;
            } else {
                ++m_at;
                token.isOpen = false;
                return;
            }
        }
    }

    void takeBare(FilterToken& token)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !peek().isSpace() && peek() != u'(' && peek() != u')')
            ++m_at;
        token.text = m_text.sliced(from, m_at - from);
    }

    static void nameOperator(FilterToken& token)
    {
        if (isOneOf(token.text, "or"_L1) || token.text == u'|')
            token.kind = FilterToken::Kind::Or;
        else if (isOneOf(token.text, "and"_L1))
            token.kind = FilterToken::Kind::And;
        else if (isOneOf(token.text, "not"_L1))
            token.kind = FilterToken::Kind::Not;
    }

    // "key:value", "cost>1", also with spaces around a comparison. An address ("http://…") is not a pair.
    bool takePair(FilterToken& token)
    {
        qsizetype letters = 0;
        while (isAsciiLetter(peek(letters)))
            ++letters;
        if (letters == 0)
            return false;
        const QString key = m_text.sliced(m_at, letters).toLower();
        const bool compares = key == "cost"_L1 || key == "tokens"_L1;
        const qsizetype sign = compares ? afterSpaces(letters) : letters;
        const qsizetype length = signLength(sign, compares);
        if (length == 0 || (peek(sign) == u':' && peek(sign + 1) == u'/' && peek(sign + 2) == u'/'))
            return false;
        token.kind = FilterToken::Kind::Pair;
        token.key = key;
        token.sign = m_text.sliced(m_at + sign, length);
        if (token.sign.size() > 1 && token.sign.startsWith(u':'))
            token.sign.remove(0, 1);
        m_at += compares ? afterSpaces(sign + length) : sign + length;
        token.textPosition = m_at;
        if (peek() == u'"')
            takeQuoted(token);
        else
            takeBare(token);
        return true;
    }

    qsizetype afterSpaces(qsizetype ahead) const
    {
        while (peek(ahead) == u' ')
            ++ahead;
        return ahead;
    }

    // ":" for every key; "<", "<=", "=", ">=", ">" and these behind a colon for numbers. 0: none.
    qsizetype signLength(qsizetype ahead, bool compares) const
    {
        const qsizetype colon = peek(ahead) == u':' ? 1 : 0;
        if (!compares)
            return colon;
        const QChar c = peek(ahead + colon);
        if (c == u'=')
            return colon + 1;
        if (c == u'<' || c == u'>')
            return colon + (peek(ahead + colon + 1) == u'=' ? 2 : 1);
        return colon;
    }

    const QString& m_text;
    qsizetype m_at = 0;
};

} // namespace

QList<FilterToken> filterTokens(const QString& text)
{
    return Lexer(text).run();
}

} // namespace safelight
