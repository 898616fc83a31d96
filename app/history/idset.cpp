#include "app/history/idset.h"

#include <algorithm>
#include <iterator>

namespace safelight {

IdSet IdSet::of(std::vector<qint64> ids)
{
    if (!std::is_sorted(ids.begin(), ids.end()))
        std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return IdSet(std::move(ids), false);
}

bool IdSet::contains(qint64 id) const
{
    return std::binary_search(m_ids.begin(), m_ids.end(), id) != m_others;
}

IdSet operator&(const IdSet& a, const IdSet& b)
{
    std::vector<qint64> ids;
    const auto out = std::back_inserter(ids);
    if (a.m_others && b.m_others)
        std::set_union(a.m_ids.begin(), a.m_ids.end(), b.m_ids.begin(), b.m_ids.end(), out);
    else if (a.m_others)
        std::set_difference(b.m_ids.begin(), b.m_ids.end(), a.m_ids.begin(), a.m_ids.end(), out);
    else if (b.m_others)
        std::set_difference(a.m_ids.begin(), a.m_ids.end(), b.m_ids.begin(), b.m_ids.end(), out);
    else
        std::set_intersection(a.m_ids.begin(), a.m_ids.end(), b.m_ids.begin(), b.m_ids.end(), out);
    return IdSet(std::move(ids), a.m_others && b.m_others);
}

} // namespace safelight
