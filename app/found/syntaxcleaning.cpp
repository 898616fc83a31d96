#include "app/found/syntaxcleaning.h"

#include "app/wire/jsonkind.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <algorithm>
#include <vector>

using Token = safelight::JsonScanner::Token;

namespace safelight {

namespace {

// Behind the text that begins at `at` with a quote; a raw line break ends it, as JSON has none in texts.
qsizetype textEnd(const QByteArray& text, qsizetype at)
{
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (text.at(i) == '\\')
            ++i;
        else if (text.at(i) == '"')
            return i + 1;
        else if (text.at(i) == '\n')
            return i;
    }
    return text.size();
}

// How many bytes at `at`, outside texts, are no part of JSON: a comment, dots, an escaped line feed.
qsizetype extraAt(const QByteArray& text, qsizetype at, qsizetype lastCommentEnd)
{
    const auto rest = QByteArrayView(text).sliced(at);
    if (rest.startsWith("//") && (at == 0 || text.at(at - 1) != ':')) {
        const auto end = text.indexOf('\n', at);
        return (end < 0 ? text.size() : end) - at;
    }
    if (rest.startsWith("/*") && at + 2 <= lastCommentEnd)
        return text.indexOf("*/", at + 2) + 2 - at;
    if (rest.startsWith("..."))
        return 3;
    if (rest.startsWith("\u2026"))
        return 3;
    return rest.startsWith("\\n") || rest.startsWith("\\t") || rest.startsWith("\\r") ? 2 : 0;
}

// Writes a text as it is but for commas that separate nothing.
class CommaFilter
{
public:
    explicit CommaFilter(qsizetype size) { m_result.reserve(size); }

    void append(char c)
    {
        if (c == ',' && (m_last == ',' || m_last == '[' || m_last == '{'))
            return;
        if ((c == '}' || c == ']') && m_last == ',')
            m_result[m_place] = ' ';
        m_result += c;
        note(c);
    }
    void append(QByteArrayView text)
    {
        m_result += text;
        note('"');
    }
    QByteArray take() { return std::move(m_result); }

private:
    void note(char c)
    {
        if (json::isSpace(c))
            return;
        m_last = c;
        m_place = m_result.size() - 1;
    }

    QByteArray m_result;
    char m_last = '\0'; // that is not white space
    qsizetype m_place = 0; // of it
};

// Spaces that every line but the first begins with.
qsizetype commonIndent(const QByteArray& text)
{
    qsizetype indent = -1;
    for (auto at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        auto end = at + 1;
        while (end < text.size() && text.at(end) == ' ')
            ++end;
        if (end < text.size() && text.at(end) != '\n')
            indent = indent < 0 ? end - at - 1 : std::min(indent, end - at - 1);
    }
    return std::max<qsizetype>(indent, 0);
}

} // namespace

QByteArray withoutExtras(const QByteArray& text)
{
    CommaFilter filter(text.size());
    const auto lastCommentEnd = text.lastIndexOf("*/");
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i) == '"') {
            const auto end = textEnd(text, i);
            filter.append(QByteArrayView(text).sliced(i, end - i));
            i = end;
        } else if (const auto extra = extraAt(text, i, lastCommentEnd); extra > 0) {
            i += extra;
        } else {
            filter.append(text.at(i++));
        }
    }
    QByteArray result = filter.take();
    return result == text ? QByteArray() : result;
}

QByteArray withoutEscapes(const QByteArray& text)
{
    const auto at = text.indexOf("\\\"");
    if (at < 0)
        return {};
    return json::unescaped(text).toUtf8();
}

QByteArray withJoinedLines(const QByteArray& text)
{
    const auto indent = commonIndent(text);
    QByteArray result;
    result.reserve(text.size());
    qsizetype depth = 0;
    bool isText = false;
    bool isJoined = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (isText && c == '\n') {
            isJoined = true;
            for (qsizetype spaces = 0; spaces < indent && i + 1 < text.size() && text.at(i + 1) == ' ';
                 ++spaces)
                ++i;
            continue;
        }
        result += c;
        if (isText && c == '\\' && i + 1 < text.size() && text.at(i + 1) != '\n')
            result += text.at(++i);
        else if (c == '"' && depth > 0)
            isText = !isText;
        else if (!isText && (c == '{' || c == '['))
            ++depth;
        else if (!isText && (c == '}' || c == ']'))
            depth = std::max<qsizetype>(0, depth - 1);
    }
    return isJoined ? result : QByteArray();
}

QByteArray closedJson(QByteArrayView cut)
{
    JsonScanner scanner(cut);
    std::vector<char> open;
    qsizetype whole = 0;
    std::size_t depth = 0;
    for (auto token = scanner.next(); token != Token::Broken && token != Token::End; token = scanner.next()) {
        if (token == Token::ObjectBegin || token == Token::ArrayBegin)
            open.push_back(token == Token::ObjectBegin ? '}' : ']');
        else if (token == Token::ObjectEnd || token == Token::ArrayEnd)
            open.pop_back();
        if (token == Token::Key)
            continue;
        whole = scanner.position();
        depth = open.size();
    }
    if (whole == 0 || open.empty())
        return {};
    QByteArray closed = cut.first(whole).toByteArray();
    for (auto i = depth; i > 0; --i)
        closed += open.at(i - 1);
    return closed;
}

} // namespace safelight
