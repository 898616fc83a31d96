#include "app/workbench/workbenchprivate.h"

// Answers that came and that the session could not take: the disk was full, or another program kept it
// locked.
namespace safelight {

void Workbench::Private::writeAgain(const std::shared_ptr<SessionThread>& into,
                                    const QList<AttemptList::Unkept>& answers)
{
    if (!into || answers.isEmpty())
        return;
    into->run(
        &q,
        [answers](SessionStore& store) -> Result<QSet<qint64>> {
            QSet<qint64> written;
            for (const auto& [attempt, thumbnail] : answers) {
                if (store.complete(attempt, thumbnail))
                    written.insert(attempt.id);
            }
            return written;
        },
        [this, from = into.get(), answers](const Result<QSet<qint64>>& written) {
            if (from == session.get()) {
                noteWritten(answers, *written);
                return;
            }
            QList<AttemptList::Unkept> left;
            for (auto [attempt, thumbnail] : answers) {
                if (written->contains(attempt.id))
                    continue;
                attempt.id = attempts.nextUnkeptId();
                left.append({attempt, thumbnail});
            }
            keepEarlier(left);
        });
}

void Workbench::Private::noteWritten(const QList<AttemptList::Unkept>& answers, const QSet<qint64>& written)
{
    for (const auto& [attempt, thumbnail] : answers) {
        if (written.contains(attempt.id))
            attempts.leaveMemory(attempt.id);
    }
    if (!written.isEmpty())
        history.noteChanged(written.values());
}

} // namespace safelight
