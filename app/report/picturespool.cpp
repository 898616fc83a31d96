#include "app/report/picturespool.h"

#include "app/prompt/imageintake.h"
#include "app/prompt/imagestructure.h"
#include "app/report/reporttext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QImageReader>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 base64Step = 3LL * 64 * 1024; // a multiple of 3: the pieces can be joined

// By the first bytes, whatever name a service gave it; empty for a kind that browsers do not show.
QString kindOf(const QByteArray& bytes)
{
    static const QByteArrayList shown {"image/png", "image/jpeg", "image/gif", "image/webp"};
    const QByteArray mimeType = imageKindOf(bytes).mimeType;
    return shown.contains(mimeType) ? QString::fromLatin1(mimeType) : QString();
}

// Absent: it is small enough, or cannot be decoded.
std::optional<QByteArray> madeSmaller(QByteArray bytes, int side)
{
    if (!isDecodable(bytes))
        return {};
    QBuffer source(&bytes);
    const QSize size = QImageReader(&source).size();
    if (size.isValid() && size.width() <= side && size.height() <= side)
        return {};
    QImage image = imageForView(bytes, QSize(side, side));
    if (image.isNull())
        return {};
    if (image.width() > side || image.height() > side)
        image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QByteArray smaller;
    QBuffer buffer(&smaller);
    if (!buffer.open(QIODevice::WriteOnly)
        || !image.save(&buffer, image.hasAlphaChannel() ? "PNG" : "JPEG", image.hasAlphaChannel() ? -1 : 88)
        || smaller.size() >= bytes.size())
        return {};
    return smaller;
}

Error spoolFailure(const QTemporaryFile& file)
{
    return {Error::Code::Io, ReportText::tr("The pictures could not be kept on the disk."),
            file.errorString()};
}

} // namespace

PictureSpool::PictureSpool(PictureSize size)
    : m_size(size)
    , m_seeds(QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64())
{ }

// Random seeds: nobody can make two pictures that are taken for one. A cryptographic hash takes longer than
// all the rest of the work.
PictureSpool::Key PictureSpool::keyOf(const QByteArray& bytes) const
{
    return {qHash(bytes, m_seeds.first), qHash(bytes, m_seeds.second)};
}

QTemporaryFile& PictureSpool::file() const
{
    if (!m_file)
        m_file = std::make_unique<QTemporaryFile>();
    return *m_file;
}

Result<int> PictureSpool::keep(const QByteArray& bytes)
{
    QTemporaryFile& place = file();
    if ((!place.isOpen() && !place.open()) || !place.seek(m_end) || place.write(bytes) != bytes.size())
        return spoolFailure(place);
    m_pieces.append({m_end, bytes.size(), false, kindOf(bytes)});
    m_end += bytes.size();
    return int(m_pieces.size()) - 1;
}

Result<int> PictureSpool::add(const QByteArray& bytes)
{
    const Key hash = keyOf(bytes);
    if (const auto known = m_places.constFind(hash); known != m_places.constEnd())
        return *known;
    auto kept = keep(bytes);
    if (kept)
        m_places.insert(hash, *kept);
    return kept;
}

Result<int> PictureSpool::addPicture(const QByteArray& bytes)
{
    if (m_size == PictureSize::None || bytes.isEmpty())
        return -1;
    const int side = longestSide(m_size);
    if (side == 0)
        return add(bytes);
    const Key hash = keyOf(bytes);
    if (const auto known = m_places.constFind(hash); known != m_places.constEnd())
        return *known;
    const auto smaller = madeSmaller(bytes, side);
    auto kept = keep(smaller ? *smaller : bytes);
    if (kept) {
        m_pieces[*kept].smaller = smaller.has_value();
        m_places.insert(hash, *kept);
    }
    return kept;
}

qint64 PictureSpool::sizeAt(int place) const
{
    return m_pieces.at(place).size;
}

QString PictureSpool::mimeType(int place) const
{
    return m_pieces.at(place).mimeType;
}

Result<QByteArray> PictureSpool::bytesAt(int place) const
{
    QTemporaryFile& from = file();
    const Piece& piece = m_pieces.at(place);
    if (!from.seek(piece.offset))
        return spoolFailure(from);
    QByteArray bytes = from.read(piece.size);
    if (bytes.size() != piece.size)
        return spoolFailure(from);
    return bytes;
}

Result<Done> PictureSpool::read(int place, qint64 step,
                                const std::function<bool(const QByteArray&)>& take) const
{
    QTemporaryFile& from = file();
    const Piece& piece = m_pieces.at(place);
    if (!from.seek(piece.offset))
        return spoolFailure(from);
    for (qint64 left = piece.size; left > 0;) {
        const QByteArray bytes = from.read(std::min(step, left));
        if (bytes.size() != std::min(step, left))
            return spoolFailure(from);
        if (!take(bytes))
            break;
        left -= bytes.size();
    }
    return Done();
}

Error cannotWrite(const QIODevice& device)
{
    return {Error::Code::Io, ReportText::tr("The report could not be written."), device.errorString()};
}

Result<Done> writeBase64(const PictureSpool& spool, int place, QIODevice& device)
{
    bool written = true;
    auto read = spool.read(place, base64Step, [&device, &written](const QByteArray& bytes) {
        const QByteArray text = bytes.toBase64();
        written = device.write(text) == text.size();
        return written;
    });
    if (read && !written)
        return cannotWrite(device);
    return read;
}

} // namespace safelight
