#include "app/session/storednotes.h"

namespace safelight {

Result<Done> StoredNotes::setMark(const QList<qint64>& ids, int mark) const
{
    return m_keep([&](const Connection& connection) { return keepMark(connection, ids, mark); });
}

Result<Done> StoredNotes::setStarred(const QList<qint64>& ids, bool starred) const
{
    return m_keep([&](const Connection& connection) { return keepStarred(connection, ids, starred); });
}

Result<Done> StoredNotes::setTitle(const QList<qint64>& ids, const QString& title) const
{
    return m_keep([&](const Connection& connection) { return keepTitle(connection, ids, title); });
}

Result<Done> StoredNotes::setComment(const QList<qint64>& ids, const QString& comment) const
{
    return m_keep([&](const Connection& connection) { return keepComment(connection, ids, comment); });
}

Result<Done> StoredNotes::changeTags(const QList<qint64>& ids, const TagChange& change) const
{
    return m_keep(
        [&](const Connection& connection) { return safelight::changeTags(connection, ids, change); });
}

Result<Done> StoredNotes::setRemoved(const QList<qint64>& ids, bool removed) const
{
    return m_keep([&](const Connection& connection) { return keepRemoved(connection, ids, removed); });
}

} // namespace safelight
