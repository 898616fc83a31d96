#pragma once

#include <QString>
#include <QStringList>

namespace safelight::schema {

// In the file's header, so that a session is told from any other database before SQLite opens it: "SFLT".
inline constexpr quint32 applicationId = 0x53464C54;
// PRAGMA user_version. A file with a higher one was written by a newer program and is left alone.
inline constexpr int version = 5;

// The statements that make an empty session, in order. What stands in the file: columns.cpp,
// attemptcolumns.cpp.
QStringList statements();
// The statements that bring a session of an older version to this one, in order.
QStringList upgrade(int from);
// The tables that a session of a version must have.
QStringList tables(int of = version);

} // namespace safelight::schema
