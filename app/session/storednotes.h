#pragma once

#include "app/session/noterows.h"

namespace safelight {

// What the user makes of attempts, as a session keeps it: see noterows.h. Lives no longer than its store.
class StoredNotes
{
public:
    using Change = std::function<Result<Done>(const Connection&)>;
    // Keeps a change in one transaction.
    using Keep = std::function<Result<Done>(const Change&)>;

    explicit StoredNotes(Keep keep)
        : m_keep(std::move(keep))
    { }

    Result<Done> setMark(const QList<qint64>& ids, int mark) const;
    Result<Done> setStarred(const QList<qint64>& ids, bool starred) const;
    Result<Done> setTitle(const QList<qint64>& ids, const QString& title) const;
    Result<Done> setComment(const QList<qint64>& ids, const QString& comment) const;
    Result<Done> changeTags(const QList<qint64>& ids, const TagChange& change) const;
    Result<Done> setRemoved(const QList<qint64>& ids, bool removed) const;

private:
    Keep m_keep;
};

} // namespace safelight
