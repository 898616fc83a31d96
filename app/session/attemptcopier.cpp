#include "app/session/attemptcopier.h"

#include "app/session/blobrows.h"
#include "app/session/connection.h"
#include "app/session/packedtext.h"
#include "app/session/rowvalues.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSqlError>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto attemptColumns = {
    u"state"_s,         u"sent_at"_s,        u"backend_name"_s,  u"simulated"_s,
    u"model"_s,         u"model_version"_s,  u"outcome"_s,       u"reason"_s,
    u"seconds"_s,       u"prompt_preview"_s, u"prompt_tokens"_s, u"thoughts_tokens"_s,
    u"output_tokens"_s, u"images"_s,         u"remedies"_s,      u"imported_from"_s,
    u"billing"_s,       u"cost_low"_s,       u"cost_high"_s,     u"price_date"_s,
    u"stage"_s,         u"categories"_s,     u"request"_s,       u"title"_s,
    u"mark"_s,          u"starred"_s,        u"tags"_s,          u"comment"_s,
};

const auto exchangeColumns = {
    u"backend_id"_s,
    u"url"_s,
    u"stream"_s,
    u"request_headers"_s,
    u"response_headers"_s,
    u"http_code"_s,
    u"first_byte_seconds"_s,
    u"tries"_s,
    u"failure"_s,
    u"answer_end"_s,
};

QVariantMap mapOf(const QSqlQuery& query)
{
    QVariantMap row;
    const QSqlRecord record = query.record();
    for (int i = 0; i < record.count(); ++i)
        row.insert(record.fieldName(i), query.value(i));
    return row;
}

// What the row has of these, and what is given, in front.
template<typename Columns>
Result<qint64> insertRow(const Connection& to, const QString& table, const QVariantMap& row,
                         const Columns& columns, const QVariantMap& given)
{
    QStringList names;
    QStringList marks;
    QVariantList values;
    const auto add = [&](const QString& name, const QVariant& value) {
        names << name;
        marks << u"?"_s;
        values << value;
    };
    for (auto it = given.begin(); it != given.end(); ++it)
        add(it.key(), it.value());
    for (const QString& column : columns) {
        if (row.contains(column) && !row.value(column).isNull() && !given.contains(column))
            add(column, row.value(column));
    }
    return to.insert(
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, names.join(u", "_s), marks.join(u", "_s)), values);
}

Error gone(const QString& detail)
{
    return {Error::Code::Parse,
            QCoreApplication::translate("SessionStore", "A part of the session file is damaged."), detail};
}

} // namespace

AttemptCopier::AttemptCopier(const Connection& from, const Connection& to, Care care)
    : m_from(from)
    , m_to(to)
    , m_care(care)
{ }

Result<QVariantMap> AttemptCopier::row(const Connection& connection, const QString& sql,
                                       const QVariantList& values)
{
    auto query = connection.query(sql, values);
    if (!query)
        return query.error();
    if (query->next())
        return mapOf(*query);
    if (query->lastError().isValid())
        return gone(query->lastError().text());
    return QVariantMap();
}

Result<QList<QVariantMap>> AttemptCopier::rows(const QString& sql, const QVariantList& values)
{
    auto query = m_from.query(sql, values);
    QList<QVariantMap> found;
    while (query && query->next())
        found << mapOf(*query);
    if (query && !query->lastError().isValid())
        return found;
    if (const auto missed = miss(query ? gone(query->lastError().text()) : query.error()); !missed)
        return missed.error();
    return found;
}

Result<Done> AttemptCopier::miss(const Error& error)
{
    m_whole = false;
    if (m_care == Care::Strict)
        return error;
    return Done();
}

Result<qint64> AttemptCopier::copyBlob(const QVariant& id)
{
    const qint64 from = id.toLongLong();
    if (const auto known = m_blobs.constFind(from); known != m_blobs.constEnd())
        return *known;
    const auto blob = loadBlob(m_from, from);
    if (!blob)
        return blob.error();
    const QByteArray hash = QCryptographicHash::hash(blob->bytes, QCryptographicHash::Sha256).toHex();
    if (m_care == Care::Lenient && hash != blob->sha256Hex)
        return gone(u"blob %1 is not what it was"_s.arg(from));
    auto kept = keepBlob(m_to, blob->bytes, hash);
    if (kept)
        m_blobs.insert(from, *kept);
    return kept;
}

Result<AttemptCopier::Copied> AttemptCopier::copy(qint64 id, int number)
{
    m_whole = true;
    const auto found = findAttempt(id);
    if (!found)
        return found.error();
    const auto to = copyAttemptRow(*found, number);
    if (!to)
        return to.error();
    if (const auto done = copyExchange(id, *to, found->value(u"prompt_preview"_s).toString()); !done)
        return done.error();
    for (const int part : {static_cast<int>(BodyPart::Request), static_cast<int>(BodyPart::Answer)}) {
        if (const auto done = copyBody(id, *to, part); !done)
            return done.error();
    }
    if (const auto done = copyRest(*found, *to); !done)
        return done.error();
    return Copied {*to, m_whole};
}

// Where the row itself is damaged, the list's index still has a part of it.
Result<QVariantMap> AttemptCopier::findAttempt(qint64 id)
{
    auto found = row(m_from, u"SELECT * FROM attempts WHERE id = ?"_s, {id});
    if (found && !found->isEmpty())
        return found;
    const Error error = found ? gone(u"attempt %1 is missing"_s.arg(id)) : found.error();
    if (const auto missed = miss(error); !missed)
        return error;
    auto listed = row(
        m_from, u"SELECT id, sent_at, state, outcome FROM attempts INDEXED BY attempts_listed WHERE id = ?"_s,
        {id});
    if (!listed || listed->isEmpty())
        return error;
    listed->insert(u"simulated"_s, false);
    return listed;
}

Result<qint64> AttemptCopier::copyAttemptRow(const QVariantMap& row, int number)
{
    QVariantMap given {{u"number"_s, number}, {u"owner"_s, u""_s}};
    if (row.value(u"state"_s) == u"sending"_s)
        given.insert(u"state"_s, u"interrupted"_s);
    return insertRow(m_to, u"attempts"_s, row, attemptColumns, given);
}

Result<Done> AttemptCopier::copyExchange(qint64 from, qint64 to, const QString& preview)
{
    auto exchange = row(m_from, u"SELECT * FROM exchanges WHERE attempt = ?"_s, {from});
    if (!exchange || exchange->isEmpty()) {
        if (auto missed = miss(exchange ? gone(u"exchange %1"_s.arg(from)) : exchange.error()); !missed)
            return missed;
        exchange = QVariantMap {{u"stream"_s, true}};
    }
    const auto prompt = copyPrompt(exchange->value(u"prompt"_s).toLongLong(), preview);
    if (!prompt)
        return prompt.error();
    const auto kept = insertRow(m_to, u"exchanges"_s, *exchange, exchangeColumns,
                                {{u"attempt"_s, to}, {u"prompt"_s, *prompt}});
    if (!kept)
        return kept.error();
    return Done();
}

// Of a prompt that is gone, its first words are left.
Result<qint64> AttemptCopier::copyPrompt(qint64 id, const QString& preview)
{
    auto prompt =
        row(m_from, u"SELECT model, settings, text, system_instruction FROM prompts WHERE id = ?"_s, {id});
    if (!prompt || prompt->isEmpty()) {
        if (const auto missed = miss(prompt ? gone(u"prompt %1"_s.arg(id)) : prompt.error()); !missed)
            return missed.error();
        prompt = QVariantMap {{u"settings"_s, u"{}"_s}, {u"text"_s, preview}};
    }
    for (const auto& name : {u"text"_s, u"system_instruction"_s}) {
        const QVariant text = prompt->value(name);
        if (text.typeId() == QMetaType::QByteArray && unpackText(text).isEmpty()) {
            if (const auto missed = miss(gone(u"the text of prompt %1"_s.arg(id))); !missed)
                return missed.error();
        }
    }
    const auto columns = {u"model"_s, u"settings"_s, u"text"_s, u"system_instruction"_s};
    auto to = insertRow(m_to, u"prompts"_s, *prompt, columns, {});
    if (!to)
        return to;
    if (const auto done = copyImages(id, *to); !done)
        return done.error();
    return to;
}

Result<Done> AttemptCopier::copyImages(qint64 from, qint64 to)
{
    const auto images = rows(u"SELECT * FROM prompt_images WHERE prompt = ? ORDER BY position"_s, {from});
    if (!images)
        return images.error();
    const auto columns = {u"position"_s, u"mime_type"_s, u"file_name"_s,
                          u"caption"_s,  u"width"_s,     u"height"_s};
    for (const QVariantMap& image : *images) {
        const auto blob = copyBlob(image.value(u"blob"_s));
        if (!blob) {
            if (auto missed = miss(blob.error()); !missed)
                return missed;
            continue;
        }
        const auto kept =
            insertRow(m_to, u"prompt_images"_s, image, columns, {{u"prompt"_s, to}, {u"blob"_s, *blob}});
        if (!kept)
            return kept.error();
    }
    return Done();
}

// All of a body or nothing of it: with a hole in it, it would say something else.
Result<Done> AttemptCopier::copyBody(qint64 from, qint64 to, int part)
{
    const bool before = std::exchange(m_whole, true);
    auto segments = rows(u"SELECT position, form, blob, bytes FROM segments WHERE attempt = ? AND part = ?"
                         " ORDER BY position"_s,
                         {from, part});
    if (!segments)
        return segments.error();
    for (QVariantMap& segment : *segments) {
        if (segment.value(u"blob"_s).isNull())
            continue;
        const auto blob = copyBlob(segment.value(u"blob"_s));
        if (blob)
            segment.insert(u"blob"_s, *blob);
        else if (auto missed = miss(blob.error()); !missed)
            return missed;
    }
    // A piece that cannot be unpacked, or stands for nothing.
    if (m_care == Care::Lenient && m_whole && !loadBody(m_from, from, static_cast<BodyPart>(part)))
        m_whole = false;
    const bool complete = std::exchange(m_whole, m_whole && before);
    const auto columns = {u"position"_s, u"form"_s, u"blob"_s, u"bytes"_s};
    for (const QVariantMap& segment : complete ? *segments : QList<QVariantMap>()) {
        if (const auto kept =
                insertRow(m_to, u"segments"_s, segment, columns, {{u"attempt"_s, to}, {u"part"_s, part}});
            !kept)
            return kept.error();
    }
    return Done();
}

// Thumbnail, text to search, tags. Without its text an attempt is indexed again later.
Result<Done> AttemptCopier::copyRest(const QVariantMap& row, qint64 to)
{
    const QVariant from = row.value(u"id"_s);
    const auto thumbnail = rows(u"SELECT png FROM thumbnails WHERE attempt = ?"_s, {from});
    if (!thumbnail)
        return thumbnail.error();
    for (const QVariantMap& picture : *thumbnail) {
        const auto columns = {u"png"_s};
        if (const auto kept = insertRow(m_to, u"thumbnails"_s, picture, columns, {{u"attempt"_s, to}}); !kept)
            return kept.error();
    }
    const auto tags = listOf(row.value(u"tags"_s));
    for (const QString& tag : tags) {
        if (auto kept = m_to.run(u"INSERT OR IGNORE INTO attempt_tags (tag, attempt) VALUES (?, ?)"_s,
                                 {tag.toCaseFolded(), to});
            !kept)
            return kept;
    }
    if (row.value(u"indexed"_s).toInt() != 1)
        return Done();
    const auto text =
        AttemptCopier::row(m_from, u"SELECT prompt, answer, notes FROM texts WHERE rowid = ?"_s, {from});
    if (!text || text->isEmpty())
        return Done();
    const auto columns = {u"prompt"_s, u"answer"_s, u"notes"_s};
    if (const auto kept = insertRow(m_to, u"texts"_s, *text, columns, {{u"rowid"_s, to}}); !kept)
        return kept.error();
    return m_to.run(u"UPDATE attempts SET indexed = 1 WHERE id = ?"_s, {to});
}

Result<Done> AttemptCopier::copyDraft()
{
    const auto draft = row(m_from, u"SELECT prompt FROM drafts"_s, {});
    if (!draft)
        return draft.error();
    if (draft->isEmpty())
        return gone(u"no draft"_s);
    m_whole = true;
    const auto prompt = copyPrompt(draft->value(u"prompt"_s).toLongLong(), {});
    if (!prompt)
        return prompt.error();
    if (!m_whole)
        return gone(u"the draft is not whole"_s);
    return m_to.run(u"INSERT OR REPLACE INTO drafts (id, prompt) VALUES (1, ?)"_s, {*prompt});
}

} // namespace safelight
