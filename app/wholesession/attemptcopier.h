#pragma once

#include "app/session/blobrows.h"
#include "app/session/columns.h"

#include <QHash>

namespace safelight {

class Connection;

// Copies attempts, row by row, from a session of any version into one of this version. What it takes from the
// other file it checks: a picture that is not what its hash says is not taken.
class AttemptCopier final
{
public:
    enum class Care {
        Strict, // what is missing is an error
        Lenient, // what is missing is left out: the file is damaged
    };
    AttemptCopier(const Connection& from, const Connection& to, Care care);

    struct Copied
    {
        qint64 id = 0; // in the session it was copied to
        bool whole = true;
    };
    // The caller holds a transaction of the session that is written to.
    Result<Copied> copy(qint64 id, int number);
    Result<Done> copyDraft();
    // What was copied was rolled back: pictures that came with it are not there.
    void forget() { m_blobs.clear(); }

private:
    Result<FileRecord> findAttempt(qint64 id);
    Result<qint64> copyAttemptRow(const FileRecord& row, int number);
    Result<Done> copyExchange(qint64 from, qint64 to, const QString& preview);
    Result<qint64> copyPrompt(qint64 id, const QString& preview);
    Result<FileRecord> findPrompt(qint64 id, const QString& preview);
    Result<Done> copyImages(qint64 from, qint64 to);
    Result<Done> copyBody(qint64 from, qint64 to, BodyPart part);
    Result<QList<FileRecord>> copiedSegments(qint64 from, BodyPart part);
    Result<Done> copyThumbnail(qint64 from, qint64 to);
    Result<Done> copyTags(const FileRecord& row, qint64 to);
    Result<Done> copyText(qint64 from, qint64 to);
    Result<qint64> copyBlob(qint64 from);
    // Lenient: notes it and goes on.
    Result<Done> miss(const Error& error);
    // The rows of a table, whichever of its columns the file has.
    Result<QList<FileRecord>> rows(const QString& table, const QString& where, const SqlValues& values);
    Result<FileRecord> row(const QString& table, const QString& where, const SqlValues& values);
    // What of the row is copied, and what is given, in front.
    Result<qint64> insert(const QString& table, const FileRecord& row, const FileRecord& given);

    const Connection& m_from;
    const Connection& m_to;
    const Care m_care;
    const int m_version; // of the session that is read
    bool m_whole = true;
    QHash<qint64, qint64> m_blobs;
};

// Of an open session; one that cannot tell is taken for one of today.
int versionOf(const Connection& connection);

} // namespace safelight
