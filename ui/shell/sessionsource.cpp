#include "ui/shell/sessionsource.h"

#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionnotes.h"

namespace safelight {

void SessionSource::find(const HistoryQuery& query, QObject* context, FoundThen then)
{
    m_history.find(query, context, std::move(then));
}

void SessionSource::summaries(const QList<qint64>& ids, QObject* context, SummariesThen then)
{
    m_history.summaries(ids, context, std::move(then));
}

void SessionSource::filterValues(QObject* context, ValuesThen then)
{
    m_history.filterValues(context, std::move(then));
}

void SessionSource::setMark(const QList<qint64>& ids, int mark)
{
    m_history.notes().setMark(ids, mark);
}

void SessionSource::setStarred(const QList<qint64>& ids, bool starred)
{
    m_history.notes().setStarred(ids, starred);
}

void SessionSource::setTags(const QList<qint64>& ids, const QStringList& tags)
{
    m_history.notes().setTags(ids, tags);
}

void SessionSource::addTag(const QList<qint64>& ids, const QString& tag)
{
    m_history.notes().addTag(ids, tag);
}

void SessionSource::removeTag(const QList<qint64>& ids, const QString& tag)
{
    m_history.notes().removeTag(ids, tag);
}

void SessionSource::setComment(const QList<qint64>& ids, const QString& comment)
{
    m_history.notes().setComment(ids, comment);
}

void SessionSource::rename(const QList<qint64>& ids, const QString& title)
{
    m_history.notes().rename(ids, title);
}

void SessionSource::remove(const QList<qint64>& ids)
{
    m_history.notes().remove(ids);
}

void SessionSource::restoreRemoved(const QList<qint64>& ids)
{
    m_history.notes().restoreRemoved(ids);
}

} // namespace safelight
