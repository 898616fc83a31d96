#include "app/wire/fieldlist.h"

#include "app/wire/eventstreamparser.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using Token = safelight::JsonScanner::Token;

namespace safelight {

namespace {

constexpr qsizetype textLimit = 2000; // characters of a value shown
constexpr qsizetype base64Limit = 64;
constexpr qsizetype foldLimit = 200; // characters of base64 in pretty JSON
constexpr qsizetype pathDepth = 64; // deeper, a path says nothing more and only costs
constexpr qsizetype pathLimit = 1000; // characters
constexpr qsizetype keyLimit = 200; // bytes
constexpr int indentDepth = 64;

bool isBase64Character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
        || c == '-' || c == '_' || c == '=' || c == '\\';
}

// Long and without a space or a sentence's dot at its beginning: data and not words.
bool looksLikeBase64(QByteArrayView quoted)
{
    return quoted.size() > foldLimit
        && std::ranges::all_of(quoted.first(foldLimit), [](char c) { return isBase64Character(c); });
}

bool looksLikeEventStream(QByteArrayView text)
{
    for (const QByteArrayView start : {"data:", "event:", "id:", "retry:", ":"}) {
        if (text.startsWith(start))
            return true;
    }
    return false;
}

// Where the listing stands, as "candidates[0].content".
class Path
{
public:
    void open(bool object, const QString& root)
    {
        m_levels.push_back({object, -1, m_levels.empty() ? root : current()});
    }
    // Answers the path of what is closed.
    QString close()
    {
        QString own = m_levels.back().prefix;
        m_levels.pop_back();
        return own;
    }
    void setKey(const QString& key) { m_key = key; }
    void beginValue()
    {
        if (!m_levels.empty() && !m_levels.back().object)
            ++m_levels.back().index;
    }
    QString current() const
    {
        if (m_levels.empty())
            return {};
        const auto& level = m_levels.back();
        if (qsizetype(m_levels.size()) > pathDepth || level.prefix.size() > pathLimit)
            return level.prefix;
        if (!level.object)
            return level.prefix + u'[' + QString::number(level.index) + u']';
        return level.prefix.isEmpty() ? m_key : level.prefix + u'.' + m_key;
    }

private:
    struct Level
    {
        bool object = false;
        int index = -1;
        QString prefix;
    };
    std::vector<Level> m_levels;
    QString m_key;
};

class Lister
{
public:
    explicit Lister(int limit)
        : m_limit(limit)
    { }

    void list(QByteArrayView json, const QString& root);
    void addPlain(const QString& path, QByteArrayView text);
    bool isFull() const { return m_fields.size() >= m_limit; }
    QList<Field> take() { return std::move(m_fields); }

private:
    void addScalar(const QString& path, QByteArrayView token);
    void addText(const QString& path, QByteArrayView quoted);
    void addEmpty(const QString& path, Token token);

    QList<Field> m_fields;
    int m_limit;
};

void Lister::list(QByteArrayView json, const QString& root)
{
    JsonScanner scanner(json);
    Path path;
    Token before = Token::End;
    while (!isFull()) {
        const auto token = scanner.next();
        if (token == Token::End || token == Token::Broken)
            return;
        if (token == Token::Key) {
            const auto quoted = json::quotedOf(scanner.text());
            path.setKey(json::unescaped(quoted.first(std::min(quoted.size(), keyLimit))));
        } else if (token == Token::Scalar) {
            path.beginValue();
            addScalar(scanner.depth() == 0 ? root : path.current(), scanner.text());
        } else if (token == Token::ObjectBegin || token == Token::ArrayBegin) {
            path.beginValue();
            path.open(token == Token::ObjectBegin, root);
        } else {
            const QString own = path.close();
            if (before == Token::ObjectBegin || before == Token::ArrayBegin)
                addEmpty(own, token);
        }
        before = token;
    }
}

void Lister::addScalar(const QString& path, QByteArrayView token)
{
    Field field;
    field.path = path;
    switch (json::kindOf(token)) {
    case json::Kind::Text:
        addText(path, json::quotedOf(token));
        return;
    case json::Kind::Bool:
        field.kind = Field::Kind::Bool;
        break;
    case json::Kind::Null:
        field.kind = Field::Kind::Null;
        break;
    default:
        field.kind = Field::Kind::Number;
        break;
    }
    field.value = QString::fromUtf8(token.first(std::min(token.size(), textLimit)));
    field.length = token.size() > textLimit ? token.size() : 0;
    m_fields.append(field);
}

void Lister::addText(const QString& path, QByteArrayView quoted)
{
    Field field;
    field.path = path;
    if (looksLikeBase64(quoted)) {
        field.value = QString::fromLatin1(quoted.first(base64Limit));
        field.length = quoted.size();
    } else {
        // A character is at most six bytes of JSON (\u0000), so this much holds all that is shown.
        const auto start = quoted.first(std::min(quoted.size(), textLimit * 12));
        const QString text = json::unescaped(start);
        const bool cut = text.size() > textLimit;
        field.value = text.left(textLimit);
        if (cut)
            field.length = start.size() == quoted.size() ? text.size() : json::unescaped(quoted).size();
    }
    m_fields.append(field);
}

void Lister::addPlain(const QString& path, QByteArrayView text)
{
    const QString plain = QString::fromUtf8(text);
    m_fields.append(
        {path, plain.left(textLimit), Field::Kind::Text, plain.size() > textLimit ? plain.size() : 0});
}

void Lister::addEmpty(const QString& path, Token token)
{
    Field field;
    field.path = path;
    field.kind = token == Token::ObjectEnd ? Field::Kind::EmptyObject : Field::Kind::EmptyArray;
    m_fields.append(field);
}

// Indents one JSON document; invalid ones come back as they are.
class Printer
{
public:
    // None when it is no JSON.
    std::optional<QByteArray> print(QByteArrayView json);

private:
    void printValue(QByteArrayView token);
    void newLine(qsizetype depth);

    QByteArray m_out;
};

std::optional<QByteArray> Printer::print(QByteArrayView json)
{
    JsonScanner scanner(json);
    Token before = Token::End;
    bool afterValue = false; // a comma is due before the next item
    while (true) {
        const auto token = scanner.next();
        if (token == Token::Broken)
            return {};
        if (token == Token::End)
            return std::move(m_out);
        const bool ends = token == Token::ObjectEnd || token == Token::ArrayEnd;
        const bool begins = token == Token::ObjectBegin || token == Token::ArrayBegin;
        const bool isEmpty = ends && (before == Token::ObjectBegin || before == Token::ArrayBegin);
        if (!ends && afterValue)
            m_out += ',';
        if (before != Token::Key && before != Token::End && !isEmpty)
            newLine(scanner.depth() - (begins ? 1 : 0));
        if (token == Token::Key)
            m_out.append(scanner.text()).append(": ");
        else if (token == Token::Scalar)
            printValue(scanner.text());
        else
            m_out += json.at(scanner.position() - 1);
        afterValue = ends || token == Token::Scalar;
        before = token;
    }
}

void Printer::printValue(QByteArrayView token)
{
    const auto quoted = json::quotedOf(token);
    if (!looksLikeBase64(quoted)) {
        m_out += token;
        return;
    }
    QString size = QString::number(quoted.size());
    for (qsizetype at = size.size() - 3; at > 0; at -= 3)
        size.insert(at, QChar(0x202F)); // a narrow space, which no country reads as a fraction
    m_out += '"';
    m_out += quoted.first(base64Limit);
    m_out += QCoreApplication::translate("FieldList", "… %1 characters …").arg(size).toUtf8();
    m_out += quoted.last(8);
    m_out += '"';
}

void Printer::newLine(qsizetype depth)
{
    m_out += '\n';
    m_out.append(2 * std::min<qsizetype>(depth, indentDepth), ' ');
}

} // namespace

QList<Field> listFields(const QByteArray& bytes, int limit)
{
    Lister lister(limit);
    const auto text = json::sourceOf(bytes).text;
    if (text.isEmpty())
        return {};
    if (text.front() == '{' || text.front() == '[') {
        lister.list(text, text.front() == '[' ? u"chunk"_s : QString());
    } else if (looksLikeEventStream(text)) {
        int chunk = 0;
        const auto tail = EventStreamParser::readAll(text, [&](QByteArrayView data) {
            if (!lister.isFull())
                lister.list(data, u"chunk[%1]"_s.arg(chunk++));
        });
        if (!lister.isFull() && !tail.trimmed().isEmpty())
            lister.list(json::trimmed({tail, 0}).text, u"tail"_s);
    } else if (!lister.isFull()) {
        lister.addPlain(text.front() == '<' ? u"page"_s : u"text"_s, text);
    }
    return lister.take();
}

QByteArray prettyAnswer(const QByteArray& bytes)
{
    const auto text = json::sourceOf(bytes).text;
    if (text.isEmpty())
        return bytes;
    if (text.front() == '{' || text.front() == '[')
        return Printer().print(text).value_or(bytes);
    if (!looksLikeEventStream(text))
        return bytes;
    QByteArray pretty;
    const auto tail = EventStreamParser::readAll(text, [&](QByteArrayView data) {
        pretty += "data: ";
        pretty += Printer().print(data).value_or(data.toByteArray());
        pretty += "\n\n";
    });
    if (!tail.trimmed().isEmpty())
        pretty += Printer().print(json::trimmed({tail, 0}).text).value_or(tail);
    return pretty.isEmpty() ? bytes : pretty; // comments only
}

} // namespace safelight
