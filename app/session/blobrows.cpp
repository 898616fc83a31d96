#include "app/session/blobrows.h"

#include "app/session/bodysegments.h"
#include "app/session/connection.h"

#include <QCoreApplication>
#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error damaged(const QString& detail)
{
    return {Error::Code::Parse,
            QCoreApplication::translate("SessionStore", "A part of the session file is damaged."), detail};
}

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

struct Found
{
    qint64 id = 0; // 0: not there
    qint64 length = 0;
};

Result<Found> findBlob(const Connection& connection, const QByteArray& hash)
{
    auto rows = connection.query(u"SELECT id, length(bytes) FROM blobs WHERE sha256 = ?"_s, {hash});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return Found();
    return Found {rows->value(0).toLongLong(), rows->value(1).toLongLong()};
}

Result<Done> keepSegment(const Connection& connection, const QVariantList& place, const BodySegment& segment)
{
    QVariant blob;
    QVariant bytes;
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
                          place + QVariantList {static_cast<int>(segment.form), blob, bytes});
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
    // Not NULL, even when empty.
    const QVariant kept = bytes.isNull() ? QByteArray("") : bytes;
    return connection.insert(u"INSERT INTO blobs (sha256, bytes) VALUES (?, ?)"_s, {hash, kept});
}

Result<Blob> loadBlob(const Connection& connection, qint64 id)
{
    auto rows = connection.query(u"SELECT bytes, sha256 FROM blobs WHERE id = ?"_s, {id});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return damaged(u"blob %1 is missing"_s.arg(id));
    return Blob {rows->value(0).toByteArray(), rows->value(1).toByteArray().toHex()};
}

Result<Done> keepBody(const Connection& connection, qint64 attempt, BodyPart part, const QByteArray& body)
{
    int position = 0;
    const auto segments = splitBody(body);
    for (const BodySegment& segment : segments) {
        const QVariantList place {attempt, static_cast<int>(part), position++};
        if (const auto kept = keepSegment(connection, place, packed(segment)); !kept)
            return kept.error();
    }
    return Done();
}

Result<QByteArray> loadBody(const Connection& connection, qint64 attempt, BodyPart part)
{
    auto rows = connection.query(u"SELECT s.form, coalesce(b.bytes, s.bytes) FROM segments s"
                                 " LEFT JOIN blobs b ON b.id = s.blob"
                                 " WHERE s.attempt = ? AND s.part = ? ORDER BY s.position"_s,
                                 {attempt, static_cast<int>(part)});
    if (!rows)
        return rows.error();
    QByteArray body;
    while (rows->next()) {
        const int form = rows->value(0).toInt();
        const bool known = form >= 0 && form <= static_cast<int>(BodySegment::Form::Base64UrlUnpadded);
        if (!known
            || !appendSegment(body, {static_cast<BodySegment::Form>(form), rows->value(1).toByteArray()}))
            return damaged(u"a segment of attempt %1 cannot be read"_s.arg(attempt));
    }
    return body;
}

} // namespace safelight
