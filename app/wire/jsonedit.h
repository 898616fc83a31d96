#pragma once

#include "app/wire/jsonoutline.h"

#include <QList>

#include <map>
#include <set>

namespace safelight {

// Changes to a JSON text. What is not named keeps its bytes, white space included; what is inserted takes the
// white space of its neighbour.
class JsonEdit
{
public:
    explicit JsonEdit(const JsonOutline& outline)
        : m_outline(outline)
    { }

    void replace(int node, const QByteArray& json);
    void remove(int node); // with its key and one comma
    // An element, or a member with its key, before that sibling or at the end. Those before one sibling
    // stay in the order of the calls.
    void insert(int parent, const QByteArray& json, int before = noNode);
    bool isEmpty() const { return m_touched.empty(); }
    QByteArray result() const;

private:
    void touch(int node);
    void write(int node, QByteArray& out) const;
    void writeContainer(int node, QByteArray& out) const;

    const JsonOutline& m_outline;
    std::map<int, QByteArray> m_replaced;
    std::set<int> m_removed;
    std::map<std::pair<int, int>, QList<QByteArray>> m_inserted; // by parent and sibling
    std::set<int> m_touched; // what was changed, and all around it
};

} // namespace safelight
