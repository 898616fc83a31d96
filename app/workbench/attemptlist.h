#pragma once

#include "app/workbench/memoryrows.h"

#include <QHash>

namespace safelight {

// The attempts of the open session as the list shows them, and those that no session keeps: these have
// negative ids, or an answer that could not be written, and live as long as the program.
class AttemptList final
{
public:
    const QList<AttemptSummary>& summaries() const { return m_summaries; } // newest first
    void reset(const QList<AttemptSummary>& summaries); // forgets what is not kept, too
    void resetKept(const QList<AttemptSummary>& summaries); // what is in memory stays there
    void put(const AttemptSummary& summary); // new, or in the place of the one with its id

    int nextNumber() const;
    qint64 nextUnkeptId() { return --m_lastUnkeptId; }
    void keepInMemory(const Attempt& attempt);
    const Attempt* inMemory(qint64 id) const; // null: the session has it
    QList<MemoryRow> memoryRows() const; // all that are in memory, newest first
    struct Unkept
    {
        Attempt attempt;
        QByteArray thumbnail;
    };
    // Oldest first: those that never were in a session, and those whose session lacks their answer.
    QList<Unkept> unkept() const;
    QList<Unkept> unwritten() const;
    void leaveMemory(qint64 id); // the session has it now

private:
    QList<Unkept> endedInMemory(bool inSession) const;

    QList<AttemptSummary> m_summaries;
    QHash<qint64, Attempt> m_inMemory;
    qint64 m_lastUnkeptId = 0;
};

} // namespace safelight
