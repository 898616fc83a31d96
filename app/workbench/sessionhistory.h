#pragma once

#include "app/base/result.h"
#include "app/cost/ledger.h"
#include "app/find/historyquery.h"
#include "app/sending/attemptreading.h"
#include "app/session/attempt.h"
#include "app/workbench/memoryrows.h"

#include <QObject>

#include <functional>
#include <memory>

namespace safelight {

class SessionNotes;
class SessionThread;
class SessionWhole;

// What the history takes from the workbench, all of it on the interface thread.
struct HistoryParts
{
    std::function<ReadingContext(const QString& model)> reading;
    std::function<QList<ModelInfo>()> models;
    std::function<void()> saveDraft;
    std::function<const Attempt*(qint64 id)> held; // an attempt that is in memory; null: the session has it
    std::function<QList<MemoryRow>()> memoryRows; // those that no session keeps whole, newest first
};

// The open session's attempts: found, loaded, marked, removed.
// Everything happens off the interface thread. Callbacks run on the interface thread, unless their `context`
// is gone or another session was opened by then; with find(), also unless a later find() of the
// same context overtook it.
class SessionHistory final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionHistory)

public:
    template<typename Value>
    using Then = std::function<void(const Value&)>;

    explicit SessionHistory(HistoryParts parts, QObject* parent = nullptr);
    ~SessionHistory() override;

    // In a long session `then` gets the newest attempts first (HistoryIndex::complete is false), and then
    // all. Attempts that are only in memory are among them, and the only ones while no session is open.
    void find(const HistoryQuery& query, QObject* context, Then<Result<HistoryIndex>> then);
    // Rows in view, with thumbnails; in the order asked, without those that are not there any more.
    void summaries(const QList<qint64>& ids, QObject* context, Then<Result<QList<AttemptSummary>>> then);
    // Whole attempts, read again (response, verdict, billing), in the order asked. Fails when one is missing.
    void attempts(const QList<qint64>& ids, QObject* context, Then<Result<QList<Attempt>>> then);
    void filterValues(QObject* context, Then<Result<FilterValues>> then);

    // What the session's attempts used; ask again after reset().
    void ledger(QObject* context, Then<Result<Ledger>> then);

    SessionNotes& notes(); // changes them; one of the signals follows
    SessionWhole& whole();

    // For the workbench: what happened to the session. A null thread: none is open.
    void setSession(const std::shared_ptr<SessionThread>& session);
    void noteAdded(const AttemptSummary& summary);
    void noteChanged(const QList<qint64>& ids);
    void noteReset();

signals:
    void attemptAdded(const safelight::AttemptSummary& summary);
    void attemptsChanged(const QList<qint64>& ids); // also when an answer came
    void attemptsRemoved(const QList<qint64>& ids);
    void attemptsRestored(const QList<qint64>& ids);
    void reset(); // another session, or one with other attempts: find() again
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
