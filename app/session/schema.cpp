#include "app/session/schema.h"

using namespace Qt::StringLiterals;

namespace safelight::schema {

namespace {

// Pictures and other large data, each once, by SHA-256 (32 bytes). `bytes` stands last, so that looking
// for a hash or a length reads no picture. Unused ones may stay.
const auto blobs = u"CREATE TABLE blobs (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE,"
                   " bytes BLOB NOT NULL)"_s;

// What stood in the editor: of an attempt, or the draft. `text` and `system_instruction`: see
// packedtext.h. `settings`: JSON with the members "safety" (category to threshold, what was not sent is
// absent) and "generation" (only what was set).
const auto prompts = u"CREATE TABLE prompts (id INTEGER PRIMARY KEY, model TEXT, settings TEXT NOT NULL,"
                     " text, system_instruction)"_s;

// Reference images in their order. `width` and `height` 0: not known.
const auto promptImages =
    u"CREATE TABLE prompt_images (prompt INTEGER NOT NULL REFERENCES prompts(id) ON DELETE CASCADE,"
    " position INTEGER NOT NULL, blob INTEGER NOT NULL REFERENCES blobs(id), mime_type TEXT,"
    " file_name TEXT, caption TEXT, width INTEGER, height INTEGER, PRIMARY KEY (prompt, position))"
    " WITHOUT ROWID"_s;

// One row for each request, written before it goes out and completed once. Only what the list shows, so
// that reading 100,000 of them stays quick. `state` and `outcome`: the words of WireNames. `sent_at`:
// milliseconds since 1970, UTC. `owner`: who sends it (owners.token); stays after it ended.
const auto attempts =
    u"CREATE TABLE attempts (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL UNIQUE,"
    " state TEXT NOT NULL, sent_at INTEGER NOT NULL, backend_name TEXT, simulated INTEGER NOT NULL,"
    " model TEXT, model_version TEXT, outcome TEXT, reason TEXT, prompt_preview TEXT,"
    " seconds REAL NOT NULL DEFAULT 0, prompt_tokens INTEGER NOT NULL DEFAULT 0,"
    " thoughts_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0,"
    " images INTEGER NOT NULL DEFAULT 0, owner TEXT NOT NULL)"_s;
const auto sendingIndex = u"CREATE INDEX attempts_sending ON attempts (owner) WHERE state = 'sending'"_s;

// The rest of an attempt. Headers: JSON, a list of [name, value], keys masked. `answer_end`: see
// attemptrows.cpp.
const auto exchanges =
    u"CREATE TABLE exchanges (attempt INTEGER PRIMARY KEY REFERENCES attempts(id) ON DELETE CASCADE,"
    " prompt INTEGER NOT NULL REFERENCES prompts(id), backend_id TEXT, url TEXT,"
    " stream INTEGER NOT NULL, request_headers TEXT, response_headers TEXT,"
    " http_code INTEGER NOT NULL DEFAULT 0, first_byte_seconds REAL NOT NULL DEFAULT 0,"
    " tries INTEGER NOT NULL DEFAULT 1, failure TEXT, answer_end TEXT)"_s;

// PNG, at most thumbnailLimit bytes.
const auto thumbnails =
    u"CREATE TABLE thumbnails (attempt INTEGER PRIMARY KEY REFERENCES attempts(id) ON DELETE CASCADE,"
    " png BLOB NOT NULL)"_s;

// Request bodies (part 0) and answers (part 1), byte for byte: the pieces in their order, one after the
// other. `form` says what stands in `bytes`, or how the blob is written out: bodysegments.h.
const auto segments =
    u"CREATE TABLE segments (attempt INTEGER NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,"
    " part INTEGER NOT NULL, position INTEGER NOT NULL, form INTEGER NOT NULL,"
    " blob INTEGER REFERENCES blobs(id), bytes BLOB, UNIQUE (attempt, part, position))"_s;

// The one draft.
const auto drafts = u"CREATE TABLE drafts (id INTEGER PRIMARY KEY CHECK (id = 1),"
                    " prompt INTEGER NOT NULL REFERENCES prompts(id))"_s;

// Programs that have sent from this session and still have it open: owners.h.
const auto owners = u"CREATE TABLE owners (token TEXT PRIMARY KEY, machine TEXT, boot TEXT,"
                    " process INTEGER NOT NULL, process_start TEXT) WITHOUT ROWID"_s;

// Version 2. `parent`: the attempt whose advice was applied (attempts.id). `remedies`: JSON, the ids of what
// was applied before it was sent. `imported_from`: what an answer that was not sent from here was read from,
// NULL for all others. `billing`: a word of WireNames; the amounts in US dollars, NULL where no price was
// known, at the prices of `price_date` (ISO 8601).
QStringList second()
{
    return {u"ALTER TABLE attempts ADD COLUMN parent INTEGER"_s,
            u"ALTER TABLE attempts ADD COLUMN remedies TEXT"_s,
            u"ALTER TABLE attempts ADD COLUMN imported_from TEXT"_s,
            u"ALTER TABLE attempts ADD COLUMN billing TEXT"_s,
            u"ALTER TABLE attempts ADD COLUMN cost_low REAL"_s,
            u"ALTER TABLE attempts ADD COLUMN cost_high REAL"_s,
            u"ALTER TABLE attempts ADD COLUMN price_date TEXT"_s};
}

// Version 3. `stage`: a word of WireNames. `categories`: JSON, Verdict::categories, NULL when none.
// `request`: tells identical requests (requestHash()), NULL where none was sent. `removed`: deleted by the
// user, and gone with the next compaction. `indexed` 0: stage, categories, request and the text to search
// were not worked out yet, because an older program wrote the row.
const auto newColumns = {
    u"stage TEXT"_s,
    u"categories TEXT"_s,
    u"request INTEGER"_s,
    u"title TEXT"_s,
    u"mark INTEGER NOT NULL DEFAULT 0"_s,
    u"starred INTEGER NOT NULL DEFAULT 0"_s,
    u"tags TEXT"_s,
    u"comment TEXT"_s,
    u"removed INTEGER NOT NULL DEFAULT 0"_s,
    u"indexed INTEGER NOT NULL DEFAULT 0"_s,
};

// The text to search, see searchtext.h: `prompt` with its system instruction and captions, `answer` with the
// service's messages, `notes` with title, comment and tags. The prefix indexes are for words half typed.
const auto texts = u"CREATE VIRTUAL TABLE texts USING fts5(prompt, answer, notes,"
                   " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"_s;

// `tag`: as attempts.tags has it, case folded.
const auto attemptTags =
    u"CREATE TABLE attempt_tags (tag TEXT NOT NULL,"
    " attempt INTEGER NOT NULL REFERENCES attempts(id) ON DELETE CASCADE, PRIMARY KEY (tag, attempt))"
    " WITHOUT ROWID"_s;

// For finding and sorting without reading the rows. attempts_listed has all that the list's index needs.
const auto newIndexes = {
    u"attempts_listed ON attempts (id, removed, sent_at, state, outcome)"_s,
    u"attempts_outcome ON attempts (outcome, state)"_s,
    u"attempts_stage ON attempts (stage)"_s,
    u"attempts_time ON attempts (sent_at)"_s,
    u"attempts_model ON attempts (model)"_s,
    u"attempts_version ON attempts (model_version)"_s,
    u"attempts_backend ON attempts (backend_name)"_s,
    u"attempts_reason ON attempts (reason)"_s,
    u"attempts_cost ON attempts (cost_high)"_s,
    u"attempts_tokens ON attempts (prompt_tokens + thoughts_tokens + output_tokens)"_s,
    u"attempts_seconds ON attempts (seconds)"_s,
    u"attempts_images ON attempts (images)"_s,
    u"attempts_mark ON attempts (mark)"_s,
    u"attempts_starred ON attempts (starred)"_s,
    u"attempts_prompt ON attempts (substr(coalesce(title, prompt_preview), 1, 64) COLLATE NOCASE)"_s,
    u"attempts_request ON attempts (request, removed, state, outcome) WHERE request IS NOT NULL"_s,
    u"attempts_categories ON attempts (categories) WHERE categories IS NOT NULL"_s,
    u"attempts_comment ON attempts (id) WHERE comment IS NOT NULL"_s,
    u"attempts_removed ON attempts (id) WHERE removed <> 0"_s,
    u"attempts_unindexed ON attempts (id) WHERE indexed = 0"_s,
    u"attempt_tags_attempt ON attempt_tags (attempt)"_s,
    u"exchanges_prompt ON exchanges (prompt)"_s,
    u"prompt_images_blob ON prompt_images (blob)"_s,
    u"segments_blob ON segments (blob) WHERE blob IS NOT NULL"_s,
};

QStringList third()
{
    QStringList list;
    for (const QString& column : newColumns)
        list << u"ALTER TABLE attempts ADD COLUMN "_s + column;
    list << texts << attemptTags;
    for (const QString& index : newIndexes)
        list << u"CREATE INDEX "_s + index;
    return list;
}

QStringList first()
{
    return {blobs,
            prompts,
            promptImages,
            attempts,
            exchanges,
            segments,
            thumbnails,
            drafts,
            owners,
            sendingIndex,
            u"PRAGMA application_id = %1"_s.arg(applicationId)};
}

} // namespace

QStringList statements()
{
    return first() + upgrade(1);
}

QStringList upgrade(int from)
{
    QStringList list;
    if (from < 2)
        list += second();
    if (from < 3)
        list += third();
    return list + QStringList {u"PRAGMA user_version = %1"_s.arg(version)};
}

QStringList tables(int of)
{
    QStringList names {u"blobs"_s,    u"prompts"_s,    u"prompt_images"_s, u"attempts"_s, u"exchanges"_s,
                       u"segments"_s, u"thumbnails"_s, u"drafts"_s,        u"owners"_s};
    if (of >= 3)
        names << u"texts"_s << u"attempt_tags"_s;
    return names;
}

} // namespace safelight::schema
