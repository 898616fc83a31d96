#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QMimeData>
#include <QString>

#include <memory>

namespace safelight {

// Attempts that are dragged: their ids in the open session, one a line.
inline QString attemptMimeType()
{
    return QStringLiteral("application/x-safelight-attempts");
}

// The program that they are dragged from: elsewhere the same ids are those of other attempts.
inline QString attemptOriginType()
{
    return QStringLiteral("application/x-safelight-process");
}

inline std::unique_ptr<QMimeData> attemptMimeData(const QList<qint64>& ids)
{
    QByteArray lines;
    for (const qint64 id : ids)
        lines += QByteArray::number(id) + '\n';
    auto mime = std::make_unique<QMimeData>();
    mime->setData(attemptMimeType(), lines);
    mime->setData(attemptOriginType(), QByteArray::number(QCoreApplication::applicationPid()));
    return mime;
}

// In the order of the drag, each once; what is not an id is left out. None of those of another program. At
// most `most` of them.
inline QList<qint64> draggedAttempts(const QMimeData& mime, qsizetype most = 1000)
{
    QList<qint64> ids;
    if (mime.data(attemptOriginType()) != QByteArray::number(QCoreApplication::applicationPid()))
        return ids;
    const QByteArray data = mime.data(attemptMimeType()).left(most * 24);
    for (const QByteArray& line : data.split('\n')) {
        const qint64 id = line.trimmed().toLongLong(); // 0 when it is not a number, which no id is
        if (id > 0 && ids.size() < most && !ids.contains(id))
            ids.append(id);
    }
    return ids;
}

} // namespace safelight
