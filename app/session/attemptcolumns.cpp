#include "app/session/attemptcolumns.h"

#include "app/session/rowvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

// The words of exchanges.answer_end.
template<>
struct WireNames<AnswerEnd>
{
    static constexpr std::array table {
        std::pair {AnswerEnd::Complete, QLatin1StringView("complete")},
        std::pair {AnswerEnd::NoFinish, QLatin1StringView("noFinish")},
        std::pair {AnswerEnd::BrokenChunk, QLatin1StringView("brokenChunk")},
        std::pair {AnswerEnd::ErrorTail, QLatin1StringView("errorTail")},
        std::pair {AnswerEnd::Cancelled, QLatin1StringView("cancelled")},
        std::pair {AnswerEnd::Network, QLatin1StringView("network")},
        std::pair {AnswerEnd::Refused, QLatin1StringView("refused")},
        std::pair {AnswerEnd::Unreadable, QLatin1StringView("unreadable")},
    };
};

namespace {

using enum ColumnKind;
using Kept = const AttemptRow&;
using Listed = AttemptSummary;
using Sent = const Attempt&;

QString headersJson(const HeaderList& headers)
{
    QJsonArray list;
    for (const auto& [name, value] : headers)
        list.append(QJsonArray {QString::fromLatin1(name), QString::fromLatin1(value)});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

HeaderList headersOf(QByteArrayView json)
{
    HeaderList headers;
    const QJsonArray list = QJsonDocument::fromJson(json.toByteArray()).array();
    for (const auto& entry : list)
        headers.append({entry[0].toString().toLatin1(), entry[1].toString().toLatin1()});
    return headers;
}

QString triesJson(const QList<Try>& tries)
{
    QJsonArray list;
    for (const Try& each : tries)
        list.append(QJsonArray {each.at.toMSecsSinceEpoch(), each.waited, each.httpCode, each.bytes,
                                each.seconds, each.failure});
    return list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

QList<Try> triesOf(QByteArrayView json)
{
    QList<Try> tries;
    const QJsonArray list = QJsonDocument::fromJson(json.toByteArray()).array();
    for (const auto& entry : list)
        tries.append({timeOf(entry[0].toInteger()), entry[1].toDouble(), entry[2].toInt(),
                      entry[3].toInteger(), entry[4].toDouble(), entry[5].toString()});
    return tries;
}

std::optional<double> amountOf(const SqlRow& row, int at)
{
    return row.isNull(at) ? std::nullopt : std::optional(row.real(at));
}

// Written before the request goes out. Only what the list shows, so that reading 100,000 of them stays quick.
// `state` and `outcome`: the words of WireNames. `sent_at`: milliseconds since 1970, UTC. `owner`: who sends
// it (owners.token); stays after it ended.
const AttemptColumn attemptTable[] = {
    {{"id", "INTEGER PRIMARY KEY AUTOINCREMENT"},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.id = row.number(at); }},
    {{"number", "INTEGER NOT NULL UNIQUE"},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.number); },
     [](Listed& s, const SqlRow& row, int at) { s.number = static_cast<int>(row.number(at)); }},
    {{"state", "TEXT NOT NULL", Text, true},
     AtBegin | AtEnd,
     [](Kept row) { return SqlValue(nameOf(row.summary.state)); },
     [](Listed& s, const SqlRow& row, int at) { s.state = valueOf(row.text(at), AttemptState::Failed); }},
    {{"sent_at", "INTEGER NOT NULL", Integer, true},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.sentAt.toMSecsSinceEpoch()); },
     [](Listed& s, const SqlRow& row, int at) { s.sentAt = timeOf(row.number(at)); }},
    {{"backend_name", "TEXT", Text, true},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.backendName); },
     [](Listed& s, const SqlRow& row, int at) { s.backendName = row.text(at); }},
    {{"simulated", "INTEGER NOT NULL", Integer, true},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.simulated); },
     [](Listed& s, const SqlRow& row, int at) { s.simulated = row.flag(at); }},
    {{"model", "TEXT", Text, true},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.model); },
     [](Listed& s, const SqlRow& row, int at) { s.model = row.text(at); }},
    {{"model_version", "TEXT", Text, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.modelVersion); },
     [](Listed& s, const SqlRow& row, int at) { s.modelVersion = row.text(at); }},
    {{"outcome", "TEXT", Text, true},
     AtEnd,
     [](Kept row) { return SqlValue(nameOf(row.summary.outcome)); },
     [](Listed& s, const SqlRow& row, int at) { s.outcome = valueOf(row.text(at), Outcome::Unreadable); }},
    {{"reason", "TEXT", Text, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.reason); },
     [](Listed& s, const SqlRow& row, int at) { s.reason = row.text(at); }},
    {{"prompt_preview", "TEXT", Text, true},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.promptPreview); },
     [](Listed& s, const SqlRow& row, int at) { s.promptPreview = row.text(at); }},
    {{"seconds", "REAL NOT NULL DEFAULT 0", Real, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.seconds); },
     [](Listed& s, const SqlRow& row, int at) { s.seconds = row.real(at); }},
    {{"prompt_tokens", "INTEGER NOT NULL DEFAULT 0", Integer, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.promptTokens); },
     [](Listed& s, const SqlRow& row, int at) { s.promptTokens = row.number(at); }},
    {{"thoughts_tokens", "INTEGER NOT NULL DEFAULT 0", Integer, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.thoughtsTokens); },
     [](Listed& s, const SqlRow& row, int at) { s.thoughtsTokens = row.number(at); }},
    {{"output_tokens", "INTEGER NOT NULL DEFAULT 0", Integer, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.outputTokens); },
     [](Listed& s, const SqlRow& row, int at) { s.outputTokens = row.number(at); }},
    {{"images", "INTEGER NOT NULL DEFAULT 0", Integer, true},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.images); },
     [](Listed& s, const SqlRow& row, int at) { s.images = static_cast<int>(row.number(at)); }},
    {{"owner", "TEXT NOT NULL", Text}, AtBegin, [](Kept row) { return SqlValue(row.owner); }},

    // `parent`: the attempt whose advice was applied (attempts.id). `remedies`: JSON, the ids of what was
    // applied before it was sent. `imported_from`: what an answer that was not sent from here was read from,
    // NULL for all others.
    {{"parent", "INTEGER", Integer, false, 2},
     AtBegin,
     [](Kept row) { return row.summary.parent > 0 ? SqlValue(row.summary.parent) : SqlValue(); },
     [](Listed& s, const SqlRow& row, int at) { s.parent = row.number(at); }},
    {{"remedies", "TEXT", Text, true, 2},
     AtBegin,
     [](Kept row) { return SqlValue(listJson(row.summary.remedies)); },
     [](Listed& s, const SqlRow& row, int at) { s.remedies = listOf(row.text(at)); }},
    {{"imported_from", "TEXT", Text, true, 2},
     AtBegin,
     [](Kept row) { return SqlValue(row.summary.importedFrom); },
     [](Listed& s, const SqlRow& row, int at) {
         s.importedFrom = row.isNull(at) ? std::nullopt : std::optional(row.text(at));
     }},
    // `billing`: a word of WireNames; the amounts in US dollars, NULL where no price was known, at the prices
    // of `price_date` (ISO 8601).
    {{"billing", "TEXT", Text, true, 2},
     AtEnd,
     [](Kept row) { return row.summary.billing ? SqlValue(nameOf(*row.summary.billing)) : SqlValue(); },
     [](Listed& s, const SqlRow& row, int at) {
         s.billing = Known<BillingState>::fromWire(row.text(at)).value();
     }},
    {{"cost_low", "REAL", Real, true, 2},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.costLow); },
     [](Listed& s, const SqlRow& row, int at) { s.costLow = amountOf(row, at); }},
    {{"cost_high", "REAL", Real, true, 2},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.costHigh); },
     [](Listed& s, const SqlRow& row, int at) { s.costHigh = amountOf(row, at); }},
    {{"price_date", "TEXT", Text, true, 2},
     AtEnd,
     [](Kept row) { return SqlValue(row.summary.priceDate.toString(Qt::ISODate)); },
     [](Listed& s, const SqlRow& row, int at) {
         s.priceDate = QDate::fromString(row.text(at), Qt::ISODate);
     }},

    // `stage`: a word of WireNames. `categories`: JSON, Verdict::categories, NULL when none. `request`: tells
    // identical requests (requestHash()), NULL where none was sent.
    {{"stage", "TEXT", Text, true, 3},
     AtEnd | AtIndex,
     [](Kept row) { return SqlValue(nameOf(row.summary.stage)); },
     [](Listed& s, const SqlRow& row, int at) { s.stage = valueOf(row.text(at), Stage::Unknown); }},
    {{"categories", "TEXT", Text, true, 3},
     AtEnd | AtIndex,
     [](Kept row) { return SqlValue(listJson(row.summary.categories)); },
     [](Listed& s, const SqlRow& row, int at) { s.categories = listOf(row.text(at)); }},
    {{"request", "INTEGER", Integer, true, 3},
     AtBegin | AtIndex,
     [](Kept row) { return SqlValue(row.request); }},
    {{"title", "TEXT", Text, true, 3},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.title = row.text(at); }},
    {{"mark", "INTEGER NOT NULL DEFAULT 0", Integer, true, 3},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.mark = static_cast<int>(row.number(at)); }},
    {{"starred", "INTEGER NOT NULL DEFAULT 0", Integer, true, 3},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.starred = row.flag(at); }},
    {{"tags", "TEXT", Text, true, 3},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.tags = listOf(row.text(at)); }},
    {{"comment", "TEXT", Text, true, 3},
     0,
     nullptr,
     [](Listed& s, const SqlRow& row, int at) { s.comment = row.text(at); }},
    // `removed`: deleted by the user, and gone with the next compaction. `indexed` 0: stage, categories,
    // request and the text to search were not worked out yet, because an older program wrote the row.
    {{"removed", "INTEGER NOT NULL DEFAULT 0", Integer, false, 3}},
    {{"indexed", "INTEGER NOT NULL DEFAULT 0", Integer, false, 3},
     AtBegin | AtEnd | AtIndex,
     [](Kept) { return SqlValue(1); }},
};

// The rest of an attempt. Headers: JSON, a list of [name, value], keys masked.
const ExchangeColumn exchangeTable[] = {
    {{"attempt", "INTEGER PRIMARY KEY REFERENCES attempts(id) ON DELETE CASCADE"},
     AtBegin,
     [](Sent a) { return SqlValue(a.id); }},
    {{"prompt", "INTEGER NOT NULL REFERENCES prompts(id)"}},
    {{"backend_id", "TEXT", Text, true},
     AtBegin,
     [](Sent a) { return SqlValue(a.backendId); },
     [](Attempt& a, const SqlRow& row, int at) { a.backendId = row.text(at); }},
    {{"url", "TEXT", Text, true},
     AtBegin | AtEnd | AtArrival,
     [](Sent a) { return SqlValue(a.url); },
     [](Attempt& a, const SqlRow& row, int at) { a.url = row.text(at); }},
    {{"stream", "INTEGER NOT NULL", Integer, true},
     AtBegin,
     [](Sent a) { return SqlValue(a.stream); },
     [](Attempt& a, const SqlRow& row, int at) { a.stream = row.flag(at); }},
    {{"request_headers", "TEXT", Text, true},
     AtBegin | AtEnd | AtArrival,
     [](Sent a) { return SqlValue(headersJson(a.requestHeaders)); },
     [](Attempt& a, const SqlRow& row, int at) { a.requestHeaders = headersOf(row.utf8(at)); }},
    {{"response_headers", "TEXT", Text, true},
     AtEnd | AtArrival,
     [](Sent a) { return SqlValue(headersJson(a.responseHeaders)); },
     [](Attempt& a, const SqlRow& row, int at) { a.responseHeaders = headersOf(row.utf8(at)); }},
    {{"http_code", "INTEGER NOT NULL DEFAULT 0", Integer, true},
     AtEnd | AtArrival,
     [](Sent a) { return SqlValue(a.httpCode); },
     [](Attempt& a, const SqlRow& row, int at) { a.httpCode = static_cast<int>(row.number(at)); }},
    {{"first_byte_seconds", "REAL NOT NULL DEFAULT 0", Real, true},
     AtEnd | AtArrival,
     [](Sent a) { return SqlValue(a.firstByteSeconds); },
     [](Attempt& a, const SqlRow& row, int at) { a.firstByteSeconds = row.real(at); }},
    {{"tries", "INTEGER NOT NULL DEFAULT 1", Integer, true},
     AtEnd | AtArrival,
     [](Sent a) { return SqlValue(a.tries); },
     [](Attempt& a, const SqlRow& row, int at) { a.tries = static_cast<int>(row.number(at)); }},
    {{"failure", "TEXT", Text, true},
     AtEnd,
     [](Sent a) { return SqlValue(a.failure); },
     [](Attempt& a, const SqlRow& row, int at) { a.failure = row.text(at); }},
    {{"answer_end", "TEXT", Text, true},
     AtEnd,
     [](Sent a) { return SqlValue(nameOf(a.end)); },
     [](Attempt& a, const SqlRow& row, int at) { a.end = valueOf(row.text(at), AnswerEnd::Complete); }},
    // JSON, a list of [at, waited, code, bytes, seconds, failure]; NULL when none. Times as in
    // attempts.sent_at.
    {{"try_log", "TEXT", Text, true, 4},
     AtEnd | AtArrival,
     [](Sent a) { return SqlValue(triesJson(a.tryLog)); },
     [](Attempt& a, const SqlRow& row, int at) { a.tryLog = triesOf(row.utf8(at)); }},
    // SHA-256 of the bodies, so that none is read that is not what was kept. NULL: an older program wrote it.
    {{"request_sha256", "BLOB", Bytes, true, 4},
     AtBegin,
     [](Sent a) { return SqlValue(sha256(a.requestBody)); }},
    {{"answer_sha256", "BLOB", Bytes, true, 4}, AtEnd, [](Sent a) { return SqlValue(sha256(a.rawAnswer)); }},
};

} // namespace

std::span<const AttemptColumn> attemptColumns()
{
    return attemptTable;
}

std::span<const ExchangeColumn> exchangeColumns()
{
    return exchangeTable;
}

} // namespace safelight
