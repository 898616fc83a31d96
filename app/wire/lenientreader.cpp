#include "app/wire/lenientreader.h"

#include "app/wire/jsonkind.h"
#include "app/wire/jsonscanner.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || uchar(c) >= 0x80;
}

bool isNameCharacter(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '.';
}

// What other languages call the words of JSON; null for any other word.
const char* wordOfJson(QByteArrayView name)
{
    static constexpr std::pair<std::string_view, const char*> words[] {
        {"true", "true"}, {"false", "false"},    {"null", "null"},  {"True", "true"},    {"False", "false"},
        {"None", "null"}, {"undefined", "null"}, {"$true", "true"}, {"$false", "false"}, {"$null", "null"}};
    const auto it = std::ranges::find(words, std::string_view(name.data(), std::size_t(name.size())),
                                      &std::pair<std::string_view, const char*>::first);
    return it == std::end(words) ? nullptr : it->second;
}

} // namespace

// Spaces stay as they are, comments go.
bool LenientReader::space()
{
    while (!atEnd()) {
        const char c = at(0);
        if (json::isSpace(c)) {
            m_out += c;
            ++m_at;
        } else if (QByteArrayView nbsp("\xC2\xA0"); m_text.sliced(m_at).startsWith(nbsp)) {
            m_out += ' '; // as web pages have it
            m_at += nbsp.size();
            slip(JsonSlip::Code);
        } else if (c == '#' || (c == '/' && at(1) == '/')) {
            const qsizetype end = m_text.indexOf('\n', m_at);
            m_at = end < 0 ? m_text.size() : end;
            slip(JsonSlip::Comments);
        } else if (c == '/' && at(1) == '*') {
            const qsizetype end = m_text.indexOf("*/", m_at + 2);
            if (end < 0)
                return fail(m_at,
                            QT_TRANSLATE_NOOP("LenientJson", "the comment that begins here never ends"));
            m_at = end + 2;
            slip(JsonSlip::Comments);
        } else {
            break;
        }
    }
    return true;
}

bool LenientReader::value(int depth)
{
    if (depth > deepestLenientJson)
        return fail(m_at, QT_TRANSLATE_NOOP("LenientJson", "this is nested more than %1 levels deep"),
                    QString::number(deepestLenientJson));
    return space() && plainValue(depth);
}

bool LenientReader::plainValue(int depth)
{
    const char c = at(0);
    if (c == '{')
        return object(depth);
    if (c == '[')
        return array(depth);
    if (c == '(')
        return group(depth);
    if (isText())
        return texts(m_isGrouped);
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
        return number();
    if (isNameStart(c))
        return word(depth);
    return fail(m_at,
                atEnd() ? QT_TRANSLATE_NOOP("LenientJson", "the text ends where a value should follow")
                        : QT_TRANSLATE_NOOP("LenientJson", "a value should follow, not %1"),
                seen(m_at));
}

// Behind a member or an element: a comma or the end. A comma before the end goes.
bool LenientReader::afterItem(char close, bool& isOver)
{
    if (!space())
        return false;
    isOver = at(0) == close;
    if (isOver)
        return true;
    if (at(0) != ',')
        return fail(m_at,
                    atEnd()
                        ? QT_TRANSLATE_NOOP("LenientJson", "the text ends where “,” or “%1” should follow")
                        : QT_TRANSLATE_NOOP("LenientJson", "“,” or “%1” should follow, not %2"),
                    QString(QChar::fromLatin1(close)));
    const qsizetype comma = m_out.size();
    m_out += ',';
    ++m_at;
    if (!space())
        return false;
    isOver = at(0) == close;
    if (isOver) {
        m_out.remove(comma, 1);
        slip(JsonSlip::TrailingCommas);
    }
    return true;
}

bool LenientReader::object(int depth)
{
    const bool grouped = std::exchange(m_isGrouped, false);
    m_out += '{';
    ++m_at;
    if (!space())
        return false;
    for (bool isOver = at(0) == '}'; !isOver;) {
        if (!member(depth) || !afterItem('}', isOver))
            return false;
    }
    m_out += '}';
    ++m_at;
    m_isGrouped = grouped;
    return true;
}

bool LenientReader::member(int depth)
{
    const qsizetype from = m_at;
    const qsizetype written = m_out.size();
    if (!key() || !space())
        return false;
    if (at(0) == ':') {
        m_out += ':';
        ++m_at;
        return value(depth + 1);
    }
    // {text} of JavaScript and {$text} of jq are the name and what it stands for.
    const QByteArrayView bare = m_text.sliced(from, m_at - from).trimmed();
    const auto known = isNameStart(bare.isEmpty() ? '"' : bare.front()) && m_names.valueOf
        ? m_names.valueOf(bare)
        : std::nullopt;
    if (known && (at(0) == ',' || at(0) == '}')) {
        m_out.truncate(written);
        m_out += '"' + (bare.startsWith('$') ? bare.sliced(1) : bare).toByteArray() + "\":" + *known;
        slip(JsonSlip::Code);
        return true;
    }
    return fail(m_at,
                atEnd() ? QT_TRANSLATE_NOOP("LenientJson", "the text ends where “:” should follow")
                        : QT_TRANSLATE_NOOP("LenientJson", "“:” should follow, not %1"),
                seen(m_at));
}

bool LenientReader::key()
{
    if (isText())
        return texts(false);
    if (at(0) == '[') { // a computed name of JavaScript, if it is a text
        ++m_at;
        slip(JsonSlip::Code);
        if (!isText() || !texts(false))
            return fail(m_at, QT_TRANSLATE_NOOP("LenientJson", "a name should follow, not %1"), seen(m_at));
        ++m_at;
        return true;
    }
    const QByteArrayView bare = name();
    if (bare.isEmpty())
        return fail(m_at,
                    atEnd() ? QT_TRANSLATE_NOOP("LenientJson", "the text ends where a name should follow")
                            : QT_TRANSLATE_NOOP("LenientJson", "a name should follow, not %1"),
                    seen(m_at));
    m_out += '"' + bare.toByteArray() + '"';
    slip(JsonSlip::Quotes);
    return true;
}

bool LenientReader::array(int depth)
{
    const bool grouped = std::exchange(m_isGrouped, false);
    const qsizetype from = m_out.size();
    m_out += '[';
    ++m_at;
    if (!space())
        return false;
    for (bool isOver = at(0) == ']'; !isOver;) {
        if (!value(depth + 1) || !afterItem(']', isOver))
            return false;
    }
    m_out += ']';
    ++m_at;
    m_isGrouped = grouped;
    return !m_text.sliced(m_at).startsWith(".join(") || joinedList(from);
}

// ['one', 'two'].join('\n'), as this program's own JavaScript has it.
bool LenientReader::joinedList(qsizetype from)
{
    const qsizetype begin = m_at;
    m_at += 6;
    const qsizetype separator = m_out.size();
    if (!space() || !isText() || !texts(false) || !space() || at(0) != ')')
        return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "“join” should have a text in brackets"));
    ++m_at;
    const auto with = QJsonDocument::fromJson('[' + m_out.sliced(separator) + ']').array().at(0).toString();
    QStringList all;
    const auto list = QJsonDocument::fromJson(m_out.sliced(from, separator - from)).array();
    for (const auto& item : list)
        all.append(item.toString());
    m_out.truncate(from);
    const QJsonArray joined {all.join(with)};
    m_out += QJsonDocument(joined).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
    slip(JsonSlip::Code);
    return true;
}

bool LenientReader::group(int depth)
{
    const bool grouped = std::exchange(m_isGrouped, true);
    const qsizetype begin = m_at;
    ++m_at;
    slip(JsonSlip::Code);
    if (!value(depth + 1) || !space())
        return false;
    if (at(0) != ')')
        return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "the bracket that opens here is not closed"));
    ++m_at;
    m_isGrouped = grouped;
    return true;
}

bool LenientReader::number()
{
    const qsizetype begin = m_at;
    while (isNameCharacter(at(0)) || at(0) == '-' || at(0) == '+')
        ++m_at;
    QByteArray digits = m_text.sliced(begin, m_at - begin).toByteArray();
    if (JsonScanner scanner(digits);
        scanner.next() == JsonScanner::Token::Scalar && scanner.next() == JsonScanner::Token::End) {
        m_out += digits;
        return true;
    }
    // ".5", "5." and "+1" are numbers elsewhere.
    slip(JsonSlip::Code);
    if (digits.startsWith('+'))
        digits.remove(0, 1);
    if (digits.startsWith('.'))
        digits.prepend('0');
    if (digits.endsWith('.'))
        digits.chop(1);
    JsonScanner scanner(digits);
    if (scanner.next() != JsonScanner::Token::Scalar || scanner.next() != JsonScanner::Token::End)
        return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "%1 is not a number"), seen(begin));
    m_out += digits;
    return true;
}

QByteArrayView LenientReader::name()
{
    const qsizetype begin = m_at;
    if (!isNameStart(at(0)))
        return {};
    while (isNameCharacter(at(0)))
        ++m_at;
    return m_text.sliced(begin, m_at - begin);
}

bool LenientReader::word(int depth)
{
    const qsizetype begin = m_at;
    const QByteArrayView bare = name();
    if (const char* known = wordOfJson(bare)) {
        m_out += known;
        if (bare != QByteArrayView(known))
            slip(JsonSlip::Words);
        return true;
    }
    slip(JsonSlip::Code);
    if (at(0) == '(')
        return call(bare, depth);
    if (const auto known = m_names.valueOf ? m_names.valueOf(bare) : std::nullopt) {
        m_out += *known;
        return true;
    }
    return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "%1 has no quotes around it and is not a value"),
                seen(begin));
}

QByteArray LenientReader::ownValue(int depth, bool& isRead)
{
    QByteArray before = std::exchange(m_out, {});
    isRead = value(depth + 1);
    return std::exchange(m_out, std::move(before)).trimmed();
}

bool LenientReader::argument(LenientCall& call, int depth)
{
    const qsizetype begin = m_at;
    const QByteArrayView bare = name();
    const qsizetype end = m_at;
    while (json::isSpace(at(0)))
        ++m_at;
    bool isRead = false;
    if (!bare.isEmpty() && at(0) == '=' && at(1) != '=') {
        ++m_at;
        const QByteArray given = ownValue(depth, isRead);
        call.named.append({m_text.sliced(begin, end - begin).toByteArray(), given});
        return isRead;
    }
    m_at = begin;
    call.values.append(ownValue(depth, isRead));
    return isRead;
}

bool LenientReader::call(QByteArrayView name, int depth)
{
    const qsizetype begin = m_at - name.size();
    const bool grouped = std::exchange(m_isGrouped, true); // Python needs no "+" in here either
    const qsizetype written = m_out.size();
    LenientCall made {name, {}, {}};
    ++m_at;
    if (!space())
        return false;
    for (bool isOver = at(0) == ')'; !isOver;) {
        if (!argument(made, depth) || !afterItem(')', isOver))
            return false;
    }
    ++m_at;
    m_isGrouped = grouped;
    m_out.truncate(written);
    const auto known = m_names.callOf ? m_names.callOf(made) : std::nullopt;
    if (!known)
        return fail(begin, QT_TRANSLATE_NOOP("LenientJson", "%1 is code, which is not run"), seen(begin));
    m_out += *known;
    return true;
}

// What stands there, for a sentence: one word of it.
QString LenientReader::seen(qsizetype at) const
{
    constexpr qsizetype most = 24;
    const QString ahead = QString::fromUtf8(m_text.sliced(at, std::min(most * 4, m_text.size() - at)));
    qsizetype end = 0;
    while (end < std::min(most, ahead.size())
           && (ahead.at(end).isLetterOrNumber() || u"_$.-"_s.contains(ahead.at(end))))
        ++end;
    return u'“' + ahead.left(std::max<qsizetype>(end, 1)) + u'”';
}

bool LenientReader::fail(qsizetype at, const char* sentence, const QString& what)
{
    if (m_problem)
        return false;
    m_problem = sentence;
    m_problemAt = at;
    m_problemWhat = what;
    return false;
}

Error LenientReader::problem() const
{
    QString sentence = QCoreApplication::translate("LenientJson", m_problem ? m_problem : "");
    if (sentence.contains(u"%2"_s))
        sentence = sentence.arg(m_problemWhat, seen(m_problemAt));
    else if (sentence.contains(u"%1"_s))
        sentence = sentence.arg(m_problemWhat);
    return {Error::Code::Parse,
            QCoreApplication::translate("LenientJson", "This is not valid JSON: at %1, %2.")
                .arg(placeInText(m_text, m_problemAt), sentence)};
}

} // namespace safelight
