#pragma once

#include "app/base/result.h"
#include "app/find/historyquery.h"
#include "app/session/attempt.h"

#include <functional>

class QObject;

namespace safelight {

// Where the panel's attempts come from and what it can ask to be changed about them. Every answer comes
// later, on the caller's thread, and never when `context` is gone by then.
class HistorySource
{
public:
    HistorySource() = default;
    virtual ~HistorySource() = default;
    Q_DISABLE_COPY_MOVE(HistorySource)

    using FoundThen = std::function<void(const Result<HistoryIndex>&)>;
    using ValuesThen = std::function<void(const Result<FilterValues>&)>;
    using SummariesThen = std::function<void(const Result<QList<AttemptSummary>>&)>;
    virtual void find(const HistoryQuery& query, QObject* context, FoundThen then) = 0;
    // Of those that there are, in any order.
    virtual void summaries(const QList<qint64>& ids, QObject* context, SummariesThen then) = 0;
    virtual void filterValues(QObject* context, ValuesThen then) = 0;

    virtual void setMark(const QList<qint64>& ids, int mark) = 0; // 0: none; up to 9
    virtual void setStarred(const QList<qint64>& ids, bool starred) = 0;
    virtual void setTags(const QList<qint64>& ids, const QStringList& tags) = 0; // in place of those it has
    virtual void addTag(const QList<qint64>& ids, const QString& tag) = 0;
    virtual void removeTag(const QList<qint64>& ids, const QString& tag) = 0;
    virtual void setComment(const QList<qint64>& ids, const QString& comment) = 0;
    virtual void rename(const QList<qint64>& ids, const QString& title) = 0; // empty: shows its prompt
    virtual void remove(const QList<qint64>& ids) = 0;
    virtual void restoreRemoved(const QList<qint64>& ids) = 0;
};

} // namespace safelight
