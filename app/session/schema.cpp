#include "app/session/schema.h"

#include "app/session/columns.h"

using namespace Qt::StringLiterals;

namespace safelight::schema {

namespace {

// The text to search, see searchtext.h: `prompt` with its system instruction and captions, `answer` with the
// service's messages, `notes` with title, comment and tags. The prefix indexes are for words half typed.
const auto texts = u"CREATE VIRTUAL TABLE texts USING fts5(prompt, answer, notes,"
                   " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"_s;

const auto firstIndex = u"CREATE INDEX attempts_sending ON attempts (owner) WHERE state = 'sending'"_s;

// For finding and sorting without reading the rows. attempts_listed has all that the list's index needs.
const auto thirdIndexes = {
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

// What stands beside tables and columns in what a version brought.
QStringList others(int version)
{
    QStringList list;
    if (version == 1)
        list << firstIndex << u"PRAGMA application_id = %1"_s.arg(applicationId);
    if (version == 3) {
        list << texts;
        for (const QString& index : thirdIndexes)
            list << u"CREATE INDEX "_s + index;
    }
    if (version == 4) {
        list << u"CREATE INDEX window_drafts_prompt ON window_drafts (prompt)"_s
             << u"INSERT INTO window_drafts (owner, prompt, saved) SELECT '', prompt, 0 FROM drafts"_s
             << u"DELETE FROM drafts"_s;
    }
    return list;
}

QStringList brought(int by)
{
    QStringList list;
    for (const FileTable& table : plainTables())
        list += table.since == by ? QStringList {createStatement(table, by)} : addedColumns(table, by);
    return list + others(by);
}

} // namespace

QStringList statements()
{
    return upgrade(0);
}

QStringList upgrade(int from)
{
    QStringList list;
    for (int next = from + 1; next <= version; ++next)
        list += brought(next);
    return list << u"PRAGMA user_version = %1"_s.arg(version);
}

QStringList tables(int of)
{
    QStringList names;
    for (const FileTable& table : plainTables()) {
        if (table.since <= of)
            names << QString::fromLatin1(table.name);
    }
    if (of >= 3)
        names << u"texts"_s;
    return names;
}

} // namespace safelight::schema
