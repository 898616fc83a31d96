#include "app/workbench/attemptlist.h"

#include <algorithm>

namespace safelight {

void AttemptList::reset(const QList<AttemptSummary>& summaries)
{
    m_summaries = summaries;
    m_inMemory.clear();
}

void AttemptList::resetKept(const QList<AttemptSummary>& summaries)
{
    const QList<MemoryRow> rows = memoryRows();
    m_summaries = summaries;
    std::for_each(rows.crbegin(), rows.crend(), [this](const MemoryRow& row) { put(row.summary); });
}

void AttemptList::put(const AttemptSummary& summary)
{
    // Almost always among the first.
    const auto known = std::find_if(m_summaries.begin(), m_summaries.end(),
                                    [&](const AttemptSummary& s) { return s.id == summary.id; });
    if (known == m_summaries.end())
        m_summaries.prepend(summary);
    else
        *known = summary;
}

int AttemptList::nextNumber() const
{
    return m_summaries.isEmpty() ? 1 : m_summaries.first().number + 1;
}

void AttemptList::keepInMemory(const Attempt& attempt)
{
    m_inMemory.insert(attempt.id, attempt);
}

const Attempt* AttemptList::inMemory(qint64 id) const
{
    const auto found = m_inMemory.constFind(id);
    return found == m_inMemory.constEnd() ? nullptr : &*found;
}

QList<MemoryRow> AttemptList::memoryRows() const
{
    QList<MemoryRow> rows;
    if (m_inMemory.isEmpty())
        return rows;
    for (const AttemptSummary& summary : m_summaries) {
        if (const Attempt* attempt = inMemory(summary.id))
            rows.append({*attempt, summary});
    }
    return rows;
}

QList<AttemptList::Unkept> AttemptList::endedInMemory(bool inSession) const
{
    QList<Unkept> list;
    for (const AttemptSummary& summary : m_summaries) {
        const Attempt* attempt = (summary.id > 0) == inSession ? inMemory(summary.id) : nullptr;
        if (attempt && attempt->state != AttemptState::Sending)
            list.prepend({*attempt, summary.thumbnail});
    }
    return list;
}

QList<AttemptList::Unkept> AttemptList::unkept() const
{
    return endedInMemory(false);
}

QList<AttemptList::Unkept> AttemptList::unwritten() const
{
    return endedInMemory(true);
}

void AttemptList::leaveMemory(qint64 id)
{
    m_inMemory.remove(id);
}

} // namespace safelight
