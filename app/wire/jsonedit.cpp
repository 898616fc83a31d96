#include "app/wire/jsonedit.h"

namespace safelight {

void JsonEdit::replace(int node, const QByteArray& json)
{
    m_replaced[node] = json;
    touch(node);
}

void JsonEdit::remove(int node)
{
    m_removed.insert(node);
    touch(node);
}

void JsonEdit::insert(int parent, const QByteArray& json, int before)
{
    m_inserted[{parent, before}].append(json);
    touch(parent);
}

void JsonEdit::touch(int node)
{
    for (int at = node; at != noNode && m_touched.insert(at).second;)
        at = m_outline[at].parent;
}

QByteArray JsonEdit::result() const
{
    const QByteArrayView json = m_outline.json();
    if (isEmpty())
        return json.toByteArray();
    QByteArray out;
    out.reserve(json.size() + 1024);
    out += json.first(m_outline[rootNode].begin);
    write(rootNode, out);
    out += json.sliced(m_outline[rootNode].end);
    return out;
}

void JsonEdit::write(int node, QByteArray& out) const
{
    if (const auto replaced = m_replaced.find(node); replaced != m_replaced.end())
        out += replaced->second;
    else if (m_touched.count(node))
        writeContainer(node, out);
    else
        out += m_outline.bytes(node);
}

// Each child has the white space before it as its own.
void JsonEdit::writeContainer(int node, QByteArray& out) const
{
    const QByteArrayView json = m_outline.json();
    const auto& container = m_outline[node];
    bool isFirst = true;
    QByteArrayView lead;
    const auto separate = [&] {
        if (!std::exchange(isFirst, false))
            out += ',';
        out += lead;
    };
    const auto insertBefore = [&](int sibling) {
        const auto found = m_inserted.find({node, sibling});
        if (found == m_inserted.end())
            return;
        for (const auto& text : found->second) {
            separate();
            out += text;
        }
    };
    out += json.at(container.begin);
    qsizetype from = container.begin + 1;
    for (int child = container.first; child != noNode; child = m_outline[child].next) {
        const auto& each = m_outline[child];
        const qsizetype begin = each.keyBegin == noNode ? each.begin : each.keyBegin;
        lead = json.sliced(from, begin - from);
        insertBefore(child);
        from = each.end;
        if (!m_removed.count(child)) {
            separate();
            out += json.sliced(begin, each.begin - begin);
            write(child, out);
        }
        if (each.next == noNode)
            break;
        const qsizetype comma = json.indexOf(',', from);
        if (!m_removed.count(child))
            out += json.sliced(from, comma - from);
        from = comma + 1;
    }
    insertBefore(noNode);
    out += json.sliced(from, container.end - from);
}

} // namespace safelight
