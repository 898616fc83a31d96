#pragma once

#include "app/base/result.h"

#include <QString>

#include <memory>

namespace safelight {

class Connection;

// An error that names the session: `sentence` is marked for translation and has %1 for the file name.
Error fileProblem(Error::Code code, const char* sentence, const QString& path, const QString& detail = {});

// What may be read of a session without changing anything, beside it neither: a copy is of no use for a large
// one. `connection` is good for as long as nobody removes the file.
Result<std::unique_ptr<Connection>> openToRead(const QString& path);

// Checks a file before SQLite may write to it: a folder, no session, a newer version, damaged, not writable.
// What is whole is SQLite's to tell, which knows the log beside a file. Reads only, and leaves nothing beside
// the file.
Result<Done> checkSessionFile(const QString& path);

// Brings the session behind an open connection to this version: all of it or nothing. Nothing to do for one
// that is there already. A program of the older version that has it open can go on.
Result<Done> upgradeSession(const Connection& connection);

// What SQLite keeps beside a session; and that with the session itself.
void removeLog(const QString& path);
void removeWithRest(const QString& path);
// A session that was made beside its place goes there, or nowhere when something has that name already.
Result<Done> moveIntoPlace(const QString& made, const QString& path);

// Which file it is, whatever it is called. Zeros where it cannot be told.
struct FileIdentity
{
    quint64 device = 0;
    quint64 number = 0;

    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
FileIdentity identityOf(const QString& path);

// The session's file was removed, renamed or replaced while it was open: nothing is kept in it any more.
Error sessionFileGone(const QString& path);
bool isSessionFileGone(const Error& error);

// Makes an empty session, complete or not at all. Fails when something has that name already.
Result<Done> createSessionFile(const QString& path);

} // namespace safelight
