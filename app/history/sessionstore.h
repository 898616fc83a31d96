#pragma once

#include "app/base/result.h"
#include "app/history/attempt.h"

#include <memory>

namespace safelight {

// One session in one SQLite file (WAL, application id, schema version). Pictures are kept once, by SHA-256,
// wherever they occur in prompts, request bodies or answers. Not thread-safe: use it on the thread that
// opened it.
class SessionStore
{
public:
    // Opens or creates. A file that is no session, is damaged, or was written by a newer version stays
    // untouched and the error says so in a sentence. Attempts left as Sending by a dead process become
    // Interrupted.
    static Result<std::unique_ptr<SessionStore>> open(const QString& path);
    ~SessionStore();

    QString path() const;
    // Newest first.
    Result<QList<AttemptSummary>> summaries() const;
    // Without response and verdict: the caller reads rawAnswer again.
    Result<Attempt> load(qint64 id) const;
    // Written before the request goes out: gives it id and number.
    Result<Attempt> begin(Attempt attempt);
    // Written when it ended; `thumbnail` is a PNG or empty.
    Result<Done> complete(const Attempt& attempt, const QByteArray& thumbnail);
    // What stands in the editor, so that a crash loses nothing.
    Result<Done> saveDraft(const Prompt& draft);
    Result<std::optional<Prompt>> loadDraft() const;

private:
    SessionStore();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
