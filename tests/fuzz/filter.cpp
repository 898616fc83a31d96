#include "app/find/attemptfits.h"
#include "app/find/filtersets.h"
#include "app/session/sessionstore.h"
#include "tests/fuzz/harnesses.h"
#include "tests/support/sampleattempt.h"

#include <QTemporaryDir>

namespace safelight {

namespace {

// A session with two attempts, and what lists them.
struct SearchedSession
{
    SearchedSession()
        : store(*SessionStore::open(folder.filePath(QStringLiteral("a.safelight"))))
    {
        (void)store->begin(test::sampleAttempt());
        attempt = test::answered(*store->begin(test::sampleAttempt()));
        (void)store->complete(attempt, {});
        listing = *Listing::load(store->connection());
    }

    QTemporaryDir folder;
    std::unique_ptr<SessionStore> store;
    Attempt attempt;
    Listing listing;
};

} // namespace

void fuzz::filter(const QByteArray& bytes)
{
    static const SearchedSession session;
    const QString text = QString::fromUtf8(bytes);
    const FilterReading reading = readFilter(text, QDate(2026, 11, 29));
    const auto again = readFilter(text, QDate(2026, 11, 29));
    require(reading.filter == again.filter && reading.problem == again.problem,
            "read twice, understood twice something else");
    if (reading.problem) {
        require(reading.problem->position >= 0 && reading.problem->length >= 0
                    && reading.problem->position + reading.problem->length <= text.size(),
                "a problem where there is no text");
    }
    for (const qsizetype cursor : {qsizetype(0), text.size() / 2, text.size()}) {
        const FilterPlace place = filterPlace(text, cursor);
        require(place.position >= 0 && place.position + place.length <= text.size(), "completed outside");
    }
    FilterSets sets(session.store->connection(), session.listing);
    const auto found = sets.fitting(reading.filter);
    require(found.has_value(), found ? "" : qPrintable(found.error().detail));
    (void)fits(reading.filter, session.attempt, summaryOf(session.attempt));
}

} // namespace safelight
