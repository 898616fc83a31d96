#include "app/workbench/opensession.h"

#include "app/workbench/sessionhistory.h"

// What becomes of attempts: in the session that is open, in one that was, or in none yet, because the disk
// was full, the file was gone, or another program kept it locked.
namespace safelight {

namespace {

Result<Done> takeOneInto(SessionStore& store, Attempt& attempt, const QByteArray& thumbnail)
{
    const auto begun = store.begin(attempt);
    if (!begun)
        return begun.error();
    attempt.id = begun->id;
    attempt.number = begun->number;
    return store.complete(attempt, thumbnail);
}

} // namespace

void OpenSession::noteBegun(const Thread& into, const Attempt& attempt, bool isKept)
{
    if (into != m_thread)
        return;
    m_lastNumber = std::max(m_lastNumber, attempt.number);
    if (!isKept)
        m_unkept.put(attempt);
    const AttemptSummary summary = summaryOf(attempt);
    emit summaryChanged(summary);
    m_parts.history.noteAdded(summary);
}

void OpenSession::noteEnded(const Thread& into, const AttemptEnding& ending)
{
    if (into != m_thread) { // another session was opened meanwhile
        if (ending.isKept)
            return;
        Attempt attempt = ending.attempt;
        attempt.id = m_unkept.nextId();
        takeIn({{attempt, ending.thumbnail}});
        return;
    }
    if (!ending.isKept)
        m_unkept.put(ending.attempt, ending.thumbnail);
    AttemptSummary summary = summaryOf(ending.attempt);
    summary.thumbnail = ending.thumbnail;
    emit summaryChanged(summary);
    m_parts.history.noteChanged({summary.id});
    if (ending.isKept)
        writeAgain(m_thread, m_unkept.unwritten());
}

void OpenSession::takeIn(const QList<UnkeptAttempt>& attempts)
{
    if (attempts.isEmpty())
        return;
    if (!m_thread) {
        listTaken({m_lastNumber, attempts, {}});
        return;
    }
    m_thread->run(
        this, [attempts](SessionStore& store) -> Result<TakenIn> { return takeInto(store, attempts); },
        [this, into = m_thread.get()](const Result<TakenIn>& taken) {
            if (taken->error)
                say(*taken->error);
            if (into == m_thread.get())
                listTaken(*taken);
            else
                takeIn(taken->left); // another session was opened meanwhile
        });
}

OpenSession::TakenIn OpenSession::takeInto(SessionStore& store, const QList<UnkeptAttempt>& attempts)
{
    TakenIn taken;
    QHash<qint64, qint64> ids; // what they were and are
    for (auto [attempt, thumbnail] : attempts) {
        const qint64 before = attempt.id;
        attempt.parent = ids.value(attempt.parent); // 0: it is not in this session
        const auto kept = taken.error ? Result<Done>(*taken.error) : takeOneInto(store, attempt, thumbnail);
        ids.insert(before, attempt.id);
        if (kept) {
            taken.lastNumber = attempt.number;
            continue;
        }
        taken.error = kept.error();
        taken.left.append({attempt, thumbnail});
    }
    return taken;
}

void OpenSession::listTaken(const TakenIn& taken)
{
    m_lastNumber = std::max(m_lastNumber, taken.lastNumber);
    for (auto [attempt, thumbnail] : taken.left) {
        // What was begun in this session already has its place there.
        if (attempt.id <= 0)
            attempt.number = nextNumber();
        m_unkept.put(attempt, thumbnail);
    }
    m_parts.history.noteReset();
}

void OpenSession::writeAgain(const Thread& into, const QList<UnkeptAttempt>& answers)
{
    if (!into || answers.isEmpty())
        return;
    into->run(
        this,
        [answers](SessionStore& store) -> Result<QSet<qint64>> {
            QSet<qint64> written;
            for (const auto& [attempt, thumbnail] : answers) {
                if (store.complete(attempt, thumbnail))
                    written.insert(attempt.id);
            }
            return written;
        },
        [this, from = into.get(), answers](const Result<QSet<qint64>>& written) {
            if (from == m_thread.get()) {
                noteWritten(answers, *written);
                return;
            }
            QList<UnkeptAttempt> left;
            for (auto [attempt, thumbnail] : answers) {
                if (written->contains(attempt.id))
                    continue;
                attempt.id = m_unkept.nextId();
                left.append({attempt, thumbnail});
            }
            takeIn(left);
        });
}

void OpenSession::noteWritten(const QList<UnkeptAttempt>& answers, const QSet<qint64>& written)
{
    for (const auto& [attempt, thumbnail] : answers) {
        if (written.contains(attempt.id))
            m_unkept.remove(attempt.id);
    }
    if (!written.isEmpty())
        m_parts.history.noteChanged(written.values());
}

} // namespace safelight
