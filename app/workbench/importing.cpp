#include "app/workbench/importing.h"

#include "app/base/clock.h"
#include "app/base/files.h"
#include "app/sending/attemptreading.h"
#include "app/workbench/opensession.h"
#include "app/workbench/pricedesk.h"

#include <QFileInfo>

namespace safelight {

namespace {

constexpr qint64 answerFileLimit = 256LL * 1024 * 1024; // as `safelight inspect` (headless.md)

Result<Attempt> keepIn(SessionStore& store, const ImportedAnswer& imported)
{
    auto begun = store.begin(imported.attempt);
    if (!begun)
        return begun;
    Attempt kept = imported.attempt;
    kept.id = begun->id;
    kept.number = begun->number;
    if (const auto done = store.complete(kept, imported.thumbnail); !done)
        return done.error();
    return kept;
}

} // namespace

Importing::Importing(OpenSession& session, PriceDesk& prices, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_prices(prices)
    , m_clock(clock)
{ }

void Importing::read(const QByteArray& bytes, const QString& source, QObject* context,
                     std::function<void(const ImportedAnswer&)> then)
{
    inBackground(
        context,
        [bytes, source, now = m_clock.now(), prices = m_prices.book()] {
            return importAnswer(bytes, source, now, prices);
        },
        [then = std::move(then)](const ImportedAnswer& imported) { then(imported); });
}

void Importing::readAll(const QByteArray& bytes, const QString& source, QObject* context,
                        std::function<void(const ImportedText&)> then)
{
    inBackground(
        context,
        [bytes, source, now = m_clock.now(), prices = m_prices.book()] {
            return importAnswers(bytes, source, now, prices);
        },
        [then = std::move(then)](const ImportedText& text) { then(text); });
}

void Importing::readFile(const QString& path, QObject* context,
                         std::function<void(const Result<ImportedText>&)> then)
{
    inBackground(
        context,
        [path, now = m_clock.now(), prices = m_prices.book()]() -> Result<ImportedText> {
            const auto bytes = safelight::readFile(path, answerFileLimit);
            if (!bytes)
                return bytes.error();
            return importAnswers(*bytes, QFileInfo(path).fileName(), now, prices);
        },
        [then = std::move(then)](const Result<ImportedText>& read) { then(read); });
}

void Importing::keep(const ImportedAnswer& read)
{
    ImportedAnswer imported = read;
    // A recording may hold the request, too; whether an image was asked for is part of the verdict.
    if (isRequestKnown(imported.attempt))
        judgeAgain(imported.attempt, m_prices.readingContext(imported.attempt.prompt.model));
    const auto into = m_session.thread();
    if (!into) {
        imported.attempt.id = m_session.unkept().nextId();
        imported.attempt.number = m_session.nextNumber();
        m_session.unkept().put(imported.attempt, imported.thumbnail);
        noteKept(imported);
        return;
    }
    m_session.hold(into);
    into->run(
        this, [imported](SessionStore& store) { return keepIn(store, imported); },
        [this, imported, into](const Result<Attempt>& kept) {
            const bool isOpen = into == m_session.thread();
            m_session.release(into);
            if (!kept && isOpen)
                noteUnkept(imported, kept.error());
            else if (!kept)
                moveOn(imported, into->path(), kept.error());
            else if (isOpen)
                noteKept({*kept, imported.thumbnail, imported.notes, imported.readable});
        });
}

void Importing::noteKept(const ImportedAnswer& imported)
{
    m_session.noteBegun(m_session.thread(), imported.attempt, true);
    AttemptSummary summary = summaryOf(imported.attempt);
    summary.thumbnail = imported.thumbnail;
    emit m_session.summaryChanged(summary);
    m_session.showNow(imported.attempt);
}

void Importing::noteUnkept(const ImportedAnswer& imported, const Error& why)
{
    emit problemOccurred(tr("The response is shown but couldn’t be kept: %1").arg(why.message), why.detail);
    ImportedAnswer left = imported;
    left.attempt.id = m_session.unkept().nextId();
    left.attempt.number = m_session.nextNumber();
    m_session.unkept().put(left.attempt, left.thumbnail);
    noteKept(left);
}

// Another session was opened while it was written, or none is open any more.
void Importing::moveOn(const ImportedAnswer& imported, const QString& from, const Error& why)
{
    emit problemOccurred(
        tr("“%1” couldn’t take the response, so it goes into the session that is open now: %2")
            .arg(QFileInfo(from).fileName(), why.message),
        why.detail);
    Attempt attempt = imported.attempt;
    attempt.id = m_session.unkept().nextId();
    m_session.takeIn({{attempt, imported.thumbnail}});
}

} // namespace safelight
