#include "app/printed/printedparser.h"

#include "app/printed/printedword.h"
#include "app/wire/jsonkind.h"

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

constexpr int mostValues = 500'000;

// PHP numbers the elements of its lists, Go and Lua leave their names away.
void becomeList(PrintedValue& read)
{
    const auto isPlace = [](const QByteArray& name) {
        return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (read.members.empty() || !std::ranges::all_of(read.members, isPlace, &PrintedMember::name))
        return;
    read.kind = Kind::Array;
    for (auto& member : read.members)
        member.name.clear();
}

char closerOf(char opener)
{
    return opener == '(' ? ')' : opener == '[' ? ']' : opener == '<' ? '>' : '}';
}

} // namespace

qsizetype PrintedParser::spaceEnd(qsizetype from) const
{
    while (from < m_input.size() && json::isSpace(m_input.at(from)))
        ++from;
    return from;
}

// "Gemini\Data\Candidate" and "FinishReason::SAFETY" are one word.
qsizetype PrintedParser::wordEnd(qsizetype from) const
{
    while (from < m_input.size()) {
        if (isWordCharacter(m_input.at(from)))
            ++from;
        else if (at(from) == ':' && at(from + 1) == ':' && isUpper(at(from + 2)))
            from += 2;
        else if (at(from) == '\\' && isUpper(at(from + 1)))
            ++from;
        else
            break;
    }
    return from;
}

QByteArrayView PrintedParser::word()
{
    const qsizetype start = m_at;
    m_at = wordEnd(m_at);
    return m_input.sliced(start, m_at - start);
}

// How long the sign between a name and its value is: ":", "=", "=>", but not "::" or "==" or "://"; 0: none.
// protobuf has none: safety_ratings { … }
qsizetype PrintedParser::assignment(qsizetype place) const
{
    const char c = at(place);
    const char next = at(place + 1);
    if (c == '=' && next == '>')
        return 2;
    return (c == ':' || c == '=') && next != c && next != '/' ? 1 : 0;
}

PrintedParser::Name PrintedParser::nameAt(qsizetype place) const
{
    const qsizetype start = at(place) == ':' || at(place) == '@' ? place + 1 : place; // Ruby
    if (!isWordCharacter(at(start)))
        return {};
    if (const auto* label = labelOf(m_input.sliced(start))) {
        const auto sign = spaceEnd(start + label->words.size());
        if (const auto length = assignment(sign))
            return {label->member, sign + length};
    }
    const auto end = wordEnd(start);
    const auto name = m_input.sliced(start, end - start);
    const auto next = spaceEnd(end);
    if (const auto length = assignment(next))
        return {name, next + length};
    return at(next) == '{' && isLower(name.front()) ? Name {name, next} : Name();
}

// PHP: ["candidates"]=>, ["parts":protected]=>, [finishReason] =>; Node: [Symbol(x)]:
PrintedParser::Name PrintedParser::bracketedName() const
{
    const auto text = rest(longestOpening);
    const auto end = text.indexOf(']');
    if (end < 2 || text.first(end).contains('\n'))
        return {};
    const auto sign = spaceEnd(m_at + end + 1);
    const auto length = at(sign) == '=' ? assignment(sign) : 0;
    auto name = text.sliced(1, end - 1);
    if (name.front() == '"')
        name = name.sliced(1, std::max<qsizetype>(name.indexOf('"', 1) - 1, 0));
    else if (name.contains(':'))
        name = name.first(name.indexOf(':'));
    return length == 2 && !name.isEmpty() ? Name {name, sign + length} : Name();
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
        if ((c == ',' && untilComma) || isDueCloser(c))
            return End::Left;
        if (!json::isSpace(c) && c != ';' && c != ',' && !closers.contains(c))
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
    becomeList(result);
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
    if (m_texts.startsAt(m_at)) {
        PrintedValue text;
        if (!quoted(text))
            return false;
        const auto next = spaceEnd(m_at);
        const auto length = assignment(next);
        if (length == 0)
            return add(owner, {}, std::move(text));
        m_at = next + length;
        return namedMember(text.text, owner);
    }
    Name name = here() == '[' ? bracketedName() : nameAt(m_at);
    if (!name.text.isEmpty()) {
        m_at = name.valueAt;
        return namedMember(name.text, owner);
    }
    if (m_depth == 0 && isWordCharacter(here())) {
        const auto end = wordEnd(m_at);
        if (at(end) != '(' && at(spaceEnd(end)) != '{' && at(spaceEnd(end)) != '(') {
            m_at = end;
            return true; // prose
        }
    }
    PrintedValue unnamed;
    return value(unnamed) && add(owner, {}, std::move(unnamed));
}

bool PrintedParser::namedMember(QByteArrayView name, PrintedValue& owner)
{
    const qsizetype start = m_at;
    PrintedValue read;
    if (!memberValue(name == "text", read))
        read = {};
    else if (m_depth == 0 && isProse(start, read))
        return true;
    const auto dot = name.lastIndexOf('.'); // "response.prompt_feedback: …"
    return add(owner, dot + 1 < name.size() ? name.sliced(dot + 1) : name, std::move(read));
}

// "finish_reason: SAFETY means that …": a sentence about the member, and not its value.
bool PrintedParser::isProse(qsizetype start, const PrintedValue& read) const
{
    if (read.isContainer() || isQuote(at(spaceEnd(start))) || at(start - 1) != ':')
        return false;
    if (here() == '`')
        return true;
    const auto next = m_at + 1;
    return here() == ' ' && (isLower(at(next)) || uchar(at(next)) >= 0x80) && nameAt(next).text.isEmpty();
}

// Behind "name:". A word that is itself the name of what follows leaves this one without a value:
// "StopCandidateException: finish_reason: SAFETY".
bool PrintedParser::memberValue(bool isText, PrintedValue& read)
{
    skipSpace();
    if (isAtEnd() || here() == ',' || isDueCloser(here())
        || (here() == '[' && !bracketedName().text.isEmpty()))
        return false;
    const qsizetype start = m_at;
    if (!m_texts.startsAt(m_at)) {
        const auto name = nameAt(start).text;
        if (!name.isEmpty() && !isNumberWord(name))
            return false;
    }
    if (!value(read))
        return false;
    if (m_depth > 0 && isWordCharacter(at(start)) && !read.isContainer() && m_at == wordEnd(start))
        goOnBare(start, isText, read);
    return true;
}

bool PrintedParser::element(PrintedValue& owner)
{
    const qsizetype start = m_at;
    if (isWordCharacter(here()) && !m_texts.startsAt(m_at)) {
        const QByteArrayView first = word();
        if (first == "..." || first == "\u2026") { // "... 3 more items"
            while (!isAtEnd() && here() != ',' && !isDueCloser(here()))
                ++m_at;
            return add(owner, {}, {Kind::LeftOut, {}, {}});
        }
        m_at = start;
        if (!isNumberWord(first) && !nameAt(start).text.isEmpty()) // a message without brackets
            return m_depth < deepestTree && add(owner, {}, body(0, true));
    }
    PrintedValue read;
    return value(read) && add(owner, {}, std::move(read));
}

// To the bracket that closes the one before `m_at`.
void PrintedParser::skipNested()
{
    m_result.isTooDeep = true;
    for (qsizetype depth = 1; depth > 0 && !isAtEnd();) {
        PrintedText text;
        const char c = here();
        if ((c == '\'' || c == '"') && m_texts.read(m_at, true, text)) {
            m_at = text.end;
            continue;
        }
        depth += c == '(' || c == '[' || c == '{' ? 1 : c != '>' && closers.contains(c) ? -1 : 0;
        ++m_at;
    }
}

PrintedReading readPrinted(QByteArrayView text)
{
    return PrintedParser(text).run();
}

} // namespace safelight
