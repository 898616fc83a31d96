#pragma once

#include "app/sqlite/statement.h"

#include <QMap>
#include <QStringList>

#include <span>

namespace safelight {

// What a column holds. Whatever a foreign file has in it, it is read as this.
enum class ColumnKind {
    Integer,
    Real,
    Text,
    Bytes,
    Packed, // text or bytes: packedtext.h
};

// A column of the session file, for everything that is done with it: making, upgrading, copying, merging.
struct FileColumn
{
    const char* name;
    const char* declared; // type and constraints, as CREATE TABLE has them
    ColumnKind kind = ColumnKind::Integer;
    // Goes along as it is when its row is copied, merged or recovered; ids and references are given anew.
    bool copied = false;
    int since = 1; // version of the file
};

// Which values of a row are written when.
enum ColumnMoment : unsigned {
    AtBegin = 1, // before the request goes out
    AtEnd = 2, // when it ended
    AtIndex = 4, // when what an older program did not keep is worked out
    AtArrival = 8, // with the first piece of an answer that arrives
};

// A column that is written from a Source and read into a Target.
template<typename Source, typename Target>
struct BoundColumn
{
    FileColumn column;
    unsigned moments = 0;
    SqlValue (*bind)(const Source&) = nullptr;
    void (*read)(Target&, const SqlRow&, int place) = nullptr; // null: not in the list
};

struct FileTable
{
    const char* name;
    QList<FileColumn> columns;
    const char* constraints = ""; // behind the columns
    const char* options = "";
    int since = 1;
};

namespace schema {

// All tables of a version's file but the virtual one, in the order in which they are made.
const QList<FileTable>& plainTables();
const FileTable& table(const QString& name);
QString createStatement(const FileTable& table, int version);
QStringList addedColumns(const FileTable& table, int version); // ALTER TABLE, for what this version brought

} // namespace schema

// A row by its columns' names.
using FileRecord = QMap<QString, SqlValue>;

// "a, b, NULL, c": of the columns named, those that a version's file has.
QString selectedColumns(const FileTable& table, const QStringList& names, int version);
QStringList columnNames(const FileTable& table, int version);
FileRecord recordOf(const FileTable& table, const QStringList& names, const SqlRow& row);

QString insertStatement(const QString& table, const QStringList& columns);
QString updateStatement(const QString& table, const QStringList& columns, const QString& where);

// The row's value as its column's kind.
SqlValue valueOfKind(const SqlRow& row, int place, ColumnKind kind);

// What is bound at a moment.
template<typename Bound, typename Source>
void bindAll(std::span<const Bound> columns, unsigned moment, const Source& source, QStringList& names,
             SqlValues& values)
{
    for (const Bound& bound : columns) {
        if ((bound.moments & moment) == 0)
            continue;
        names << QString::fromLatin1(bound.column.name);
        values << bound.bind(source);
    }
}

// The columns that are read, with what stands in front of each: "a.id, a.number".
template<typename Bound>
QString readNames(std::span<const Bound> columns, const QString& alias)
{
    QStringList names;
    for (const Bound& bound : columns) {
        if (bound.read)
            names << alias + QString::fromLatin1(bound.column.name);
    }
    return names.join(QStringLiteral(", "));
}

// Reads them from `place` on; answers the place behind them.
template<typename Bound, typename Target>
int readAll(std::span<const Bound> columns, Target& target, const SqlRow& row, int place)
{
    for (const Bound& bound : columns) {
        if (bound.read)
            bound.read(target, row, place++);
    }
    return place;
}

} // namespace safelight
