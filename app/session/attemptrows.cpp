#include "app/session/attemptrows.h"

#include "app/request/requestcodec.h"
#include "app/session/attemptcolumns.h"
#include "app/session/blobrows.h"
#include "app/session/promptrows.h"
#include "app/session/rowvalues.h"
#include "app/session/searchtext.h"
#include "app/sqlite/connection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error notFound(qint64 id)
{
    return {Error::Code::NotFound,
            QCoreApplication::translate("SessionStore", "The session has no such attempt."),
            u"attempt %1"_s.arg(id)};
}

AttemptRow rowOf(const Attempt& attempt, const QString& owner)
{
    return {summaryOf(attempt), owner, {}};
}

std::optional<qint64> hashOf(const Attempt& attempt)
{
    return attempt.importedFrom ? std::nullopt : std::optional(requestHash(attempt));
}

Result<qint64> insertAttemptRow(const Connection& connection, const Attempt& attempt, const QString& owner)
{
    AttemptRow row = rowOf(attempt, owner);
    row.request = hashOf(attempt);
    QStringList names;
    SqlValues values;
    bindAll(attemptColumns(), AtBegin, row, names, values);
    return connection.insert(insertStatement(u"attempts"_s, names), values);
}

Result<Done> insertExchangeRow(const Connection& connection, const Attempt& attempt)
{
    const auto prompt = keepPrompt(connection, attempt.prompt);
    if (!prompt)
        return prompt.error();
    QStringList names {u"prompt"_s};
    SqlValues values {*prompt};
    bindAll(exchangeColumns(), AtBegin, attempt, names, values);
    if (const auto done = connection.run(insertStatement(u"exchanges"_s, names), values); !done)
        return done.error();
    return keepBody(connection, attempt.id, BodyPart::Request, attempt.requestBody);
}

const auto stillSent = u"id = ? AND owner = ? AND state IN ('sending', 'interrupted')"_s;

// One row, or none when the attempt is another's or has ended.
Result<qint64> updateAttemptRow(const Connection& connection, const Attempt& attempt, const QString& owner)
{
    QStringList names;
    SqlValues values;
    bindAll(attemptColumns(), AtEnd, rowOf(attempt, owner), names, values);
    return connection.change(updateStatement(u"attempts"_s, names, stillSent),
                             values + SqlValues {attempt.id, owner});
}

Result<Done> updateExchangeRow(const Connection& connection, const Attempt& attempt, ColumnMoment moment)
{
    QStringList names;
    SqlValues values;
    bindAll(exchangeColumns(), moment, attempt, names, values);
    return connection.run(updateStatement(u"exchanges"_s, names, u"attempt = ?"_s),
                          values + SqlValues {attempt.id});
}

void takeListed(Attempt& a, const AttemptSummary& s)
{
    a.id = s.id;
    a.number = s.number;
    a.state = s.state;
    a.sentAt = s.sentAt;
    a.backendName = s.backendName;
    a.simulated = s.simulated;
    a.parent = s.parent;
    a.remedies = s.remedies;
    a.importedFrom = s.importedFrom;
    a.seconds = s.seconds;
    a.title = s.title;
    a.mark = s.mark;
    a.starred = s.starred;
    a.tags = s.tags;
    a.comment = s.comment;
}

// What an attempt's two rows say, and what leads to the rest.
struct FoundRows
{
    Attempt attempt;
    qint64 prompt = 0;
    QByteArray requestHash;
    QByteArray answerHash;
};

Result<FoundRows> findRows(const Connection& connection, qint64 id)
{
    const QString sql = u"SELECT "_s + readNames(attemptColumns(), u"a."_s) + u", "_s
        + readNames(exchangeColumns(), u"e."_s)
        + u", e.prompt, e.request_sha256, e.answer_sha256"
          " FROM attempts a LEFT JOIN exchanges e ON e.attempt = a.id WHERE a.id = ?"_s;
    FoundRows rows;
    bool isWhole = false;
    const auto found = connection.first(sql, {id}, [&](const SqlRow& row) {
        AttemptSummary summary;
        int at = readAll(attemptColumns(), summary, row, 0);
        at = readAll(exchangeColumns(), rows.attempt, row, at);
        takeListed(rows.attempt, summary);
        isWhole = !row.isNull(at);
        rows.prompt = row.number(at);
        rows.requestHash = row.bytes(at + 1);
        rows.answerHash = row.bytes(at + 2);
    });
    if (!found)
        return found.error();
    if (!*found)
        return notFound(id);
    if (!isWhole)
        return damagedPart(u"exchange %1 is missing"_s.arg(id));
    return rows;
}

// Until version 5 a prompt had only what the editor showed of the request that was sent.
Prompt wholePrompt(Prompt prompt, const QByteArray& request)
{
    if (!prompt.carried.isNull() || request.isEmpty() || encodedRequestSize(prompt) == request.size())
        return prompt;
    auto whole = withRequestText(prompt, request);
    return whole ? *std::move(whole) : prompt;
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
    if (const auto done = updateExchangeRow(connection, attempt, AtEnd); !done)
        return done.error();
    if (auto done = dropBody(connection, attempt.id, BodyPart::Answer); !done)
        return done;
    if (const auto done = connection.run(u"UPDATE texts SET answer = ? WHERE rowid = ?"_s,
                                         {searchText(attempt).answer, attempt.id});
        !done)
        return done.error();
    return keepBody(connection, attempt.id, BodyPart::Answer, attempt.rawAnswer);
}

Result<Done> appendAnswer(const Connection& connection, const Attempt& soFar, const QByteArray& piece,
                          bool isFirst, const QString& owner)
{
    const auto updated = connection.change(updateStatement(u"attempts"_s, {u"seconds"_s}, stillSent),
                                           {soFar.seconds, soFar.id, owner});
    if (!updated)
        return updated.error();
    if (*updated != 1)
        return notFound(soFar.id);
    if (isFirst) {
        if (auto done = dropBody(connection, soFar.id, BodyPart::Answer); !done)
            return done;
        if (auto done = updateExchangeRow(connection, soFar, AtArrival); !done)
            return done;
    }
    return appendToBody(connection, soFar.id, BodyPart::Answer, piece);
}

Result<Attempt> loadAttempt(const Connection& connection, qint64 id)
{
    return readTogether(connection, [&]() -> Result<Attempt> {
        auto rows = findRows(connection, id);
        if (!rows)
            return rows.error();
        auto prompt = loadPrompt(connection, rows->prompt);
        if (!prompt)
            return prompt.error();
        auto request = loadBody(connection, id, BodyPart::Request, rows->requestHash);
        if (!request)
            return request.error();
        auto answer = loadBody(connection, id, BodyPart::Answer, rows->answerHash);
        if (!answer)
            return answer.error();
        rows->attempt.prompt = wholePrompt(*std::move(prompt), *request);
        rows->attempt.requestBody = *std::move(request);
        rows->attempt.rawAnswer = *std::move(answer);
        return std::move(rows->attempt);
    });
}

Result<Done> indexAttempt(const Connection& connection, const Attempt& read)
{
    AttemptRow row = rowOf(read, {});
    row.request = hashOf(read);
    QStringList names;
    SqlValues values;
    // Of what was killed while it arrived, nothing was read yet.
    const bool isUnread = read.state == AttemptState::Interrupted && !read.rawAnswer.isEmpty();
    bindAll(attemptColumns(), isUnread ? AtIndex | AtEnd : AtIndex, row, names, values);
    const auto which = isUnread ? u"id = ? AND state = 'interrupted'"_s : u"id = ?"_s;
    if (auto done =
            connection.run(updateStatement(u"attempts"_s, names, which), values + SqlValues {read.id});
        !done)
        return done;
    const SearchText text = searchText(read);
    if (auto done = connection.run(u"DELETE FROM texts WHERE rowid = ?"_s, {read.id}); !done)
        return done;
    return connection.run(u"INSERT INTO texts (rowid, prompt, answer, notes) VALUES (?, ?, ?, ?)"_s,
                          {read.id, text.prompt, text.answer, text.notes});
}

} // namespace safelight
