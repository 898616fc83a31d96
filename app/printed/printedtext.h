#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace safelight {

inline bool isQuote(char c)
{
    return c == '\'' || c == '"' || c == '`';
}

// A quoted text as Python, protobuf or JavaScript prints it.
struct PrintedText
{
    QByteArray text; // escapes resolved
    bool isBytes = false; // b'…', or escapes that are no UTF-8
    bool isCut = false; // the input ends before the closing quote
    qsizetype end = 0; // behind the closing quote
};

// Finds quoted texts in one input, from its start to its end; an apostrophe in prose is none.
class PrintedTextReader
{
public:
    explicit PrintedTextReader(QByteArrayView input)
        : m_input(input)
    { }

    // Does a quoted text, or one with a prefix such as b or r, begin at `at`?
    bool startsAt(qsizetype at) const;
    // False when it is not closed on its line, unless that is the last one and it `mayBeCut`. Triple quotes
    // span lines.
    bool read(qsizetype at, bool mayBeCut, PrintedText& text);

private:
    bool findEnd(qsizetype start, char quote, qsizetype& end);

    QByteArrayView m_input;
    std::array<qsizetype, 3> m_openUntil {}; // for ', " and `: no closing quote before this place
};

} // namespace safelight
