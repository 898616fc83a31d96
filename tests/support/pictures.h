#pragma once

#include <QBuffer>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QtEndian>

namespace safelight::test {

inline QImage gradient(QSize size, const QColor& from = Qt::blue, const QColor& to = Qt::darkGreen)
{
    QImage image(size, QImage::Format_RGB32);
    QLinearGradient fill(0, 0, size.width(), size.height());
    fill.setColorAt(0, from);
    fill.setColorAt(1, to);
    QPainter painter(&image);
    painter.fillRect(image.rect(), fill);
    return image;
}

inline QByteArray encoded(const QImage& image, const char* format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

inline QByteArray picture(const char* format = "PNG", QSize size = {120, 80})
{
    return encoded(gradient(size), format);
}

inline QByteArray bigEndianBytes(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

// With its length and a checksum that fits.
inline QByteArray pngChunk(const QByteArray& name, const QByteArray& content)
{
    const QByteArray bytes = name + content;
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    return bigEndianBytes(static_cast<quint32>(content.size())) + bytes + bigEndianBytes(crc ^ 0xffffffffU);
}

// Eight bits each of red, green and blue; `data` is what should be its rows.
inline QByteArray pngOf(quint32 width, quint32 height, const QByteArray& data)
{
    const QByteArray header =
        bigEndianBytes(width) + bigEndianBytes(height) + QByteArray("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", header)
        + (data.isEmpty() ? QByteArray() : pngChunk("IDAT", data)) + pngChunk("IEND", {});
}

// A PNG whose header says `size`, with a valid checksum, and nothing drawn.
inline QByteArray pngHeaderSaying(quint32 width, quint32 height)
{
    return pngOf(width, height, {});
}

// The boxes of a HEIC file, without a picture that a decoder could show.
inline QByteArray heic()
{
    return QByteArray("\0\0\0\x18"
                      "ftypheic\0\0\0\0mif1heic",
                      24)
        + QByteArray("\0\0\0\x0c"
                     "meta\0\0\0\0",
                     12)
        + QByteArray("\0\0\0\x10"
                     "mdat12345678",
                     16);
}

// The JPEG with an EXIF block that says "turned by 90°" (orientation 6).
inline QByteArray turnedJpeg(QSize size)
{
    const QByteArray tiff("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 32);
    const QByteArray block = QByteArray("\xff\xe1\0", 3) + char(tiff.size() + 2) + tiff;
    QByteArray bytes = picture("JPEG", size);
    return bytes.insert(2, block);
}

} // namespace safelight::test
