#include "app/workbench/unkeptattempts.h"

#include <algorithm>

namespace safelight {

void UnkeptAttempts::put(const Attempt& attempt, const QByteArray& thumbnail)
{
    MemoryRow row {attempt, summaryOf(attempt)};
    row.summary.thumbnail = thumbnail;
    const auto known = std::ranges::find_if(
        m_rows, [&attempt](const MemoryRow& old) { return old.summary.id == attempt.id; });
    if (known != m_rows.end()) {
        *known = row;
        return;
    }
    const auto later = std::ranges::find_if(
        m_rows, [&attempt](const MemoryRow& old) { return old.summary.number < attempt.number; });
    m_rows.insert(later, row);
}

void UnkeptAttempts::remove(qint64 id)
{
    m_rows.removeIf([id](const MemoryRow& row) { return row.summary.id == id; });
}

const Attempt* UnkeptAttempts::find(qint64 id) const
{
    const auto found =
        std::ranges::find_if(m_rows, [id](const MemoryRow& row) { return row.summary.id == id; });
    return found == m_rows.end() ? nullptr : &found->attempt;
}

QList<UnkeptAttempt> UnkeptAttempts::ended(bool inSession) const
{
    QList<UnkeptAttempt> list;
    for (const MemoryRow& row : m_rows) {
        if (row.isKept() == inSession && row.attempt.state != AttemptState::Sending)
            list.prepend({row.attempt, row.summary.thumbnail});
    }
    return list;
}

} // namespace safelight
