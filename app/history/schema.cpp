#include "app/history/schema.h"

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
    return list + QStringList {u"PRAGMA user_version = %1"_s.arg(version)};
}

QStringList tables()
{
    return {u"blobs"_s,    u"prompts"_s,    u"prompt_images"_s, u"attempts"_s, u"exchanges"_s,
            u"segments"_s, u"thumbnails"_s, u"drafts"_s,        u"owners"_s};
}

} // namespace safelight::schema
