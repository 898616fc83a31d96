#include "app/session/blobrows.h"

#include "app/session/bodysegments.h"
#include "app/session/rowvalues.h"
#include "app/sqlite/connection.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Found
{
    qint64 id = 0; // 0: not there
    qint64 length = 0;
};

Result<Found> findBlob(const Connection& connection, const QByteArray& hash)
{
    Found found;
    const auto looked = connection.first(u"SELECT id, length(bytes) FROM blobs WHERE sha256 = ?"_s, {hash},
                                         [&found](const SqlRow& row) {
                                             found = {row.number(0), row.number(1)};
                                         });
    if (!looked)
        return looked.error();
    return found;
}

Result<Done> keepSegment(const Connection& connection, const SqlValues& place, const BodySegment& segment)
{
    SqlValue blob;
    SqlValue bytes;
    if (segment.isBase64()) {
        const auto id = keepBlob(connection, segment.bytes);
        if (!id)
            return id.error();
        blob = *id;
    } else {
        bytes = segment.bytes;
    }
    return connection.run(u"INSERT INTO segments (attempt, part, position, form, blob, bytes)"
                          " VALUES (?, ?, ?, ?, ?, ?)"_s,
                          place + SqlValues {static_cast<int>(segment.form), blob, bytes});
}

// One piece of a body; `hash` is its blob's, empty where none was asked for.
Result<Done> appendPiece(QByteArray& body, qint64 form, const QByteArray& bytes, const QByteArray& hash)
{
    if (form < 0 || form > static_cast<qint64>(BodySegment::Form::Base64UrlUnpadded))
        return damagedPart(u"a piece of unknown form"_s);
    if (!hash.isEmpty() && sha256(bytes) != hash)
        return damagedPart(u"a blob is not what it was"_s);
    if (!appendSegment(body, {static_cast<BodySegment::Form>(form), bytes}))
        return damagedPart(u"a piece that cannot be unpacked"_s);
    return Done();
}

} // namespace

Result<qint64> keepBlob(const Connection& connection, const QByteArray& bytes, const QByteArray& sha256Hex)
{
    const QByteArray given = QByteArray::fromHex(sha256Hex);
    QByteArray hash = given.size() == 32 ? given : sha256(bytes);
    auto found = findBlob(connection, hash);
    if (!found)
        return found.error();
    // A hash that came with the bytes is believed while the length agrees.
    if (found->id == 0 || found->length != bytes.size()) {
        hash = sha256(bytes);
        if (hash != given)
            found = findBlob(connection, hash);
        if (!found)
            return found.error();
    }
    if (found->id != 0)
        return found->id;
    return connection.insert(u"INSERT INTO blobs (sha256, bytes) VALUES (?, ?)"_s, {hash, bytes});
}

Result<Blob> loadBlob(const Connection& connection, qint64 id)
{
    Blob blob;
    QByteArray hash;
    const auto found =
        connection.first(u"SELECT bytes, sha256 FROM blobs WHERE id = ?"_s, {id}, [&](const SqlRow& row) {
            blob.bytes = row.bytes(0);
            hash = row.bytes(1);
        });
    if (!found)
        return found.error();
    if (!*found)
        return damagedPart(u"blob %1 is missing"_s.arg(id));
    if (sha256(blob.bytes) != hash)
        return damagedPart(u"blob %1 is not what it was"_s.arg(id));
    blob.sha256Hex = hash.toHex();
    return blob;
}

Result<Done> keepBody(const Connection& connection, qint64 attempt, BodyPart part, const QByteArray& body)
{
    int position = 0;
    const auto segments = splitBody(body);
    for (const BodySegment& segment : segments) {
        const SqlValues place {attempt, static_cast<int>(part), position++};
        if (const auto kept = keepSegment(connection, place, packed(segment)); !kept)
            return kept.error();
    }
    return Done();
}

// As it is: small, and written anew when the whole is there.
Result<Done> appendToBody(const Connection& connection, qint64 attempt, BodyPart part,
                          const QByteArray& piece)
{
    return connection.run(
        u"INSERT INTO segments (attempt, part, position, form, bytes)"
        " SELECT ?1, ?2, coalesce(max(position), -1) + 1, ?3, ?4"
        " FROM segments WHERE attempt = ?1 AND part = ?2"_s,
        {attempt, static_cast<int>(part), static_cast<int>(BodySegment::Form::Plain), piece});
}

Result<Done> dropBody(const Connection& connection, qint64 attempt, BodyPart part)
{
    return connection.run(u"DELETE FROM segments WHERE attempt = ? AND part = ?"_s,
                          {attempt, static_cast<int>(part)});
}

Result<QByteArray> loadBody(const Connection& connection, qint64 attempt, BodyPart part,
                            const QByteArray& expected)
{
    // With the hash of the whole, those of its pictures say nothing more.
    const QString hash = expected.isEmpty() ? u"b.sha256"_s : u"NULL"_s;
    QByteArray body;
    qint64 position = 0;
    const auto done = connection.forEach(
        QString(u"SELECT s.position, s.form, s.blob IS NULL, b.id IS NULL, coalesce(b.bytes, s.bytes), "_s
                + hash
                + u" FROM segments s LEFT JOIN blobs b ON b.id = s.blob"
                  " WHERE s.attempt = ? AND s.part = ? ORDER BY s.position"_s),
        {attempt, static_cast<int>(part)}, [&](const SqlRow& row) -> Result<Done> {
            if (row.number(0) != position++ || (!row.flag(2) && row.flag(3)))
                return damagedPart(u"a piece is missing"_s);
            return appendPiece(body, row.number(1), row.bytes(4), row.bytes(5));
        });
    const auto where = u" (attempt %1)"_s.arg(attempt);
    if (!done)
        return Error {done.error().code, done.error().message, done.error().detail + where};
    if (!expected.isEmpty() && sha256(body) != expected)
        return damagedPart(u"a body is not what it was"_s + where);
    return body;
}

} // namespace safelight
