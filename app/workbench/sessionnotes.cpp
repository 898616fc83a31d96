#include "app/workbench/historyindexing.h"
#include "app/workbench/sessionhistory_p.h"

// What the user makes of attempts.
namespace safelight {

void SessionHistory::Private::change(const QList<qint64>& ids, const Change& work, Changed changed)
{
    QList<qint64> kept = ids;
    if (kept.removeIf([](qint64 id) { return id < 0; }) > 0)
        emit q.problemOccurred(
            SessionHistory::tr("An attempt that is only in memory cannot be marked, named or deleted. Open "
                               "a session that can be written to: it is kept there."),
            {});
    if (!session || kept.isEmpty())
        return;
    session->run(
        &q, [kept, work](SessionStore& store) { return work(store, kept); },
        ifStillOpen<Result<Done>>([this, kept, changed](const Result<Done>& done) {
            if (done)
                emit(q.*changed)(kept);
            else
                emit q.problemOccurred(
                    SessionHistory::tr("This could not be kept: %1").arg(done.error().message),
                    done.error().detail);
        }));
}

void SessionHistory::setMark(const QList<qint64>& ids, int mark)
{
    d->change(
        ids, [mark](SessionStore& store, const QList<qint64>& of) { return store.setMark(of, mark); },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::setStarred(const QList<qint64>& ids, bool starred)
{
    d->change(
        ids,
        [starred](SessionStore& store, const QList<qint64>& of) { return store.setStarred(of, starred); },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::setTags(const QList<qint64>& ids, const QStringList& tags)
{
    d->change(
        ids,
        [tags](SessionStore& store, const QList<qint64>& of) {
            return store.changeTags(of, [tags](const QStringList&) { return tags; });
        },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::addTag(const QList<qint64>& ids, const QString& tag)
{
    d->change(
        ids,
        [tag](SessionStore& store, const QList<qint64>& of) {
            return store.changeTags(of, [tag](const QStringList& tags) { return tags + QStringList {tag}; });
        },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::removeTag(const QList<qint64>& ids, const QString& tag)
{
    const QString folded = tag.toCaseFolded();
    d->change(
        ids,
        [folded](SessionStore& store, const QList<qint64>& of) {
            return store.changeTags(of, [folded](QStringList tags) {
                tags.removeIf([&](const QString& t) { return t.toCaseFolded() == folded; });
                return tags;
            });
        },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::setComment(const QList<qint64>& ids, const QString& comment)
{
    d->change(
        ids,
        [comment](SessionStore& store, const QList<qint64>& of) { return store.setComment(of, comment); },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::rename(const QList<qint64>& ids, const QString& title)
{
    d->change(
        ids, [title](SessionStore& store, const QList<qint64>& of) { return store.setTitle(of, title); },
        &SessionHistory::attemptsChanged);
}

void SessionHistory::remove(const QList<qint64>& ids)
{
    d->change(
        ids, [](SessionStore& store, const QList<qint64>& of) { return store.setRemoved(of, true); },
        &SessionHistory::attemptsRemoved);
}

void SessionHistory::restoreRemoved(const QList<qint64>& ids)
{
    d->change(
        ids, [](SessionStore& store, const QList<qint64>& of) { return store.setRemoved(of, false); },
        &SessionHistory::attemptsRestored);
}

void SessionHistory::Private::beginFilling()
{
    fill(knownModels(parts.models()), 0);
}

// One batch, and then the next behind whatever was asked meanwhile.
void SessionHistory::Private::fill(const KnownModels& models, int before)
{
    session->run(
        &q, [models](SessionStore& store) { return indexBatch(store, models); },
        ifStillOpen<Result<int>>([this, models, before](const Result<int>& done) {
            // What cannot be written now (a full disk) is tried again at the next open.
            if (done && *done > 0)
                fill(models, before + *done);
            else if (before > 0)
                emit q.reset();
        }));
}

} // namespace safelight
