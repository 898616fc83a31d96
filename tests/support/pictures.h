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

// A PNG whose header says `size`, with a valid checksum, and nothing drawn.
inline QByteArray pngHeaderSaying(quint32 width, quint32 height)
{
    QByteArray header("IHDR");
    char number[4];
    qToBigEndian(width, number);
    header.append(number, 4);
    qToBigEndian(height, number);
    header.append(number, 4);
    header.append("\x08\x02\0\0\0", 5);
    quint32 crc = 0xffffffffU;
    for (const char byte : header) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    qToBigEndian(crc ^ 0xffffffffU, number);
    return QByteArray("\x89PNG\r\n\x1a\n\0\0\0\x0d", 12) + header + QByteArray(number, 4)
        + QByteArray("\0\0\0\0IEND\xae\x42\x60\x82", 12);
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
