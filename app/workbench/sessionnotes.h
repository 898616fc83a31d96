#pragma once

#include "app/base/result.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace safelight {

class SessionStore;
class SessionUse;

// What the user makes of the open session's attempts. One of the signals follows each order; attempts that
// are only in memory cannot be noted anything about: problemOccurred().
class SessionNotes final : public QObject
{
    Q_OBJECT

public:
    explicit SessionNotes(const SessionUse& use, QObject* parent = nullptr);

    void setMark(const QList<qint64>& ids, int mark); // 0 none, to 9
    void setStarred(const QList<qint64>& ids, bool starred);
    void setTags(const QList<qint64>& ids, const QStringList& tags); // in place of those it has
    void addTag(const QList<qint64>& ids, const QString& tag);
    void removeTag(const QList<qint64>& ids, const QString& tag);
    void setComment(const QList<qint64>& ids, const QString& comment);
    void rename(const QList<qint64>& ids, const QString& title); // empty: shows its prompt again
    // Not shown any more, and gone for good when the session is compacted.
    void remove(const QList<qint64>& ids);
    void restoreRemoved(const QList<qint64>& ids);

signals:
    void changed(const QList<qint64>& ids);
    void removed(const QList<qint64>& ids);
    void restored(const QList<qint64>& ids);
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    using Change = std::function<Result<Done>(SessionStore&, const QList<qint64>&)>;
    using Signal = void (SessionNotes::*)(const QList<qint64>&);
    void change(const QList<qint64>& ids, const Change& work, Signal kept);

    const SessionUse& m_use;
};

} // namespace safelight
