#include "app/workbench/sessionnotes.h"

#include "app/session/sessionstore.h"
#include "app/workbench/sessionuse.h"

namespace safelight {

SessionNotes::SessionNotes(const SessionUse& use, QObject* parent)
    : QObject(parent)
    , m_use(use)
{ }

void SessionNotes::change(const QList<qint64>& ids, const Change& work, Signal signal)
{
    QList<qint64> kept = ids;
    if (kept.removeIf([](qint64 id) { return id < 0; }) > 0)
        emit problemOccurred(tr("An attempt that is only in memory cannot be marked, named or deleted. Open "
                                "a session that can "
                                "be written to: it is kept there."),
                             {});
    if (!m_use.thread() || kept.isEmpty())
        return;
    m_use.thread()->run(
        this, [kept, work](SessionStore& store) { return work(store, kept); },
        m_use.ifStillOpen<Result<Done>>([this, kept, signal](const Result<Done>& done) {
            if (done)
                emit(this->*signal)(kept);
            else
                emit problemOccurred(tr("This couldn’t be kept: %1").arg(done.error().message),
                                     done.error().detail);
        }));
}

void SessionNotes::setMark(const QList<qint64>& ids, int mark)
{
    change(
        ids, [mark](SessionStore& store, const QList<qint64>& of) { return store.notes().setMark(of, mark); },
        &SessionNotes::changed);
}

void SessionNotes::setStarred(const QList<qint64>& ids, bool starred)
{
    change(
        ids,
        [starred](SessionStore& store, const QList<qint64>& of) {
            return store.notes().setStarred(of, starred);
        },
        &SessionNotes::changed);
}

void SessionNotes::setTags(const QList<qint64>& ids, const QStringList& tags)
{
    change(
        ids,
        [tags](SessionStore& store, const QList<qint64>& of) {
            return store.notes().changeTags(of, [tags](const QStringList&) { return tags; });
        },
        &SessionNotes::changed);
}

void SessionNotes::addTag(const QList<qint64>& ids, const QString& tag)
{
    change(
        ids,
        [tag](SessionStore& store, const QList<qint64>& of) {
            return store.notes().changeTags(
                of, [tag](const QStringList& tags) { return tags + QStringList {tag}; });
        },
        &SessionNotes::changed);
}

void SessionNotes::removeTag(const QList<qint64>& ids, const QString& tag)
{
    const QString folded = tag.toCaseFolded();
    change(
        ids,
        [folded](SessionStore& store, const QList<qint64>& of) {
            return store.notes().changeTags(of, [folded](QStringList tags) {
                tags.removeIf([&](const QString& t) { return t.toCaseFolded() == folded; });
                return tags;
            });
        },
        &SessionNotes::changed);
}

void SessionNotes::setComment(const QList<qint64>& ids, const QString& comment)
{
    change(
        ids,
        [comment](SessionStore& store, const QList<qint64>& of) {
            return store.notes().setComment(of, comment);
        },
        &SessionNotes::changed);
}

void SessionNotes::rename(const QList<qint64>& ids, const QString& title)
{
    change(
        ids,
        [title](SessionStore& store, const QList<qint64>& of) { return store.notes().setTitle(of, title); },
        &SessionNotes::changed);
}

void SessionNotes::remove(const QList<qint64>& ids)
{
    change(
        ids, [](SessionStore& store, const QList<qint64>& of) { return store.notes().setRemoved(of, true); },
        &SessionNotes::removed);
}

void SessionNotes::restoreRemoved(const QList<qint64>& ids)
{
    change(
        ids, [](SessionStore& store, const QList<qint64>& of) { return store.notes().setRemoved(of, false); },
        &SessionNotes::restored);
}

} // namespace safelight
