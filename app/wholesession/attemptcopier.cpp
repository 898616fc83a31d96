#include "app/wholesession/attemptcopier.h"

#include "app/session/attempt.h"
#include "app/session/packedtext.h"
#include "app/session/promptrows.h"
#include "app/session/rowvalues.h"
#include "app/session/schema.h"
#include "app/sqlite/connection.h"

using namespace Qt::StringLiterals;

namespace safelight {

int versionOf(const Connection& connection)
{
    const auto version = connection.value(u"PRAGMA user_version"_s);
    return version && version->toInt() > 0 ? version->toInt() : schema::version;
}

AttemptCopier::AttemptCopier(const Connection& from, const Connection& to, Care care)
    : m_from(from)
    , m_to(to)
    , m_care(care)
    , m_version(versionOf(from))
{ }

Result<QList<FileRecord>> AttemptCopier::rows(const QString& name, const QString& where,
                                              const SqlValues& values)
{
    const FileTable& table = schema::table(name);
    const QStringList columns = columnNames(table, m_version);
    QList<FileRecord> found;
    const auto done =
        m_from.forEach(u"SELECT %1 FROM %2 WHERE %3"_s.arg(columns.join(u", "_s), name, where), values,
                       [&](const SqlRow& row) { found << recordOf(table, columns, row); });
    if (done)
        return found;
    if (const auto missed = miss(done.error()); !missed)
        return missed.error();
    return found;
}

Result<FileRecord> AttemptCopier::row(const QString& name, const QString& where, const SqlValues& values)
{
    const FileTable& table = schema::table(name);
    const QStringList columns = columnNames(table, m_version);
    FileRecord record;
    const auto found =
        m_from.first(u"SELECT %1 FROM %2 WHERE %3"_s.arg(columns.join(u", "_s), name, where), values,
                     [&](const SqlRow& row) { record = recordOf(table, columns, row); });
    if (!found)
        return found.error();
    if (!*found)
        return damagedPart(u"a row of %1 is missing"_s.arg(name));
    return record;
}

Result<qint64> AttemptCopier::insert(const QString& name, const FileRecord& row, const FileRecord& given)
{
    QStringList names = given.keys();
    SqlValues values = given.values();
    for (const FileColumn& column : schema::table(name).columns) {
        const QString columnName = QString::fromLatin1(column.name);
        if (column.copied && !row.value(columnName).isNull() && !given.contains(columnName)) {
            names << columnName;
            values << row.value(columnName);
        }
    }
    return m_to.insert(insertStatement(name, names), values);
}

Result<Done> AttemptCopier::miss(const Error& error)
{
    m_whole = false;
    if (m_care == Care::Strict)
        return error;
    return Done();
}

Result<qint64> AttemptCopier::copyBlob(qint64 from)
{
    if (const auto known = m_blobs.constFind(from); known != m_blobs.constEnd())
        return *known;
    const auto blob = loadBlob(m_from, from);
    if (!blob)
        return blob.error();
    auto kept = keepBlob(m_to, blob->bytes, blob->sha256Hex);
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
    for (const auto part : {BodyPart::Request, BodyPart::Answer}) {
        if (const auto done = copyBody(id, *to, part); !done)
            return done.error();
    }
    if (const auto done = copyThumbnail(id, *to); !done)
        return done.error();
    if (const auto done = copyTags(*found, *to); !done)
        return done.error();
    // Of one that is still being sent, what arrived is to be read.
    const bool isSending = found->value(u"state"_s).toString() == nameOf(AttemptState::Sending);
    if (found->value(u"indexed"_s).toInt() == 1 && !isSending) {
        if (const auto done = copyText(id, *to); !done)
            return done.error();
    }
    return Copied {*to, m_whole};
}

// Where the row itself is damaged, the list's index still has a part of it.
Result<FileRecord> AttemptCopier::findAttempt(qint64 id)
{
    auto found = row(u"attempts"_s, u"id = ?"_s, {id});
    if (found)
        return found;
    if (const auto missed = miss(found.error()); !missed)
        return missed.error();
    FileRecord listed;
    const auto any = m_from.first(
        u"SELECT sent_at, state, outcome FROM attempts INDEXED BY attempts_listed WHERE id = ?"_s, {id},
        [&listed](const SqlRow& row) {
            listed = {{u"sent_at"_s, row.number(0)}, {u"state"_s, row.text(1)}, {u"outcome"_s, row.text(2)}};
        });
    if (!any || !*any)
        return found;
    listed.insert(u"simulated"_s, 0);
    return listed;
}

Result<qint64> AttemptCopier::copyAttemptRow(const FileRecord& row, int number)
{
    FileRecord given {{u"number"_s, number}, {u"owner"_s, u""_s}};
    if (row.value(u"state"_s).toString() == nameOf(AttemptState::Sending))
        given.insert(u"state"_s, nameOf(AttemptState::Interrupted));
    return insert(u"attempts"_s, row, given);
}

Result<Done> AttemptCopier::copyExchange(qint64 from, qint64 to, const QString& preview)
{
    auto exchange = row(u"exchanges"_s, u"attempt = ?"_s, {from});
    if (!exchange) {
        if (auto missed = miss(exchange.error()); !missed)
            return missed;
        exchange = FileRecord {{u"stream"_s, 1}};
    }
    const auto prompt = copyPrompt(exchange->value(u"prompt"_s).toLongLong(), preview);
    if (!prompt)
        return prompt.error();
    const auto kept = insert(u"exchanges"_s, *exchange, {{u"attempt"_s, to}, {u"prompt"_s, *prompt}});
    if (!kept)
        return kept.error();
    return Done();
}

// Of a prompt that is gone, its first words are left; of one that is not what it was, what can be read.
Result<FileRecord> AttemptCopier::findPrompt(qint64 id, const QString& preview)
{
    auto prompt = row(u"prompts"_s, u"id = ?"_s, {id});
    if (!prompt) {
        if (const auto missed = miss(prompt.error()); !missed)
            return missed.error();
        return FileRecord {{u"settings"_s, u"{}"_s}, {u"text"_s, preview}};
    }
    if (const auto whole = loadPrompt(m_from, id); !whole) {
        if (const auto missed = miss(whole.error()); !missed)
            return missed.error();
        prompt->remove(u"sha256"_s);
        for (const auto& name : {u"text"_s, u"system_instruction"_s}) {
            if (!unpackText(prompt->value(name)))
                prompt->remove(name);
        }
    }
    return prompt;
}

Result<qint64> AttemptCopier::copyPrompt(qint64 id, const QString& preview)
{
    const auto prompt = findPrompt(id, preview);
    if (!prompt)
        return prompt.error();
    auto to = insert(u"prompts"_s, *prompt, {});
    if (!to)
        return to;
    if (const auto done = copyImages(id, *to); !done)
        return done.error();
    return to;
}

Result<Done> AttemptCopier::copyImages(qint64 from, qint64 to)
{
    const auto images = rows(u"prompt_images"_s, u"prompt = ? ORDER BY position"_s, {from});
    if (!images)
        return images.error();
    for (const FileRecord& image : *images) {
        const auto blob = copyBlob(image.value(u"blob"_s).toLongLong());
        if (!blob) {
            if (auto missed = miss(blob.error()); !missed)
                return missed;
            continue;
        }
        const auto kept = insert(u"prompt_images"_s, image, {{u"prompt"_s, to}, {u"blob"_s, *blob}});
        if (!kept)
            return kept.error();
    }
    return Done();
}

// None where one cannot be had: with a hole in it, a body would say something else.
Result<QList<FileRecord>> AttemptCopier::copiedSegments(qint64 from, BodyPart part)
{
    const auto exchange = row(u"exchanges"_s, u"attempt = ?"_s, {from});
    const QString hash = part == BodyPart::Request ? u"request_sha256"_s : u"answer_sha256"_s;
    const auto whole =
        loadBody(m_from, from, part, exchange ? exchange->value(hash).toByteArray() : QByteArray());
    if (!whole)
        return whole.error();
    auto segments =
        rows(u"segments"_s, u"attempt = ? AND part = ? ORDER BY position"_s, {from, static_cast<int>(part)});
    for (FileRecord& segment : segments ? *segments : QList<FileRecord>()) {
        if (segment.value(u"blob"_s).isNull())
            continue;
        const auto blob = copyBlob(segment.value(u"blob"_s).toLongLong());
        if (!blob)
            return blob.error();
        segment.insert(u"blob"_s, *blob);
    }
    return segments;
}

Result<Done> AttemptCopier::copyBody(qint64 from, qint64 to, BodyPart part)
{
    const auto segments = copiedSegments(from, part);
    if (!segments) {
        const QString hash = part == BodyPart::Request ? u"request_sha256"_s : u"answer_sha256"_s;
        if (auto missed = miss(segments.error()); !missed)
            return missed;
        return m_to.run(u"UPDATE exchanges SET %1 = NULL WHERE attempt = ?"_s.arg(hash), {to});
    }
    for (const FileRecord& segment : *segments) {
        FileRecord given {{u"attempt"_s, to}, {u"part"_s, static_cast<int>(part)}};
        if (!segment.value(u"blob"_s).isNull())
            given.insert(u"blob"_s, segment.value(u"blob"_s));
        if (const auto kept = insert(u"segments"_s, segment, given); !kept)
            return kept.error();
    }
    return Done();
}

Result<Done> AttemptCopier::copyThumbnail(qint64 from, qint64 to)
{
    const auto thumbnails = rows(u"thumbnails"_s, u"attempt = ?"_s, {from});
    if (!thumbnails)
        return thumbnails.error();
    for (const FileRecord& thumbnail : *thumbnails) {
        if (const auto kept = insert(u"thumbnails"_s, thumbnail, {{u"attempt"_s, to}}); !kept)
            return kept.error();
    }
    return Done();
}

Result<Done> AttemptCopier::copyTags(const FileRecord& row, qint64 to)
{
    const QStringList tags = listOf(row.value(u"tags"_s).toString());
    for (const QString& tag : tags) {
        if (auto kept = m_to.run(u"INSERT OR IGNORE INTO attempt_tags (tag, attempt) VALUES (?, ?)"_s,
                                 {tag.toCaseFolded(), to});
            !kept)
            return kept;
    }
    return Done();
}

// The text to search. Without it an attempt is indexed again later.
Result<Done> AttemptCopier::copyText(qint64 from, qint64 to)
{
    SqlValues text {to};
    const auto found =
        m_from.first(u"SELECT prompt, answer, notes FROM texts WHERE rowid = ?"_s, {from},
                     [&text](const SqlRow& row) { text << row.text(0) << row.text(1) << row.text(2); });
    if (!found || !*found)
        return Done();
    if (auto kept = m_to.run(u"INSERT INTO texts (rowid, prompt, answer, notes) VALUES (?, ?, ?, ?)"_s, text);
        !kept)
        return kept;
    return m_to.run(u"UPDATE attempts SET indexed = 1 WHERE id = ?"_s, {to});
}

// The newest one.
Result<Done> AttemptCopier::copyDraft()
{
    const QString newest = m_version >= 4 ? u"SELECT prompt FROM window_drafts ORDER BY saved DESC"_s
                                          : u"SELECT prompt FROM drafts"_s;
    const auto draft = m_from.value(newest);
    if (!draft)
        return draft.error();
    if (draft->isNull())
        return damagedPart(u"no draft"_s);
    m_whole = true;
    const auto prompt = copyPrompt(draft->toLongLong(), {});
    if (!prompt)
        return prompt.error();
    if (!m_whole)
        return damagedPart(u"the draft is not whole"_s);
    return m_to.run(u"INSERT OR REPLACE INTO window_drafts (owner, prompt, saved) VALUES ('', ?, 1)"_s,
                    {*prompt});
}

} // namespace safelight
