#include "app/session/summaryrows.h"

#include "app/session/attemptcolumns.h"
#include "app/sqlite/connection.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

AttemptSummary summaryOfRow(const SqlRow& row)
{
    AttemptSummary summary;
    const int behind = readAll(attemptColumns(), summary, row, 0);
    summary.thumbnail = row.bytes(behind);
    return summary;
}

} // namespace

Result<QList<AttemptSummary>> loadSummaries(const Connection& connection, int thumbnails, int count)
{
    // How old an attempt is decides about its thumbnail, whether there is one or not.
    const QString sql = u"SELECT "_s + readNames(attemptColumns(), u"a."_s)
        + u", CASE WHEN a.id > (SELECT coalesce(max(id), 0) FROM attempts) - ?"
          " THEN (SELECT png FROM thumbnails WHERE attempt = a.id) END"
          " FROM attempts a WHERE removed = 0 ORDER BY id DESC LIMIT ?"_s;
    QList<AttemptSummary> summaries;
    const auto done = connection.forEach(sql, {thumbnails, count > 0 ? count : -1},
                                         [&summaries](const SqlRow& row) { summaries << summaryOfRow(row); });
    if (!done)
        return done.error();
    return summaries;
}

Result<QList<AttemptSummary>> loadSummariesOf(const Connection& connection, const QList<qint64>& ids)
{
    const QString sql = u"SELECT "_s + readNames(attemptColumns(), u"a."_s)
        + u", t.png FROM attempts a LEFT JOIN thumbnails t ON t.attempt = a.id"
          " WHERE a.removed = 0 AND a.id = ?"_s;
    return readTogether(connection, [&]() -> Result<QList<AttemptSummary>> {
        QList<AttemptSummary> summaries;
        for (const qint64 id : ids) {
            const auto found = connection.first(
                sql, {id}, [&summaries](const SqlRow& row) { summaries << summaryOfRow(row); });
            if (!found)
                return found.error();
        }
        return summaries;
    });
}

} // namespace safelight
