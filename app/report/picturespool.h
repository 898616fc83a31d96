#pragma once

#include "app/base/result.h"
#include "app/report/reportoptions.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTemporaryFile>

#include <functional>
#include <memory>

namespace safelight {

// The pictures of a report and other large pieces, in a temporary file, each once: memory holds none of them.
// One thread at a time.
class PictureSpool final
{
public:
    explicit PictureSpool(PictureSize size = PictureSize::Full);

    // Its place; −1: pictures are left out. Makes it smaller where that is asked for and it can be decoded.
    Result<int> addPicture(const QByteArray& bytes);
    Result<int> add(const QByteArray& bytes);

    qint64 sizeAt(int place) const;
    bool isSmaller(int place) const { return m_pieces.at(place).smaller; }
    // "image/png": told from the bytes that are kept; empty when they are of no known kind.
    QString mimeType(int place) const;
    Result<QByteArray> bytesAt(int place) const;
    // A piece after the other to `take`, which answers whether to go on. `step` bytes at most, all pieces but
    // the last of exactly that many.
    Result<Done> read(int place, qint64 step, const std::function<bool(const QByteArray&)>& take) const;

private:
    struct Piece
    {
        qint64 offset = 0;
        qint64 size = 0;
        bool smaller = false;
        QString mimeType;
    };

    using Key = std::pair<size_t, size_t>;

    Key keyOf(const QByteArray& bytes) const;
    Result<int> keep(const QByteArray& bytes);
    QTemporaryFile& file() const;

    PictureSize m_size;
    mutable std::unique_ptr<QTemporaryFile> m_file;
    QList<Piece> m_pieces;
    QHash<Key, int> m_places;
    std::pair<size_t, size_t> m_seeds;
    qint64 m_end = 0;
};

// Writes it as base64, a piece after the other.
Result<Done> writeBase64(const PictureSpool& spool, int place, QIODevice& device);

// What a full disk or a closed pipe says.
Error cannotWrite(const QIODevice& device);

} // namespace safelight
