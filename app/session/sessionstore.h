#pragma once

#include "app/base/result.h"
#include "app/cost/ledger.h"
#include "app/session/attempt.h"
#include "app/session/storednotes.h"

#include <memory>
#include <optional>

namespace safelight {

class Connection;

// One session in one SQLite file (WAL, application id, schema version). Pictures are kept once, by SHA-256,
// wherever they occur in prompts, request bodies or answers. Not thread-safe: use it on the thread that
// opened it.
class SessionStore
{
public:
    // A larger thumbnail is not kept.
    static constexpr qsizetype thumbnailLimit = 8192;
    // summaries() brings the thumbnails of this many, summaries(ids) all.
    static constexpr int listedThumbnails = 2000;

    struct Options
    {
        qint64 maximumBytes = 0; // the file may not grow beyond; 0: as large as the disk allows
    };

    // Opens or creates. A file that is not a session, is damaged, or was written by a newer version stays
    // untouched and the error says so in a sentence. Attempts left as Sending by a dead process become
    // Interrupted.
    static Result<std::unique_ptr<SessionStore>> open(const QString& path, const Options& options);
    static Result<std::unique_ptr<SessionStore>> open(const QString& path) { return open(path, Options()); }
    ~SessionStore();

    QString path() const;
    // Newest first.
    Result<QList<AttemptSummary>> summaries() const { return newest(0); }
    Result<QList<AttemptSummary>> newest(int count) const; // 0: all
    // What the attempts used, deleted ones too: their money is spent.
    Result<Ledger> ledger() const;
    // In the order asked, with thumbnails; removed ones are left out.
    Result<QList<AttemptSummary>> summaries(const QList<qint64>& ids) const;
    // Attempts of older programs that indexAttempts() has not seen yet, oldest first.
    Result<QList<qint64>> unindexed(int count) const;
    // Their stage, categories and text, from the attempts read again.
    Result<Done> indexAttempts(const QList<Attempt>& read);

    StoredNotes notes(); // what the user makes of attempts

    // Without response and verdict: the caller reads rawAnswer again.
    Result<Attempt> load(qint64 id) const;
    // Whatever is written: when the file is not there any more, isSessionFileGone() of the error.
    // Written before the request goes out: gives it id and number.
    Result<Attempt> begin(Attempt attempt);
    // A piece of its answer, as it arrives; `soFar` is what is known of the exchange by then. With `isFirst`
    // in the place of what an earlier try brought.
    Result<Done> keepArrived(const Attempt& soFar, const QByteArray& piece, bool isFirst);
    // Written when it ended, once, and only by the store that began it; `thumbnail` is a PNG or empty.
    Result<Done> complete(const Attempt& attempt, const QByteArray& thumbnail);
    // What stands in the editor, so that a crash loses nothing. Each store has its own: two windows on one
    // session leave each other's alone.
    Result<Done> saveDraft(const Prompt& draft);
    // This store's draft; before it has one, the newest that another left when it was closed, or lost when it
    // crashed. From then on that is this store's.
    Result<std::optional<Prompt>> loadDraft();

    // Brings the log into the file as far as nobody is in the way, so that the file alone is a whole copy.
    // Waits for nobody.
    void checkpoint();

    const Connection& connection() const; // for what is done with the session as a whole

private:
    SessionStore();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
