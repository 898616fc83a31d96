#include "app/prompt/imageintake.h"

#include "app/base/files.h"
#include "app/prompt/imageshrink.h"
#include "app/prompt/imagestructure.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QImageReader>
#include <QLocale>
#include <QLoggingCategory>
#include <QMimeDatabase>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class ImageIntakeText
{
    Q_DECLARE_TR_FUNCTIONS(ImageIntake)
};

QString shownName(const QString& fileName)
{
    return fileName.isEmpty() ? ImageIntakeText::tr("The image") : u"“"_s + fileName + u"”"_s;
}

Error refuse(Error::Code code, const char* sentence, const QString& fileName)
{
    return {code, ImageIntakeText::tr(sentence).arg(shownName(fileName))};
}

qint64 pixelsOf(QSize size)
{
    return qint64(size.width()) * size.height();
}

QSize pngSize(const QByteArray& bytes)
{
    if (bytes.size() < 24)
        return {};
    const auto number = [&bytes](qsizetype place) {
        return static_cast<int>(qFromBigEndian<quint32>(bytes.constData() + place) & 0x7fffffff);
    };
    const QSize size(number(16), number(20));
    return size.isEmpty() ? QSize() : size;
}

QSize storedSize(const QByteArray& bytes)
{
    // Without the decoder: a PNG may be cut behind its header and still say how large it would have been.
    if (bytes.startsWith("\x89PNG"))
        return pngSize(bytes);
    QBuffer buffer;
    buffer.setData(bytes);
    const QSize size = QImageReader(&buffer).size();
    return size.isEmpty() ? QSize() : size;
}

// As often as a JPEG decoder can, and not below `room` in both directions.
QSize halved(QSize size, QSize room)
{
    constexpr int mostHalvings = 3;
    QSize result = size;
    for (int i = 1; i <= mostHalvings; ++i) {
        const int part = 1 << i;
        const QSize next((size.width() + part - 1) / part, (size.height() + part - 1) / part);
        if (next.width() < room.width() && next.height() < room.height())
            break;
        result = next;
    }
    return result;
}

Error refuseUnknown(const QByteArray& bytes, const QString& fileName)
{
    const QMimeType type = QMimeDatabase().mimeTypeForData(bytes.left(qsizetype(16) * 1024));
    if (type.isDefault())
        return refuse(Error::Code::Refused, QT_TRANSLATE_NOOP("ImageIntake", "%1 is not an image."),
                      fileName);
    if (type.name().startsWith("image/"_L1))
        return {Error::Code::Refused,
                ImageIntakeText::tr(
                    "%1 has a type no Gemini model accepts (%2). Use PNG, JPEG, WebP, HEIC, HEIF or GIF.")
                    .arg(shownName(fileName), type.name())};
    return {Error::Code::Refused,
            ImageIntakeText::tr("%1 is not an image (%2).").arg(shownName(fileName), type.comment())};
}

Error refuseType(const QByteArray& mimeType, const QString& fileName)
{
    return {Error::Code::Refused,
            ImageIntakeText::tr(
                "%1 has a type no Gemini model accepts (%2). Use PNG, JPEG, WebP, HEIC, HEIF or GIF.")
                .arg(shownName(fileName), QString::fromLatin1(mimeType))};
}

Error refuseSize(QSize size, const QString& fileName)
{
    return {Error::Code::TooLarge,
            ImageIntakeText::tr("%1 has %2 × %3 pixels. The limit is %4 million in all.")
                .arg(shownName(fileName), QString::number(size.width()), QString::number(size.height()),
                     QString::number(imagePixelLimit / 1'000'000))};
}

Result<Done> checkContent(const QByteArray& bytes, const ImageKind& kind, const QString& fileName)
{
    switch (checkStructure(bytes)) {
    case ImageStructure::CutOff:
        return refuse(Error::Code::Parse,
                      QT_TRANSLATE_NOOP("ImageIntake", "%1 is cut off: its end is missing."), fileName);
    case ImageStructure::Damaged:
        return refuse(Error::Code::Parse,
                      QT_TRANSLATE_NOOP("ImageIntake", "%1 is damaged and can’t be read as an image."),
                      fileName);
    case ImageStructure::Whole:
        break;
    }
    if (canPreview(QString::fromLatin1(kind.mimeType)) && imageForView(bytes, {64, 64}).isNull())
        return refuse(Error::Code::Parse,
                      QT_TRANSLATE_NOOP("ImageIntake", "%1 is damaged and can’t be read as an image."),
                      fileName);
    return Done();
}

Result<Done> checkLength(const QByteArray& bytes, const QString& fileName)
{
    if (bytes.isEmpty())
        return refuse(Error::Code::Parse, QT_TRANSLATE_NOOP("ImageIntake", "%1 is empty (0 bytes)."),
                      fileName);
    if (bytes.size() > imageFileLimit)
        return Error {Error::Code::TooLarge,
                      ImageIntakeText::tr("%1 is larger than the limit of %2.")
                          .arg(shownName(fileName),
                               QLocale::c().formattedDataSize(imageFileLimit, 0, QLocale::DataSizeSIFormat))};
    return Done();
}

} // namespace

Result<ReferenceImage> makeReferenceImage(const QByteArray& bytes, const QString& fileName)
{
    if (const auto checked = checkLength(bytes, fileName); !checked)
        return checked.error();
    const ImageKind kind = imageKindOf(bytes);
    if (kind.mimeType.isEmpty())
        return refuseUnknown(bytes, fileName);
    if (!kind.taken)
        return refuseType(kind.mimeType, fileName);
    const QString mimeType = QString::fromLatin1(kind.mimeType);
    // The size first: what is too large must not be decoded.
    const QSize size = canPreview(mimeType) ? storedSize(bytes) : QSize();
    if (pixelsOf(size) > imagePixelLimit)
        return refuseSize(size, fileName);
    if (const auto checked = checkContent(bytes, kind, fileName); !checked)
        return checked.error();
    return ReferenceImage {bytes,    mimeType,
                           fileName, {},
                           size,     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()};
}

Result<ReferenceImage> readReferenceImage(const QString& path)
{
    auto bytes = readFile(path, imageFileLimit);
    if (!bytes)
        return bytes.error();
    return makeReferenceImage(*bytes, QFileInfo(path).fileName());
}

Result<ReferenceImage> makeReferenceImage(const QImage& pixels, const QString& fileName)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (pixels.isNull() || pixelsOf(pixels.size()) > imagePixelLimit || !pixels.save(&buffer, "PNG"))
        return refuse(Error::Code::Refused,
                      QT_TRANSLATE_NOOP("ImageIntake", "%1 came without content that can be used."),
                      fileName);
    return makeReferenceImage(bytes, fileName);
}

void prepareImageDecoders()
{
    // Four bytes for each pixel that is let through.
    QImageReader::setAllocationLimit(static_cast<int>(imagePixelLimit * 4 / (qint64(1024) * 1024)) + 1);
    QLoggingCategory::setFilterRules(u"qt.gui.imageio*.warning=false"_s);
}

bool isDecodable(const QByteArray& bytes)
{
    const QByteArray mimeType = imageKindOf(bytes).mimeType;
    return !mimeType.isEmpty() && (mimeType != "image/png" || checkStructure(bytes) == ImageStructure::Whole);
}

bool canPreview(const QString& mimeType)
{
    return mimeType != "image/heic"_L1 && mimeType != "image/heif"_L1;
}

QImage imageForView(const QByteArray& bytes, QSize within)
{
    if (!isDecodable(bytes) || pixelsOf(storedSize(bytes)) > imagePixelLimit)
        return {};
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize stored = reader.size();
    if (stored.isEmpty())
        return {};
    // JPEG is decoded smaller from the start, by halves; the reader does so before it turns the picture.
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    if (reader.format() == "jpeg")
        reader.setScaledSize(halved(stored, turned ? within.transposed() : within));
    QImage image = reader.read();
    if (image.width() <= within.width() && image.height() <= within.height())
        return image;
    return shrunk(image, image.size().scaled(within, Qt::KeepAspectRatio).expandedTo({1, 1}));
}

} // namespace safelight
