#include "app/session/columns.h"

#include "app/session/attemptcolumns.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

QString definition(const FileColumn& column)
{
    return QString(latin(column.name) + u' ' + latin(column.declared)).trimmed();
}

template<typename Bound>
QList<FileColumn> columnsOf(std::span<const Bound> bound)
{
    QList<FileColumn> columns;
    for (const Bound& each : bound)
        columns << each.column;
    return columns;
}

using enum ColumnKind;

// Pictures and other large data, each once, by SHA-256 (32 bytes). `bytes` stands last, so that looking
// for a hash or a length reads no picture. Unused ones may stay.
FileTable blobs()
{
    return {"blobs",
            {{"id", "INTEGER PRIMARY KEY"},
             {"sha256", "BLOB NOT NULL UNIQUE", Bytes},
             {"bytes", "BLOB NOT NULL", Bytes}}};
}

// What stood in the editor: of an attempt, or a draft. `settings`: JSON with the members "safety" (category
// to threshold, what was not sent is absent) and "generation" (only what was set). `sha256`: of the row and
// its images, see promptrows.cpp; NULL where an older program wrote it. `carried`: the JSON request that the
// prompt carries (app/prompt/prompt.h); NULL
// where an older program wrote it.
FileTable prompts()
{
    return {"prompts",
            {{"id", "INTEGER PRIMARY KEY"},
             {"model", "TEXT", Text, true},
             {"settings", "TEXT NOT NULL", Text, true},
             {"text", "", Packed, true},
             {"system_instruction", "", Packed, true},
             {"sha256", "BLOB", Bytes, true, 4},
             {"carried", "", Packed, true, 5}}};
}

// Reference images in their order. `width` and `height` 0: not known.
FileTable promptImages()
{
    return {"prompt_images",
            {{"prompt", "INTEGER NOT NULL REFERENCES prompts(id) ON DELETE CASCADE"},
             {"position", "INTEGER NOT NULL", Integer, true},
             {"blob", "INTEGER NOT NULL REFERENCES blobs(id)"},
             {"mime_type", "TEXT", Text, true},
             {"file_name", "TEXT", Packed, true},
             {"caption", "TEXT", Packed, true},
             {"width", "INTEGER", Integer, true},
             {"height", "INTEGER", Integer, true}},
            ", PRIMARY KEY (prompt, position)",
            " WITHOUT ROWID"};
}

// Request bodies (part 0) and answers (part 1), byte for byte: the pieces in their order, one after the
// other. `form` says what stands in `bytes`, or how the blob is written out: bodysegments.h.
FileTable segments()
{
    return {"segments",
            {{"attempt", "INTEGER NOT NULL REFERENCES attempts(id) ON DELETE CASCADE"},
             {"part", "INTEGER NOT NULL"},
             {"position", "INTEGER NOT NULL", Integer, true},
             {"form", "INTEGER NOT NULL", Integer, true},
             {"blob", "INTEGER REFERENCES blobs(id)"},
             {"bytes", "BLOB", Bytes, true}},
            ", UNIQUE (attempt, part, position)"};
}

// PNG, at most thumbnailLimit bytes.
FileTable thumbnails()
{
    return {"thumbnails",
            {{"attempt", "INTEGER PRIMARY KEY REFERENCES attempts(id) ON DELETE CASCADE"},
             {"png", "BLOB NOT NULL", Bytes, true}}};
}

// The one draft of a session, until version 4.
FileTable drafts()
{
    return {"drafts",
            {{"id", "INTEGER PRIMARY KEY CHECK (id = 1)"},
             {"prompt", "INTEGER NOT NULL REFERENCES prompts(id)"}}};
}

// Programs that have sent or drafted in this session and still have it open: openprograms.h.
FileTable owners()
{
    return {"owners",
            {{"token", "TEXT PRIMARY KEY", Text},
             {"machine", "TEXT", Text},
             {"boot", "TEXT", Text},
             {"process", "INTEGER NOT NULL"},
             {"process_start", "TEXT", Text}},
            "",
            " WITHOUT ROWID"};
}

// `tag`: as attempts.tags has it, case folded.
FileTable attemptTags()
{
    return {"attempt_tags",
            {{"tag", "TEXT NOT NULL", Text},
             {"attempt", "INTEGER NOT NULL REFERENCES attempts(id) ON DELETE CASCADE"}},
            ", PRIMARY KEY (tag, attempt)",
            " WITHOUT ROWID",
            3};
}

// What each window has in its editor: draftrows.h. `saved`: counts on with each save.
FileTable windowDrafts()
{
    return {"window_drafts",
            {{"owner", "TEXT PRIMARY KEY", Text},
             {"prompt", "INTEGER NOT NULL REFERENCES prompts(id)"},
             {"saved", "INTEGER NOT NULL"}},
            "",
            " WITHOUT ROWID",
            4};
}

} // namespace

const QList<FileTable>& schema::plainTables()
{
    static const QList<FileTable> tables {blobs(),
                                          prompts(),
                                          promptImages(),
                                          {"attempts", columnsOf(attemptColumns())},
                                          {"exchanges", columnsOf(exchangeColumns())},
                                          segments(),
                                          thumbnails(),
                                          drafts(),
                                          owners(),
                                          attemptTags(),
                                          windowDrafts()};
    return tables;
}

const FileTable& schema::table(const QString& name)
{
    const auto found = std::ranges::find_if(
        plainTables(), [&name](const FileTable& table) { return latin(table.name) == name; });
    Q_ASSERT(found != plainTables().end());
    return *found;
}

QString schema::createStatement(const FileTable& table, int version)
{
    QStringList columns;
    for (const FileColumn& column : table.columns) {
        if (column.since <= version)
            columns << definition(column);
    }
    return u"CREATE TABLE %1 (%2%3)%4"_s.arg(latin(table.name), columns.join(u", "_s),
                                             latin(table.constraints), latin(table.options));
}

QStringList schema::addedColumns(const FileTable& table, int version)
{
    QStringList statements;
    for (const FileColumn& column : table.columns) {
        if (column.since == version && table.since < version)
            statements << u"ALTER TABLE %1 ADD COLUMN %2"_s.arg(latin(table.name), definition(column));
    }
    return statements;
}

QStringList columnNames(const FileTable& table, int version)
{
    QStringList names;
    for (const FileColumn& column : table.columns) {
        if (column.since <= version)
            names << latin(column.name);
    }
    return names;
}

QString selectedColumns(const FileTable& table, const QStringList& names, int version)
{
    const QStringList known = columnNames(table, version);
    QStringList selected;
    for (const QString& name : names)
        selected << (known.contains(name) ? name : u"NULL"_s);
    return selected.join(u", "_s);
}

FileRecord recordOf(const FileTable& table, const QStringList& names, const SqlRow& row)
{
    FileRecord record;
    for (const FileColumn& column : table.columns) {
        if (const auto at = names.indexOf(latin(column.name)); at >= 0)
            record.insert(names.at(at), valueOfKind(row, static_cast<int>(at), column.kind));
    }
    return record;
}

QString insertStatement(const QString& table, const QStringList& columns)
{
    return u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, columns.join(u", "_s),
                                                    QStringList(columns.size(), u"?"_s).join(u", "_s));
}

QString updateStatement(const QString& table, const QStringList& columns, const QString& where)
{
    return u"UPDATE %1 SET %2 = ? WHERE %3"_s.arg(table, columns.join(u" = ?, "_s), where);
}

SqlValue valueOfKind(const SqlRow& row, int place, ColumnKind kind)
{
    if (row.isNull(place))
        return {};
    switch (kind) {
    case ColumnKind::Integer:
        return row.number(place);
    case ColumnKind::Real:
        return row.real(place);
    case ColumnKind::Text:
        return row.text(place);
    case ColumnKind::Bytes:
        return row.bytes(place);
    case ColumnKind::Packed:
        break;
    }
    const SqlValue value = row.value(place);
    return value.isBytes() ? value : SqlValue(row.text(place));
}

} // namespace safelight
