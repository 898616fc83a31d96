#include "app/session/summaryrows.h"

#include "app/session/connection.h"
#include "app/session/rowvalues.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto columns =
    u"a.id, a.number, a.state, a.sent_at, a.backend_name, a.simulated, a.parent, a.remedies, a.imported_from,"
    " a.model, a.model_version, a.outcome, a.reason, a.prompt_preview, a.seconds, a.prompt_tokens,"
    " a.thoughts_tokens, a.output_tokens, a.images, a.billing, a.cost_low, a.cost_high, a.price_date, "
    "a.stage,"
    " a.categories, a.title, a.mark, a.starred, a.tags, a.comment"_s;
constexpr int columnCount = 30;

std::optional<double> amountOf(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

template<typename Next>
void readCosts(AttemptSummary& s, const Next& next)
{
    s.billing = Known<BillingState>::fromWire(next().toString()).value();
    s.costLow = amountOf(next());
    s.costHigh = amountOf(next());
    s.priceDate = QDate::fromString(next().toString(), Qt::ISODate);
}

template<typename Next>
void readNotes(AttemptSummary& s, const Next& next)
{
    s.title = next().toString();
    s.mark = next().toInt();
    s.starred = next().toBool();
    s.tags = listOf(next());
    s.comment = next().toString();
}

AttemptSummary summaryOfRow(const QSqlQuery& row)
{
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    AttemptSummary s;
    s.id = next().toLongLong();
    s.number = next().toInt();
    s.state = valueOf(next(), AttemptState::Failed);
    s.sentAt = timeOf(next());
    s.backendName = next().toString();
    s.simulated = next().toBool();
    s.parent = next().toLongLong();
    s.remedies = listOf(next());
    s.importedFrom = optionalText(next());
    s.model = next().toString();
    s.modelVersion = next().toString();
    s.outcome = valueOf(next(), Outcome::Unreadable);
    s.reason = next().toString();
    s.promptPreview = next().toString();
    s.seconds = next().toDouble();
    s.promptTokens = next().toLongLong();
    s.thoughtsTokens = next().toLongLong();
    s.outputTokens = next().toLongLong();
    s.images = next().toInt();
    readCosts(s, next);
    s.stage = valueOf(next(), Stage::Unknown);
    s.categories = listOf(next());
    readNotes(s, next);
    return s;
}

Result<QHash<qint64, QByteArray>> loadThumbnails(const Connection& connection, int count)
{
    auto rows =
        connection.query(u"SELECT attempt, png FROM thumbnails ORDER BY attempt DESC LIMIT ?"_s, {count});
    if (!rows)
        return rows.error();
    QHash<qint64, QByteArray> pictures;
    while (rows->next())
        pictures.insert(rows->value(0).toLongLong(), rows->value(1).toByteArray());
    return pictures;
}

// Numbers only: nothing of it can be taken for something else.
QString listed(const QList<qint64>& ids)
{
    QStringList numbers;
    for (const qint64 id : ids)
        numbers << QString::number(id);
    return numbers.join(u',');
}

} // namespace

Result<QList<AttemptSummary>> loadSummaries(const Connection& connection, int thumbnails, int count)
{
    const auto pictures = loadThumbnails(connection, thumbnails);
    if (!pictures)
        return pictures.error();
    auto rows = connection.query(
        QString(u"SELECT "_s + columns + u" FROM attempts a WHERE removed = 0 ORDER BY id DESC LIMIT ?"_s),
        {count > 0 ? count : -1});
    if (!rows)
        return rows.error();
    QList<AttemptSummary> summaries;
    while (rows->next()) {
        summaries.append(summaryOfRow(*rows));
        summaries.last().thumbnail = pictures->value(summaries.last().id);
    }
    return summaries;
}

Result<QList<AttemptSummary>> loadSummariesOf(const Connection& connection, const QList<qint64>& ids)
{
    QHash<qint64, AttemptSummary> found;
    constexpr qsizetype atOnce = 500;
    for (qsizetype from = 0; from < ids.size(); from += atOnce) {
        auto rows = connection.query(QString(
            u"SELECT "_s + columns
            + u", t.png FROM attempts a LEFT JOIN thumbnails t ON t.attempt = a.id WHERE a.removed = 0 AND a.id IN ("_s
            + listed(ids.mid(from, atOnce)) + u')'));
        if (!rows)
            return rows.error();
        while (rows->next()) {
            AttemptSummary summary = summaryOfRow(*rows);
            summary.thumbnail = rows->value(columnCount).toByteArray();
            found.insert(summary.id, summary);
        }
    }
    QList<AttemptSummary> summaries;
    for (const qint64 id : ids) {
        if (const auto it = found.constFind(id); it != found.constEnd())
            summaries.append(*it);
    }
    return summaries;
}

} // namespace safelight
