#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace safelight {

class Connection;

// The blobs table: large data once, by SHA-256. `sha256Hex` empty: computed. Answers the row's id.
Result<qint64> keepBlob(const Connection& connection, const QByteArray& bytes,
                        const QByteArray& sha256Hex = {});

struct Blob
{
    QByteArray bytes;
    QByteArray sha256Hex;
};
// An error when the bytes are not those of the hash.
Result<Blob> loadBlob(const Connection& connection, qint64 id);

enum class BodyPart { Request = 0, Answer = 1 };

// The segments table: a body in pieces, its pictures in the blobs table; and the same bytes again.
Result<Done> keepBody(const Connection& connection, qint64 attempt, BodyPart part, const QByteArray& body);
// The next piece of a body that is not all there yet, and what was there of it taken away.
Result<Done> appendToBody(const Connection& connection, qint64 attempt, BodyPart part,
                          const QByteArray& piece);
Result<Done> dropBody(const Connection& connection, qint64 attempt, BodyPart part);
// `sha256`: of the whole, where it is known; else each picture is held against its own. What is not the same
// is an error.
Result<QByteArray> loadBody(const Connection& connection, qint64 attempt, BodyPart part,
                            const QByteArray& sha256);

} // namespace safelight
