#pragma once

#include "app/base/result.h"

#include <QHash>
#include <QVariantMap>

namespace safelight {

class Connection;

// Copies attempts, row by row, from a session of any version into one of this version. What it takes from the
// other file it checks: pictures are found by their own hash, whatever the file says.
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

    // One row by its columns' names; empty when there is none.
    static Result<QVariantMap> row(const Connection& connection, const QString& sql,
                                   const QVariantList& values);

private:
    Result<QVariantMap> findAttempt(qint64 id);
    Result<qint64> copyAttemptRow(const QVariantMap& row, int number);
    Result<Done> copyExchange(qint64 from, qint64 to, const QString& preview);
    Result<qint64> copyPrompt(qint64 id, const QString& preview);
    Result<Done> copyImages(qint64 from, qint64 to);
    Result<Done> copyBody(qint64 from, qint64 to, int part);
    Result<Done> copyRest(const QVariantMap& row, qint64 to);
    Result<qint64> copyBlob(const QVariant& id);
    // Lenient: notes it and goes on.
    Result<Done> miss(const Error& error);
    Result<QList<QVariantMap>> rows(const QString& sql, const QVariantList& values);

    const Connection& m_from;
    const Connection& m_to;
    const Care m_care;
    bool m_whole = true;
    QHash<qint64, qint64> m_blobs;
};

} // namespace safelight
