#include "app/wire/jsonoutline.h"

#include "app/base/membernames.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error brokenJson(QByteArrayView json, qsizetype position)
{
    const TextPlace place = placeIn(json, position);
    return {Error::Code::Parse,
            QCoreApplication::translate("RequestCodec", "This is not valid JSON: line %1, column %2.")
                .arg(place.line)
                .arg(place.column)};
}

} // namespace

Result<JsonOutline> JsonOutline::of(QByteArrayView json)
{
    using Token = JsonScanner::Token;
    if (json.size() > std::numeric_limits<int>::max())
        return Error {Error::Code::TooLarge,
                      QCoreApplication::translate("RequestCodec", "The request is too large.")};
    JsonOutline outline(json);
    JsonScanner scanner(json);
    int open = noNode;
    QByteArrayView key;
    for (auto token = scanner.next(); token != Token::End; token = scanner.next()) {
        const qsizetype at = scanner.position();
        if (token == Token::Broken)
            return brokenJson(json, at);
        if (token == Token::Key) {
            key = scanner.text();
        } else if (token == Token::ObjectEnd || token == Token::ArrayEnd) {
            Node& closed = outline.m_nodes[std::size_t(open)];
            closed.end = int(at);
            open = closed.parent;
        } else if (token == Token::Scalar) {
            const auto text = scanner.text();
            const int node = outline.add(open, json::kindOf(text), key, text.data() - json.data());
            outline.m_nodes[std::size_t(node)].end = int(at);
            key = {};
        } else {
            const auto kind = token == Token::ObjectBegin ? json::Kind::Object : json::Kind::Array;
            open = outline.add(open, kind, key, at - 1);
            key = {};
        }
    }
    return outline;
}

int JsonOutline::add(int parent, json::Kind kind, QByteArrayView key, qsizetype begin)
{
    const int added = int(m_nodes.size());
    Node& node = m_nodes.emplace_back();
    node.kind = kind;
    node.parent = parent;
    node.begin = int(begin);
    if (!key.isEmpty())
        node.keyBegin = int(key.data() - m_json.data());
    if (parent == noNode)
        return added;
    Node& holder = m_nodes[std::size_t(parent)];
    if (holder.last == noNode)
        holder.first = added;
    else
        m_nodes[std::size_t(holder.last)].next = added;
    holder.last = added;
    ++holder.children;
    return added;
}

QByteArrayView JsonOutline::bytes(int node) const
{
    const Node& that = (*this)[node];
    return m_json.sliced(that.begin, that.end - that.begin);
}

QByteArrayView JsonOutline::bytesWithKey(int node) const
{
    const Node& that = (*this)[node];
    const int begin = that.keyBegin == noNode ? that.begin : that.keyBegin;
    return m_json.sliced(begin, that.end - begin);
}

QString JsonOutline::key(int node) const
{
    const Node& that = (*this)[node];
    if (that.keyBegin == noNode)
        return {};
    const auto before = m_json.sliced(that.keyBegin, that.begin - that.keyBegin);
    return json::unescaped(before.sliced(1, before.lastIndexOf('"') - 1));
}

QString JsonOutline::text(int node) const
{
    return json::textOf(bytes(node));
}

bool JsonOutline::isNamed(int node, QByteArrayView camel) const
{
    return (*this)[node].keyBegin != noNode && camelCase(key(node)) == QLatin1StringView(camel);
}

int JsonOutline::find(int object, QByteArrayView camel) const
{
    int found = noNode;
    if (object == noNode || kind(object) != json::Kind::Object)
        return found;
    for (int child = (*this)[object].first; child != noNode; child = (*this)[child].next) {
        if (kind(child) != json::Kind::Null && isNamed(child, camel))
            found = child;
    }
    return found;
}

QList<int> JsonOutline::children(int node) const
{
    QList<int> all;
    if (node == noNode)
        return all;
    all.reserve((*this)[node].children);
    for (int child = (*this)[node].first; child != noNode; child = (*this)[child].next)
        all.append(child);
    return all;
}

TextPlace placeIn(QByteArrayView text, qsizetype position)
{
    const auto before = text.first(std::min(position, text.size()));
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    return {int(before.count('\n')) + 1, int(QString::fromUtf8(before.sliced(lineBegin)).size()) + 1};
}

std::optional<TextPlace> whereBroken(QByteArrayView json)
{
    JsonScanner scanner(json);
    while (scanner.next() != JsonScanner::Token::End) {
        if (scanner.token() == JsonScanner::Token::Broken)
            return placeIn(json, scanner.position());
    }
    return std::nullopt;
}

} // namespace safelight
