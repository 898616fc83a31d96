#pragma once

#include "ui/history/historysource.h"

namespace safelight {

class SessionHistory;

// The history panel's attempts are those of the open session.
class SessionSource final : public HistorySource
{
public:
    explicit SessionSource(SessionHistory& history) // outlives it
        : m_history(history)
    { }

    void find(const HistoryQuery& query, QObject* context, FoundThen then) override;
    void summaries(const QList<qint64>& ids, QObject* context, SummariesThen then) override;
    void filterValues(QObject* context, ValuesThen then) override;
    void setMark(const QList<qint64>& ids, int mark) override;
    void setStarred(const QList<qint64>& ids, bool starred) override;
    void setTags(const QList<qint64>& ids, const QStringList& tags) override;
    void addTag(const QList<qint64>& ids, const QString& tag) override;
    void removeTag(const QList<qint64>& ids, const QString& tag) override;
    void setComment(const QList<qint64>& ids, const QString& comment) override;
    void rename(const QList<qint64>& ids, const QString& title) override;
    void remove(const QList<qint64>& ids) override;
    void restoreRemoved(const QList<qint64>& ids) override;

private:
    SessionHistory& m_history;
};

} // namespace safelight
