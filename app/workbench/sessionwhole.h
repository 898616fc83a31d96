#pragma once

#include "app/base/result.h"
#include "app/wholesession/historyaccounts.h"

#include <QObject>

#include <functional>

namespace safelight {

class HistoryTask;
class SessionUse;

// What is done with the open session as a whole. Callbacks run on this thread, unless their `context` is
// gone.
class SessionWhole final : public QObject
{
    Q_OBJECT

public:
    template<typename Value>
    using Then = std::function<void(const Value&)>;

    SessionWhole(const SessionUse& use, std::function<void()> saveDraft, QObject* parent = nullptr);

    qint64 size() const; // bytes on the disk, with what SQLite keeps beside the file; 0: none is open
    // Consistent, while the session is used. Never over an existing file.
    HistoryTask* saveCopy(const QString& path, QObject* context, Then<Result<Done>> then);
    // Takes the attempts of another session, which stays as it is, after the ones here; merged() follows.
    HistoryTask* merge(const QString& path, QObject* context, Then<Result<MergeAccount>> then);
    HistoryTask* compact(QObject* context, Then<Result<CompactAccount>> then);
    // As much as can be read of a damaged session, which stays as it is, into a new file. Needs no open one.
    HistoryTask* recover(const QString& path, const QString& copyPath, QObject* context,
                         Then<Result<RecoveryAccount>> then);
    void cancel(); // nobody waits for what is under way

signals:
    void merged(); // the session that is open has other attempts

private:
    const SessionUse& m_use;
    const std::function<void()> m_saveDraft;
};

} // namespace safelight
