#include "app/scripts/plaintext.h"

#include <QStringDecoder>

#include <simdjson.h>

#include <array>

namespace safelight {

namespace {

// Where Windows-1252 differs from Latin-1: 0x80 to 0x9F.
constexpr std::array<char16_t, 32> windowsLetters {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

QByteArray fromWindows(const QByteArray& bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar& c : text) {
        if (c.unicode() >= 0x80 && c.unicode() <= 0x9F)
            c = QChar(windowsLetters[c.unicode() - 0x80]);
    }
    return text.toUtf8();
}

// Texts for programs are mostly ASCII: every other byte of the beginning is zero.
bool looksWide(const QByteArray& bytes, qsizetype zeroAt)
{
    constexpr qsizetype looked = 64;
    qsizetype zeros = 0;
    const qsizetype end = std::min(looked, bytes.size());
    for (qsizetype i = zeroAt; i < end; i += 2)
        zeros += bytes.at(i) == '\0' ? 1 : 0;
    return bytes.size() >= 4 && bytes.size() % 2 == 0 && zeros * 4 > end && bytes.at(1 - zeroAt) != '\0';
}

QByteArray decodedWide(const QByteArray& bytes, QStringConverter::Encoding encoding)
{
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(bytes);
    return text.toUtf8();
}

} // namespace

QByteArray utf8TextOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\xFF\xFE") || looksWide(bytes, 1))
        return decodedWide(bytes, QStringConverter::Utf16LE);
    if (bytes.startsWith("\xFE\xFF") || looksWide(bytes, 0))
        return decodedWide(bytes, QStringConverter::Utf16BE);
    QByteArray text = bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
    if (!simdjson::validate_utf8(text.constData(), std::size_t(text.size())))
        return fromWindows(text);
    return text;
}

} // namespace safelight
