#include "app/found/printedvalue.h"

#include "app/found/printedtext.h"
#include "app/found/printedword.h"
#include "app/wire/jsonkind.h"

#include <algorithm>
#include <array>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

constexpr int deepestTree = 200; // levels
constexpr int mostValues = 500'000;
constexpr qsizetype longestAngle = 300; // bytes of <FinishReason.SAFETY: 'SAFETY'>

bool isCloser(char c)
{
    return c == ')' || c == ']' || c == '}';
}

char closerOf(char opener)
{
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
}

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
    enum class End { Goes, Closed, Left };

    char at(qsizetype place) const { return place < m_input.size() ? m_input.at(place) : '\0'; }
    char here() const { return at(m_at); }
    int& open(char closer) { return m_open.at(closer == ')' ? 0 : closer == ']' ? 1 : 2); }
    bool isAtEnd() const { return m_at >= m_input.size(); }
    qsizetype spaceEnd(qsizetype from) const;
    void skipSpace() { m_at = spaceEnd(m_at); }
    QByteArrayView word();
    bool assigns(qsizetype place) const;
    bool isFieldOpening(QByteArrayView word, qsizetype place) const;

    PrintedValue container(char opener, bool isList);
    PrintedValue body(char closer, bool untilComma);
    PrintedValue list(char closer);
    End endOf(char closer, bool untilComma);
    bool member(PrintedValue& owner);
    bool namedMember(QByteArrayView name, PrintedValue& owner);
    bool memberValue(PrintedValue& value);
    bool element(PrintedValue& owner);
    bool value(PrintedValue& value);
    PrintedValue tuple();
    bool wordValue(PrintedValue& value);
    PrintedValue call(QByteArrayView name, qsizetype start);
    bool quoted(PrintedValue& value);
    bool angle(PrintedValue& value);
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
    std::array<int, 3> m_open {}; // how many ) ] } are due
};

qsizetype PrintedParser::spaceEnd(qsizetype from) const
{
    while (from < m_input.size() && json::isSpace(m_input.at(from)))
        ++from;
    return from;
}

QByteArrayView PrintedParser::word()
{
    const qsizetype start = m_at;
    while (m_at < m_input.size() && isWordCharacter(m_input.at(m_at)))
        ++m_at;
    return m_input.sliced(start, m_at - start);
}

// ":" or "=", but not "::" or "==".
bool PrintedParser::assigns(qsizetype place) const
{
    const char c = at(place);
    return (c == ':' || c == '=') && at(place + 1) != c && at(place + 1) != '/';
}

// protobuf: safety_ratings { … }
bool PrintedParser::isFieldOpening(QByteArrayView word, qsizetype place) const
{
    return at(place) == '{' && isLower(word.front());
}

bool PrintedParser::add(PrintedValue& owner, QByteArrayView name, PrintedValue&& value)
{
    const bool tells = tellsOfAnswer(name);
    m_telling += tells ? 1 : 0;
    if (m_depth == 0) {
        const bool isNoise = !tells && m_telling == m_tellingBefore;
        m_tellingBefore = m_telling;
        if (isNoise) { // prose, or values of something else
            m_values = m_valuesKept;
            return true;
        }
        m_valuesKept = m_values + 1;
    }
    if (value.kind == Kind::LeftOut)
        ++m_result.leftOut;
    if (++m_values > mostValues) {
        m_result.isTooLong = true;
        m_at = m_input.size();
        return false;
    }
    owner.members.push_back({name.toByteArray(), std::move(value)});
    return true;
}

// Has the container ended? A closing bracket that belongs to one further out ends it, too; one that belongs
// to none is stepped over.
PrintedParser::End PrintedParser::endOf(char closer, bool untilComma)
{
    for (; !isAtEnd(); ++m_at) {
        const char c = here();
        if (c == closer && !untilComma && closer != '\0') {
            ++m_at;
            return End::Closed;
        }
        if ((c == ',' && untilComma) || (isCloser(c) && open(c) > 0))
            return End::Left;
        if (!json::isSpace(c) && c != ';' && c != ',' && !isCloser(c))
            return End::Goes;
    }
    m_result.isCut = m_result.isCut || m_depth > 0;
    return End::Left;
}

PrintedValue PrintedParser::container(char opener, bool isList)
{
    const char closer = closerOf(opener);
    if (m_depth >= deepestTree) {
        skipNested();
        return {Kind::LeftOut, {}, {}};
    }
    ++open(closer);
    ++m_depth;
    PrintedValue result = isList ? list(closer) : body(closer, false);
    --m_depth;
    --open(closer);
    return result;
}

PrintedValue PrintedParser::body(char closer, bool untilComma)
{
    PrintedValue result {Kind::Object, {}, {}};
    while (endOf(closer, untilComma) == End::Goes) {
        if (!member(result))
            ++m_at;
    }
    return result;
}

PrintedValue PrintedParser::list(char closer)
{
    PrintedValue result {Kind::Array, {}, {}};
    while (endOf(closer, false) == End::Goes) {
        if (!element(result))
            ++m_at;
    }
    return result;
}

bool PrintedParser::member(PrintedValue& owner)
{
    const qsizetype start = m_at;
    if (m_texts.startsAt(m_at)) {
        PrintedValue text;
        if (!quoted(text))
            return false;
        const auto next = spaceEnd(m_at);
        if (!assigns(next))
            return add(owner, {}, std::move(text));
        m_at = next + 1;
        return namedMember(text.text, owner);
    }
    if (isWordCharacter(here())) {
        const QByteArrayView name = word();
        const auto next = spaceEnd(m_at);
        if (assigns(next) || isFieldOpening(name, next)) {
            m_at = next + (at(next) == '{' ? 0 : 1);
            return namedMember(name, owner);
        }
        if (m_depth == 0 && here() != '(' && at(next) != '{')
            return true; // prose
        m_at = start;
    }
    PrintedValue unnamed;
    if (!value(unnamed))
        return false;
    return add(owner, {}, std::move(unnamed));
}

bool PrintedParser::namedMember(QByteArrayView name, PrintedValue& owner)
{
    PrintedValue read;
    if (!memberValue(read))
        read = {};
    const auto dot = name.lastIndexOf('.'); // "response.prompt_feedback: …"
    return add(owner, dot + 1 < name.size() ? name.sliced(dot + 1) : name, std::move(read));
}

// Behind "name:". A word that is itself the name of what follows leaves this one without a value:
// "StopCandidateException: finish_reason: SAFETY".
bool PrintedParser::memberValue(PrintedValue& read)
{
    skipSpace();
    if (isAtEnd() || here() == ',' || isCloser(here()))
        return false;
    const qsizetype start = m_at;
    if (isWordCharacter(here()) && !m_texts.startsAt(m_at)) {
        const QByteArrayView name = word();
        const auto next = spaceEnd(m_at);
        m_at = start;
        if (!isNumberWord(name) && (assigns(next) || isFieldOpening(name, next)))
            return false;
    }
    return value(read);
}

bool PrintedParser::element(PrintedValue& owner)
{
    const qsizetype start = m_at;
    if (isWordCharacter(here()) && !m_texts.startsAt(m_at)) {
        const QByteArrayView name = word();
        if (name == "..." || name == "\u2026") { // "... 3 more items"
            while (!isAtEnd() && here() != ',' && !isCloser(here()))
                ++m_at;
            return add(owner, {}, {Kind::LeftOut, {}, {}});
        }
        const auto next = spaceEnd(m_at);
        m_at = start;
        if (!isNumberWord(name)
            && (assigns(next) || isFieldOpening(name, next))) // a message without brackets
            return m_depth < deepestTree && add(owner, {}, body(0, true));
    }
    PrintedValue read;
    return value(read) && add(owner, {}, std::move(read));
}

bool PrintedParser::value(PrintedValue& read)
{
    if (m_texts.startsAt(m_at) && (m_depth > 0 || here() != '`') && quoted(read))
        return true;
    const char c = here();
    switch (c) {
    case '{':
        ++m_at;
        read = container(c, false);
        return true;
    case '[':
        for (const char* left : {"[Object]", "[Array]", "[Circular"}) { // Node's console.log
            if (m_input.sliced(m_at).startsWith(left)) {
                m_at = m_input.indexOf(']', m_at) < 0 ? m_input.size() : m_input.indexOf(']', m_at) + 1;
                read = {Kind::LeftOut, {}, {}};
                return true;
            }
        }
        ++m_at;
        read = container(c, true);
        return true;
    case '(':
        read = tuple();
        return true;
    case '<':
        return angle(read);
    default:
        return wordValue(read);
    }
}

// Python puts a long text that it breaks into lines in brackets.
PrintedValue PrintedParser::tuple()
{
    ++m_at;
    PrintedValue read = container('(', true);
    if (read.members.size() == 1) {
        PrintedValue only = std::move(read.members.front().value);
        return only;
    }
    return read;
}

bool PrintedParser::wordValue(PrintedValue& read)
{
    const qsizetype start = m_at;
    const QByteArrayView name = word();
    if (name.isEmpty())
        return false;
    const auto next = spaceEnd(m_at);
    if (here() == '(') {
        read = call(name, start);
    } else if (at(next) == '{' && isUpper(name.front())) { // Node: Candidate { … }
        m_at = next + 1;
        read = container('{', false);
    } else {
        read = wordValueOf(name);
    }
    return true;
}

// Candidate(…) is an object, protos.Candidate({…}) the one in it, datetime.datetime(…) a mere text.
PrintedValue PrintedParser::call(QByteArrayView name, qsizetype start)
{
    ++m_at;
    PrintedValue read = container('(', false);
    const auto dot = name.lastIndexOf('.');
    if (dot + 1 < name.size() && isLower(name.at(dot + 1)) && m_depth > 0)
        return {Kind::Text, m_input.sliced(start, std::min(m_at - start, longestAngle)).toByteArray(), {}};
    if (read.members.size() == 1 && read.members.front().name.isEmpty()) {
        PrintedValue only = std::move(read.members.front().value);
        return only;
    }
    return read;
}

// Texts one behind the other are one text, also with "+" between them.
bool PrintedParser::quoted(PrintedValue& read)
{
    PrintedText text;
    if (!m_texts.read(m_at, m_depth > 0, text))
        return false;
    read = {Kind::Text, {}, {}};
    while (true) {
        read.text += text.text;
        m_at = text.end;
        m_result.isCut = m_result.isCut || text.isCut;
        if (text.isBytes)
            read.kind = Kind::Bytes;
        if (m_depth == 0)
            return true; // of prose
        auto next = spaceEnd(m_at);
        if (at(next) == '+')
            next = spaceEnd(next + 1);
        text = {};
        if (!m_texts.startsAt(next) || !m_texts.read(next, true, text))
            return true;
    }
}

// <FinishReason.SAFETY: 'SAFETY'>, <FinishReason.SAFETY: 3>, or something shortened.
bool PrintedParser::angle(PrintedValue& read)
{
    const auto inside = m_input.sliced(m_at + 1, std::min(longestAngle, m_input.size() - m_at - 1));
    const auto end = inside.indexOf('>');
    const auto lineEnd = inside.indexOf('\n');
    if (end < 0 || (lineEnd >= 0 && lineEnd < end))
        return false;
    m_at += end + 2;
    read = angleValue(inside.first(end));
    return true;
}

// To the bracket that closes the one before `m_at`.
void PrintedParser::skipNested()
{
    m_result.isTooDeep = true;
    for (qsizetype open = 1; open > 0 && !isAtEnd();) {
        PrintedText text;
        const char c = here();
        if ((c == '\'' || c == '"') && m_texts.read(m_at, true, text)) {
            m_at = text.end;
            continue;
        }
        open += c == '(' || c == '[' || c == '{' ? 1 : isCloser(c) ? -1 : 0;
        ++m_at;
    }
}

} // namespace

PrintedReading readPrinted(QByteArrayView text)
{
    return PrintedParser(text).run();
}

} // namespace safelight
