#pragma once

#include <QtGlobal>

#include <vector>

namespace safelight {

// Some of a session's attempts, or all but some.
class IdSet final
{
public:
    static IdSet all() { return IdSet({}, true); }
    static IdSet of(std::vector<qint64> ids); // in any order

    IdSet inverted() const { return IdSet(m_ids, !m_others); }
    bool contains(qint64 id) const;
    bool isAll() const { return m_others && m_ids.empty(); }

    friend IdSet operator&(const IdSet& a, const IdSet& b);
    friend IdSet operator|(const IdSet& a, const IdSet& b)
    {
        return (a.inverted() & b.inverted()).inverted();
    }

private:
    IdSet(std::vector<qint64> ids, bool others)
        : m_ids(std::move(ids))
        , m_others(others)
    { }

    std::vector<qint64> m_ids; // ascending, each once
    bool m_others = false; // all but these
};

} // namespace safelight
