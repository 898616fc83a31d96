#pragma once

#include "app/base/result.h"
#include "app/wire/jsonkind.h"

#include <vector>

namespace safelight {

// Nodes of an outline.
inline constexpr int noNode = -1;
inline constexpr int rootNode = 0;

// Where each value and member of a JSON text stands, so that one can be changed without touching the others.
// Flat, so that depth costs no stack. It looks into the bytes it was made of, which must outlive it.
class JsonOutline
{
public:
    struct Node
    {
        json::Kind kind = json::Kind::Broken;
        int parent = noNode;
        int next = noNode; // sibling
        int first = noNode; // child
        int last = noNode; // child
        int children = 0;
        int keyBegin = noNode; // at the opening quote
        int begin = 0;
        int end = 0; // behind the value
    };

    // Strict JSON with one value; else what is wrong and, in the detail, at which line and column.
    static Result<JsonOutline> of(QByteArrayView json);

    const Node& operator[](int node) const { return m_nodes[std::size_t(node)]; }
    json::Kind kind(int node) const { return node == noNode ? json::Kind::Null : (*this)[node].kind; }
    QByteArrayView json() const { return m_json; }
    // The value as it stands, from its first to its last byte; with its key when it has one.
    QByteArrayView bytes(int node) const;
    QByteArrayView bytesWithKey(int node) const;
    QString key(int node) const;
    // A text, its escapes resolved; anything else as it stands.
    QString text(int node) const;
    // Is it a member of this name, in camel or snake case?
    bool isNamed(int node, QByteArrayView camel) const;
    // The last member of that name that is not null, which is the one that services go by.
    int find(int object, QByteArrayView camel) const;
    QList<int> children(int node) const;

private:
    explicit JsonOutline(QByteArrayView json)
        : m_json(json)
    { }
    int add(int parent, json::Kind kind, QByteArrayView key, qsizetype begin);

    QByteArrayView m_json;
    std::vector<Node> m_nodes;
};

// "line 3, column 7", both counted from 1, columns in characters.
struct TextPlace
{
    int line = 1;
    int column = 1;

    friend bool operator==(const TextPlace&, const TextPlace&) = default;
};
TextPlace placeIn(QByteArrayView text, qsizetype position);
// Where strict JSON breaks; none: it is whole.
std::optional<TextPlace> whereBroken(QByteArrayView json);

} // namespace safelight
