#pragma once

#include "app/workbench/memoryrows.h"

#include <QList>

namespace safelight {

// An attempt with its list picture.
struct UnkeptAttempt
{
    Attempt attempt;
    QByteArray thumbnail;
};

// The attempts that no session keeps: these have negative ids, or an answer that could not be written, and
// live as long as the program.
class UnkeptAttempts final
{
public:
    qint64 nextId() { return --m_lastId; }
    void put(const Attempt& attempt, const QByteArray& thumbnail = {}); // new, or in the place of the same id
    void remove(qint64 id); // a session has it now
    void clear() { m_rows.clear(); }
    const Attempt* find(qint64 id) const; // null: it is not among them
    QList<MemoryRow> rows() const { return m_rows; } // newest first
    // Oldest first, without those still being sent: those that never were in a session, and those whose
    // session lacks their answer.
    QList<UnkeptAttempt> unkept() const { return ended(false); }
    QList<UnkeptAttempt> unwritten() const { return ended(true); }

private:
    QList<UnkeptAttempt> ended(bool inSession) const;

    QList<MemoryRow> m_rows;
    qint64 m_lastId = 0;
};

} // namespace safelight
