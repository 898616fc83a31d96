#include "app/session/attemptrows.h"

#include "app/session/blobrows.h"
#include "app/session/connection.h"
#include "app/session/promptrows.h"
#include "app/session/rowvalues.h"
#include "app/session/searchtext.h"

#include <QCoreApplication>
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

QString headersJson(const HeaderList& headers)
{
    QJsonArray list;
    for (const auto& [name, value] : headers)
        list.append(QJsonArray {QString::fromLatin1(name), QString::fromLatin1(value)});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

HeaderList headersOf(const QVariant& json)
{
    HeaderList headers;
    const QJsonArray list = QJsonDocument::fromJson(json.toString().toUtf8()).array();
    for (const auto& entry : list)
        headers.append({entry[0].toString().toLatin1(), entry[1].toString().toLatin1()});
    return headers;
}

Error notFound(qint64 id)
{
    return {Error::Code::NotFound,
            QCoreApplication::translate("SessionStore", "The session has no such attempt."),
            u"attempt %1"_s.arg(id)};
}

QVariant hashOf(const Attempt& attempt)
{
    return attempt.importedFrom ? QVariant() : QVariant(requestHash(attempt));
}

Result<qint64> insertAttemptRow(const Connection& connection, const Attempt& attempt, const QString& owner)
{
    const AttemptSummary s = summaryOf(attempt);
    return connection.insert(
        u"INSERT INTO attempts (number, state, sent_at, backend_name, simulated, model, prompt_preview,"
        " owner, parent, remedies, imported_from, request, indexed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s,
        {attempt.number, nameOf(AttemptState::Sending), s.sentAt.toMSecsSinceEpoch(), s.backendName,
         s.simulated, s.model, s.promptPreview, owner, s.parent > 0 ? QVariant(s.parent) : QVariant(),
         listJson(s.remedies), orNull(s.importedFrom), hashOf(attempt)});
}

Result<Done> insertExchangeRow(const Connection& connection, const Attempt& attempt)
{
    const auto prompt = keepPrompt(connection, attempt.prompt);
    if (!prompt)
        return prompt.error();
    const auto done =
        connection.run(u"INSERT INTO exchanges (attempt, prompt, backend_id, url, stream, request_headers)"
                       " VALUES (?, ?, ?, ?, ?, ?)"_s,
                       {attempt.id, *prompt, attempt.backendId, attempt.url, attempt.stream,
                        headersJson(attempt.requestHeaders)});
    if (!done)
        return done.error();
    return keepBody(connection, attempt.id, BodyPart::Request, attempt.requestBody);
}

// One row, or none when the attempt is another's or has ended.
Result<int> updateAttemptRow(const Connection& connection, const Attempt& attempt, const QString& owner)
{
    const AttemptSummary s = summaryOf(attempt);
    const auto done = connection.query(
        u"UPDATE attempts SET state = ?, model_version = ?, outcome = ?, reason = ?, seconds = ?,"
        " prompt_tokens = ?, thoughts_tokens = ?, output_tokens = ?, images = ?, billing = ?,"
        " cost_low = ?, cost_high = ?, price_date = ?, stage = ?, categories = ?, indexed = 1"
        " WHERE id = ? AND owner = ? AND state IN ('sending', 'interrupted')"_s,
        {nameOf(attempt.state), s.modelVersion, nameOf(s.outcome), s.reason, s.seconds, s.promptTokens,
         s.thoughtsTokens, s.outputTokens, s.images, s.billing ? QVariant(nameOf(*s.billing)) : QVariant(),
         orNull(s.costLow), orNull(s.costHigh), s.priceDate.toString(Qt::ISODate), nameOf(s.stage),
         listOrNull(s.categories), attempt.id, owner});
    if (!done)
        return done.error();
    return done->numRowsAffected();
}

Result<Done> updateExchangeRow(const Connection& connection, const Attempt& attempt)
{
    return connection.run(
        u"UPDATE exchanges SET url = ?, request_headers = ?, response_headers = ?, http_code = ?,"
        " first_byte_seconds = ?, tries = ?, failure = ?, answer_end = ? WHERE attempt = ?"_s,
        {attempt.url, headersJson(attempt.requestHeaders), headersJson(attempt.responseHeaders),
         attempt.httpCode, attempt.firstByteSeconds, attempt.tries, attempt.failure, nameOf(attempt.end),
         attempt.id});
}

Attempt attemptOf(const QSqlQuery& row)
{
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    Attempt a;
    a.id = next().toLongLong();
    a.number = next().toInt();
    a.state = valueOf(next(), AttemptState::Failed);
    a.sentAt = timeOf(next());
    a.backendName = next().toString();
    a.simulated = next().toBool();
    a.parent = next().toLongLong();
    a.remedies = listOf(next());
    a.importedFrom = optionalText(next());
    a.seconds = next().toDouble();
    a.title = next().toString();
    a.mark = next().toInt();
    a.starred = next().toBool();
    a.tags = listOf(next());
    a.comment = next().toString();
    a.backendId = next().toString();
    a.url = next().toString();
    a.stream = next().toBool();
    a.requestHeaders = headersOf(next());
    a.responseHeaders = headersOf(next());
    a.httpCode = next().toInt();
    a.firstByteSeconds = next().toDouble();
    a.tries = next().toInt();
    a.failure = next().toString();
    a.end = valueOf(next(), AnswerEnd::Complete);
    return a;
}

Result<Done> addBodies(const Connection& connection, Attempt& attempt)
{
    auto request = loadBody(connection, attempt.id, BodyPart::Request);
    if (!request)
        return request.error();
    auto answer = loadBody(connection, attempt.id, BodyPart::Answer);
    if (!answer)
        return answer.error();
    attempt.requestBody = *std::move(request);
    attempt.rawAnswer = *std::move(answer);
    return Done();
}

} // namespace

Result<Attempt> insertAttempt(const Connection& connection, Attempt attempt, const QString& owner)
{
    const auto number = connection.value(u"SELECT coalesce(max(number), 0) + 1 FROM attempts"_s);
    if (!number)
        return number.error();
    attempt.number = number->toInt();
    attempt.state = AttemptState::Sending;
    const auto id = insertAttemptRow(connection, attempt, owner);
    if (!id)
        return id.error();
    attempt.id = *id;
    if (const auto kept = insertExchangeRow(connection, attempt); !kept)
        return kept.error();
    const SearchText text = searchText(attempt);
    if (const auto kept = connection.run(
            u"INSERT INTO texts (rowid, prompt, answer, notes) VALUES (?, ?, '', '')"_s, {*id, text.prompt});
        !kept)
        return kept.error();
    return attempt;
}

Result<Done> completeAttempt(const Connection& connection, const Attempt& attempt, const QString& owner)
{
    const auto updated = updateAttemptRow(connection, attempt, owner);
    if (!updated)
        return updated.error();
    if (*updated != 1)
        return notFound(attempt.id);
    if (const auto done = updateExchangeRow(connection, attempt); !done)
        return done.error();
    if (const auto done = connection.run(u"UPDATE texts SET answer = ? WHERE rowid = ?"_s,
                                         {searchText(attempt).answer, attempt.id});
        !done)
        return done.error();
    return keepBody(connection, attempt.id, BodyPart::Answer, attempt.rawAnswer);
}

Result<Attempt> loadAttempt(const Connection& connection, qint64 id)
{
    auto rows = connection.query(
        u"SELECT a.id, a.number, a.state, a.sent_at, a.backend_name, a.simulated, a.parent, a.remedies,"
        " a.imported_from, a.seconds, a.title, a.mark, a.starred, a.tags, a.comment, e.backend_id, e.url, "
        "e.stream, e.request_headers, e.response_headers, "
        "e.http_code, e.first_byte_seconds,"
        " e.tries, e.failure, e.answer_end, e.prompt"
        " FROM attempts a JOIN exchanges e ON e.attempt = a.id WHERE a.id = ?"_s,
        {id});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return notFound(id);
    Attempt attempt = attemptOf(*rows);
    auto prompt = loadPrompt(connection, rows->value(25).toLongLong());
    if (!prompt)
        return prompt.error();
    attempt.prompt = *std::move(prompt);
    if (const auto added = addBodies(connection, attempt); !added)
        return added.error();
    return attempt;
}

Result<Done> indexAttempt(const Connection& connection, const Attempt& read)
{
    const AttemptSummary s = summaryOf(read);
    if (auto done = connection.run(u"UPDATE attempts SET stage = ?, categories = ?, request = ?, indexed = 1"
                                   " WHERE id = ?"_s,
                                   {nameOf(s.stage), listOrNull(s.categories), hashOf(read), s.id});
        !done)
        return done;
    const SearchText text = searchText(read);
    if (auto done = connection.run(u"DELETE FROM texts WHERE rowid = ?"_s, {s.id}); !done)
        return done;
    return connection.run(u"INSERT INTO texts (rowid, prompt, answer, notes) VALUES (?, ?, ?, ?)"_s,
                          {s.id, text.prompt, text.answer, text.notes});
}

} // namespace safelight
