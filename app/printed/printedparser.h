#pragma once

#include "app/printed/printedtext.h"
#include "app/printed/printedvalue.h"

#include <algorithm>
#include <array>

namespace safelight {

// The reader behind readPrinted. printedparser.cpp knows names, members and what holds them, printedforms.cpp
// the values as each language dresses them.
class PrintedParser
{
public:
    explicit PrintedParser(QByteArrayView input)
        : m_input(input)
        , m_texts(input)
    { }

    PrintedReading run()
    {
        m_result.root = body(0, false);
        return std::move(m_result);
    }

private:
    static constexpr int deepestTree = 200; // levels
    static constexpr qsizetype longestOpening =
        300; // bytes of <FinishReason.SAFETY: 'SAFETY'>, (*genai.Part)
    static constexpr QByteArrayView closers {")]}>"};

    enum class End { Goes, Closed, Left };
    struct Name
    {
        QByteArrayView text; // empty: no name stands here
        qsizetype valueAt = 0;
    };

    char at(qsizetype place) const { return place < m_input.size() ? m_input.at(place) : '\0'; }
    char here() const { return at(m_at); }
    QByteArrayView rest(qsizetype most) const
    {
        return m_input.sliced(m_at, std::min(most, m_input.size() - m_at));
    }
    bool isAtEnd() const { return m_at >= m_input.size(); }
    int& open(char closer) { return m_open.at(std::size_t(closers.indexOf(closer))); }
    bool isDueCloser(char c) { return c != '\0' && closers.contains(c) && open(c) > 0; }
    qsizetype spaceEnd(qsizetype from) const;
    qsizetype wordEnd(qsizetype from) const;
    void skipSpace() { m_at = spaceEnd(m_at); }
    QByteArrayView word();

    qsizetype assignment(qsizetype place) const;
    Name nameAt(qsizetype place) const;
    Name bracketedName() const;
    bool isProse(qsizetype start, const PrintedValue& value) const;

    PrintedValue container(char opener, bool isList);
    PrintedValue body(char closer, bool untilComma);
    PrintedValue list(char closer);
    End endOf(char closer, bool untilComma);
    bool member(PrintedValue& owner);
    bool namedMember(QByteArrayView name, PrintedValue& owner);
    bool memberValue(bool isText, PrintedValue& value);
    bool element(PrintedValue& owner);
    bool value(PrintedValue& value);
    bool bracketed(PrintedValue& value);
    PrintedValue tuple();
    bool wordValue(PrintedValue& value);
    bool dressed(QByteArrayView name, PrintedValue& value);
    PrintedValue call(QByteArrayView name, qsizetype start);
    PrintedValue sizedText(qsizetype size);
    bool quoted(PrintedValue& value);
    bool angle(PrintedValue& value);
    bool rubyObject(PrintedValue& value);
    bool skipCast();
    void goOnBare(qsizetype start, bool isText, PrintedValue& value);
    void skipNested();
    bool add(PrintedValue& owner, QByteArrayView name, PrintedValue&& value);

    QByteArrayView m_input;
    PrintedTextReader m_texts;
    PrintedReading m_result;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_values = 0;
    int m_valuesKept = 0; // of them: before the value at the top that is being read
    int m_telling = 0; // members named as in an answer
    int m_tellingBefore = 0;
    std::array<int, 4> m_open {}; // how many of the closers are due
};

} // namespace safelight
