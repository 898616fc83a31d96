#include "app/workbench/workbenchprivate.h"

#include "app/base/clock.h"
#include "app/base/files.h"
#include "app/sending/attemptreading.h"
#include "app/workbench/importedanswer.h"

#include <QFileInfo>

namespace safelight {

namespace {

constexpr qint64 answerFileLimit = 256LL * 1024 * 1024; // as `safelight inspect` (headless.md)

} // namespace

void Workbench::Private::keepImported(const ImportedAnswer& read)
{
    ImportedAnswer imported = read;
    // A recording may hold the request, too; whether a picture was asked for is part of the verdict.
    if (isRequestKnown(imported.attempt))
        judgeAgain(imported.attempt, readingContext(imported.attempt.prompt.model));
    ImportedAnswer numbered = imported;
    numbered.attempt.id = attempts.nextUnkeptId();
    numbered.attempt.number = attempts.nextNumber();
    if (!session) {
        attempts.keepInMemory(numbered.attempt);
        noteImported(numbered);
        return;
    }
    session->run(
        &q,
        [imported](SessionStore& store) -> Result<Attempt> {
            auto begun = store.begin(imported.attempt);
            if (!begun)
                return begun;
            Attempt kept = imported.attempt;
            kept.id = begun->id;
            kept.number = begun->number;
            if (const auto done = store.complete(kept, imported.thumbnail); !done)
                return done.error();
            return kept;
        },
        [this, numbered, into = session.get()](const Result<Attempt>& kept) mutable {
            if (into != session.get())
                return; // it is in the session that was open then
            if (kept) {
                numbered.attempt = *kept;
            } else {
                emit q.problemOccurred(
                    Workbench::tr("The answer is shown but could not be kept: %1").arg(kept.error().message),
                    kept.error().detail);
                attempts.keepInMemory(numbered.attempt);
            }
            noteImported(numbered);
        });
}

void Workbench::Private::noteImported(const ImportedAnswer& imported)
{
    AttemptSummary summary = summaryOf(imported.attempt);
    summary.thumbnail = imported.thumbnail;
    attempts.put(summary);
    emit q.summaryChanged(summary);
    history.noteAdded(summary);
    ++showRound;
    emit q.attemptShown(imported.attempt);
}

void Workbench::readAnswer(const QByteArray& bytes, const QString& source, QObject* context,
                           std::function<void(const ImportedAnswer&)> then)
{
    inBackground(
        context,
        [bytes, source, now = d->parts.clock.now(), prices = d->prices()] {
            return importAnswer(bytes, source, now, prices);
        },
        [then = std::move(then)](const ImportedAnswer& imported) { then(imported); });
}

void Workbench::readAnswerFile(const QString& path, QObject* context,
                               std::function<void(const Result<ImportedAnswer>&)> then)
{
    inBackground(
        context,
        [path, now = d->parts.clock.now(), prices = d->prices()]() -> Result<ImportedAnswer> {
            const auto bytes = readFile(path, answerFileLimit);
            if (!bytes)
                return bytes.error();
            return importAnswer(*bytes, QFileInfo(path).fileName(), now, prices);
        },
        [then = std::move(then)](const Result<ImportedAnswer>& read) { then(read); });
}

void Workbench::keepImported(const ImportedAnswer& imported)
{
    d->keepImported(imported);
}

} // namespace safelight
