#include "app/printed/printedparser.h"

#include "app/printed/printedword.h"
#include "app/wire/jsonkind.h"

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

constexpr qsizetype longestBareText = 20'000; // bytes of a text without quotes

// The only value of a list, or of an object that has no names.
bool takeOnly(PrintedValue& read)
{
    if (read.members.size() != 1 || !read.members.front().name.isEmpty())
        return false;
    PrintedValue only = std::move(read.members.front().value);
    read = std::move(only);
    return true;
}

} // namespace

// A text that was printed without quotes (Kotlin, Dart, Go, print_r) goes on to the end of the line, to what
// closes the object, or to the next member.
void PrintedParser::goOnBare(qsizetype start, bool isText, PrintedValue& read)
{
    const auto most = std::min(start + longestBareText, m_input.size());
    qsizetype place = m_at;
    bool isMany = isText;
    int brackets = 0; // that the text itself has open
    for (; place < most && at(place) != '\n' && at(place) != ';'; ++place) {
        const char c = at(place);
        if (isDueCloser(c) && brackets-- <= 0)
            break;
        brackets += c == '(' || c == '[' || c == '{' ? 1 : 0;
        if (c != ' ' && c != ',')
            continue;
        const auto next = spaceEnd(place + 1);
        const bool isValue = !isText && (isQuote(at(next)) || QByteArrayView("{[(<@:").contains(at(next)));
        if ((c == ',' && !isMany) || isValue || m_input.sliced(place, next - place).contains('\n')
            || !nameAt(next).text.isEmpty())
            break;
        isMany = isMany || isWordCharacter(at(next));
        place = next - 1;
    }
    const auto text = m_input.sliced(start, place - start).trimmed();
    if (text.size() <= m_at - start)
        return;
    read = {Kind::Text, text.toByteArray(), {}, place == m_input.size()};
    m_at = place;
}

bool PrintedParser::value(PrintedValue& read)
{
    while (skipCast()) { }
    if (m_texts.startsAt(m_at) && (m_depth > 0 || here() != '`') && quoted(read))
        return true;
    if (const auto length = leftOutLength(rest(longestOpening)); length > 0 && at(m_at + 7) != ':') {
        m_at += length;
        read = {Kind::LeftOut, {}, {}};
        return true;
    }
    const char c = here();
    switch (c) {
    case '{':
        ++m_at;
        read = container(c, false);
        return true;
    case '[':
        return bracketed(read);
    case '(':
        read = tuple();
        return true;
    case '<':
        return angle(read);
    case '#':
        return at(m_at + 1) == '<' && rubyObject(read);
    case '&': // Go's pointers, Elixir's and PowerShell's maps, Ruby's symbols
    case '*':
    case '%':
    case '@':
    case ':':
        if (!isWordCharacter(at(m_at + 1)) && at(m_at + 1) != '{')
            return false;
        ++m_at;
        return value(read);
    default:
        return wordValue(read);
    }
}

bool PrintedParser::bracketed(PrintedValue& read)
{
    const auto head = rest(longestOpening);
    char opener = '[';
    if (head.startsWith("[Object: null prototype] {")) { // Node
        opener = '{';
        m_at += head.indexOf(opener);
    } else if (head.startsWith("[]") && (at(m_at + 2) == '*' || isWordCharacter(at(m_at + 2)))) {
        m_at += at(m_at + 2) == '*' ? 3 : 2; // Go's []*genai.Part{
        return wordValue(read);
    }
    ++m_at;
    read = container(opener, opener == '[');
    return true;
}

// Python puts a long text that it breaks into lines in brackets.
PrintedValue PrintedParser::tuple()
{
    ++m_at;
    PrintedValue read = container('(', true);
    takeOnly(read);
    return read;
}

// Go's types before a value: (*genai.Candidate)(0xc000102000)({, (int32) 0, (len=1 cap=1) {
bool PrintedParser::skipCast()
{
    const auto head = here() == '(' ? rest(longestOpening) : QByteArrayView();
    const auto end = head.indexOf(')');
    const auto isPart = [](char c) {
        return isWordCharacter(c) || c == '*' || c == '[' || c == ']' || c == '=' || c == ' ';
    };
    if (end < 2 || !std::ranges::all_of(head.sliced(1, end - 1), isPart))
        return false;
    const auto next = end + 1 + (at(m_at + end + 1) == ' ' ? 1 : 0);
    const char c = at(m_at + next);
    if (m_depth == 0 ? c != '{' && c != '(' : !isWordCharacter(c) && !isQuote(c) && c != '{' && c != '(')
        return false;
    m_at += next;
    return true;
}

bool PrintedParser::wordValue(PrintedValue& read)
{
    const qsizetype start = m_at;
    const QByteArrayView name = word();
    if (name.isEmpty())
        return false;
    if (dressed(name, read))
        return true;
    auto next = spaceEnd(m_at);
    if (const auto kind = m_input.sliced(next, std::min<qsizetype>(longestOpening, m_input.size() - next));
        kind.startsWith("Object") || kind.startsWith("Enum")) { // print_r: Gemini\Data\Candidate Object (
        const auto opening = kind.indexOf('(');
        next = opening > 0 && kind.first(opening).trimmed().size() < 14 ? next + opening : next;
    }
    if (here() == '(') {
        read = call(name, start);
    } else if (at(next) == '{' && isClassName(name)) { // Node: Candidate { … }
        m_at = next + 1;
        read = container('{', false);
    } else if (at(next) == '(' && (m_input.sliced(m_at, next - m_at).contains('\n') || name == "array")) {
        m_at = next + 1; // print_r: Array (, var_export: array (
        read = container('(', false);
        read.kind = read.members.empty() ? Kind::Array : read.kind;
    } else {
        read = wordValueOf(name);
        read.isCut = isAtEnd() && (m_depth > 0 || read.kind == Kind::Text);
    }
    return true;
}

// A word that only says of what kind the value beside it is.
bool PrintedParser::dressed(QByteArrayView name, PrintedValue& read)
{
    const auto dress = dressOf(name);
    const char opener = here();
    if (dress == Dress::None || (opener != '(' && opener != '['))
        return false;
    ++m_at;
    if (dress == Dress::Maps) {
        read = container(opener, false);
        return true;
    }
    read = container(opener, true);
    takeOnly(read);
    if (dress == Dress::Wraps)
        return true;
    const auto next = spaceEnd(m_at);
    if (dress == Dress::Sized && at(next) == '"') {
        m_at = next;
        read = sizedText(read.text.toLongLong());
        return true;
    }
    read = {Kind::LeftOut, {}, {}}; // the text ends before it
    const auto opening = m_input.sliced(next, std::min<qsizetype>(30, m_input.size() - next)).indexOf('{');
    if (opening >= 0) { // behind it, perhaps, PHP's "#30 (3)"
        m_at = next + opening + 1;
        read = container('{', false);
        read.kind = read.members.empty() ? Kind::Array : read.kind;
    }
    return true;
}

PrintedValue PrintedParser::sizedText(qsizetype size)
{
    const auto left = m_input.size() - m_at - 1;
    const auto length = std::clamp<qsizetype>(size, 0, left);
    const auto text = m_input.sliced(m_at + 1, length).toByteArray();
    m_result.isCut = m_result.isCut || size > left;
    m_at += length + (size < left ? 2 : 1);
    return {Kind::Text, text, {}, size > left};
}

// Candidate(…) is an object, protos.Candidate({…}) the one in it, Map(2) {…} the one behind it,
// datetime.datetime(…) a mere text.
PrintedValue PrintedParser::call(QByteArrayView name, qsizetype start)
{
    ++m_at;
    PrintedValue read = container('(', false);
    if (!isClassName(name) && m_depth > 0)
        return {Kind::Text, m_input.sliced(start, std::min(m_at - start, longestOpening)).toByteArray(), {}};
    takeOnly(read);
    const char opener = at(m_at) == ' ' ? at(m_at + 1) : '\0';
    if (read.kind == Kind::Number && (opener == '{' || opener == '[')) {
        m_at += 2;
        read = container(opener, opener == '[');
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
        read.isCut = text.isCut;
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

// <FinishReason.SAFETY: 'SAFETY'>, <FinishReason.SAFETY: 3>, something shortened, or an object of Ruby's.
bool PrintedParser::angle(PrintedValue& read)
{
    const auto pathEnd = wordEnd(m_at + 1);
    if (m_input.sliced(m_at + 1, pathEnd - m_at - 1).contains("::"))
        return rubyObject(read);
    const auto inside = rest(longestOpening).sliced(1);
    const auto end = inside.indexOf('>');
    const auto lineEnd = inside.indexOf('\n');
    if (end < 0 || (lineEnd >= 0 && lineEnd < end))
        return false;
    m_at += end + 2;
    const char opener = at(m_at + 1);
    if (inside.startsWith("ref *") && (opener == '{' || opener == '[')) { // Node: it comes back further in
        m_at += 2;
        read = container(opener, opener == '[');
        return true;
    }
    read = angleValue(inside.first(end));
    return true;
}

// #<Gemini::Candidate:0x0001 @index=0, …>, #<struct Candidate index=0>, <Google::Candidate: index: 0, …>
bool PrintedParser::rubyObject(PrintedValue& read)
{
    m_at += here() == '#' ? 2 : 1;
    m_at = wordEnd(m_at);
    if (here() == ':' && at(m_at + 1) != ' ')
        m_at = wordEnd(m_at + 1); // the address
    else if (here() == ' ' && nameAt(m_at + 1).text.isEmpty())
        m_at = wordEnd(m_at + 1); // the structure's name
    m_at += here() == ':' ? 1 : 0;
    read = container('<', false);
    return true;
}

} // namespace safelight
