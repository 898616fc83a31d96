#include "app/prompt/imagestructure.h"

#include "app/prompt/pngdata.h"

#include <QByteArrayList>
#include <QtEndian>

#include <array>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

quint8 byteAt(const QByteArray& bytes, qsizetype place)
{
    return static_cast<quint8>(bytes.at(place));
}

template<typename Number>
Number bigEndian(const QByteArray& bytes, qsizetype place)
{
    return qFromBigEndian<Number>(bytes.constData() + place);
}

// The brands of an ISO media file's first box, major brand first: "heic", "mif1", …
QByteArrayList brandsOf(const QByteArray& bytes)
{
    if (bytes.size() < 16 || bytes.mid(4, 4) != "ftyp")
        return {};
    const auto end = qMin<qsizetype>(qMin<quint32>(bigEndian<quint32>(bytes, 0), 256), bytes.size());
    QByteArrayList brands {bytes.mid(8, 4)};
    for (qsizetype place = 16; place + 4 <= end; place += 4)
        brands << bytes.mid(place, 4);
    return brands;
}

ImageKind mediaKindOf(const QByteArray& bytes)
{
    const QByteArrayList brands = brandsOf(bytes);
    if (brands.isEmpty())
        return {};
    if (brands.first() == "avif" || brands.first() == "avis")
        return {"image/avif"_ba, false};
    for (const auto brand : {"heic", "heix", "heim", "heis", "hevc", "hevx"}) {
        if (brands.contains(brand))
            return {"image/heic"_ba, true};
    }
    if (brands.first() == "mif1" || brands.first() == "msf1" || brands.first() == "heif")
        return {"image/heif"_ba, true};
    return {};
}

bool looksLikeSvg(const QByteArray& bytes)
{
    const QByteArray start = bytes.left(4096).trimmed();
    return start.startsWith('<') && start.contains("<svg");
}

constexpr std::array<quint32, 256> makeCrcTable()
{
    std::array<quint32, 256> table {};
    for (quint32 n = 0; n < table.size(); ++n) {
        quint32 value = n;
        for (int bit = 0; bit < 8; ++bit)
            value = value & 1 ? 0xedb88320U ^ (value >> 1) : value >> 1;
        table.at(n) = value;
    }
    return table;
}

quint32 crcOf(QByteArrayView bytes)
{
    static constexpr auto table = makeCrcTable();
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<quint8>(byte)) & 0xff] ^ (crc >> 8);
    return crc ^ 0xffffffffU;
}

// Width, height, and a depth that goes with the kind of colour (PNG, "IHDR").
bool isPngHeader(QByteArrayView chunk)
{
    if (chunk.size() != 17 || !chunk.startsWith("IHDR"))
        return false;
    const auto number = [chunk](qsizetype place) { return qFromBigEndian<quint32>(chunk.data() + place); };
    const auto depth = static_cast<quint8>(chunk.at(12));
    QByteArrayView depths;
    switch (chunk.at(13)) {
    case 0:
        depths = "\1\2\4\10\20";
        break;
    case 3:
        depths = "\1\2\4\10";
        break;
    case 2:
    case 4:
    case 6:
        depths = "\10\20";
        break;
    default:
        break;
    }
    return number(4) - 1 < 0x7fffffffU && number(8) - 1 < 0x7fffffffU && depth != 0
        && depths.contains(char(depth)) && chunk.at(14) == 0 && chunk.at(15) == 0 && uchar(chunk.at(16)) <= 1;
}

// The chunks that make up a PNG, in their order; what others there are is left to the decoder.
class PngOrder
{
public:
    // False: a decoder would give up here.
    bool take(QByteArrayView chunk)
    {
        const QByteArrayView name = chunk.first(4);
        if (!std::exchange(m_begun, true)) {
            m_isIndexed = chunk.size() > 13 && chunk.at(13) == 3;
            return isPngHeader(chunk);
        }
        if (name == "PLTE")
            return !std::exchange(m_hasPalette, true) && !m_hasData && (chunk.size() - 4) % 3 == 0
                && chunk.size() > 4 && chunk.size() <= 4 + 3 * 256;
        if (name == "IDAT")
            m_hasData = true;
        return name == "IEND"   ? m_hasData
            : name == "IDAT"    ? m_hasPalette || !m_isIndexed
            : name.at(0) & 0x20 ? true // not needed to read the picture
                                : false;
    }

private:
    bool m_begun = false;
    bool m_isIndexed = false;
    bool m_hasPalette = false;
    bool m_hasData = false;
};

ImageStructure checkPng(const QByteArray& bytes)
{
    PngOrder order;
    PngData data;
    qsizetype place = 8;
    while (place + 12 <= bytes.size()) {
        const auto length = bigEndian<quint32>(bytes, place);
        if (length > bytes.size() - place - 12)
            return ImageStructure::CutOff;
        const QByteArrayView content(bytes.constData() + place + 4, qsizetype(length) + 4);
        if (crcOf(content) != bigEndian<quint32>(bytes, place + 8 + length) || !order.take(content))
            return ImageStructure::Damaged;
        const QByteArrayView name = content.first(4);
        if (name == "IHDR")
            data.begin(content.sliced(4));
        else if (name == "IDAT" && !data.take(content.sliced(4)))
            return ImageStructure::Damaged;
        else if (name == "IEND")
            return data.isComplete() ? ImageStructure::Whole : ImageStructure::Damaged;
        place += 12 + qsizetype(length);
    }
    return ImageStructure::CutOff;
}

// From inside the compressed data to the next marker that is neither stuffing nor a restart; -1: none.
qsizetype nextMarker(const QByteArray& bytes, qsizetype place)
{
    while (place + 1 < bytes.size()) {
        place = bytes.indexOf('\xff', place);
        if (place < 0 || place + 1 >= bytes.size())
            return -1;
        const quint8 code = byteAt(bytes, place + 1);
        if (code == 0xff)
            ++place; // fill byte
        else if (code == 0 || (code >= 0xd0 && code <= 0xd7))
            place += 2;
        else
            return place;
    }
    return -1;
}

ImageStructure checkJpeg(const QByteArray& bytes)
{
    qsizetype place = nextMarker(bytes, 2);
    while (place >= 0 && place + 4 <= bytes.size()) {
        const quint8 code = byteAt(bytes, place + 1);
        if (code == 0xd9)
            return ImageStructure::Whole;
        const auto length = bigEndian<quint16>(bytes, place + 2);
        if (length > bytes.size() - place - 2)
            return ImageStructure::CutOff;
        place = nextMarker(bytes, place + 2 + length);
    }
    // The end mark may be the file's last two bytes.
    return place >= 0 && byteAt(bytes, place + 1) == 0xd9 ? ImageStructure::Whole : ImageStructure::CutOff;
}

qsizetype colorTableSize(quint8 flags)
{
    return flags & 0x80 ? qsizetype(3) << ((flags & 7) + 1) : 0;
}

// Behind the empty block that ends a run of data blocks; past the end when it is missing.
qsizetype skipDataBlocks(const QByteArray& bytes, qsizetype place)
{
    while (place < bytes.size() && byteAt(bytes, place) != 0)
        place += 1 + byteAt(bytes, place);
    return place + 1;
}

ImageStructure checkGif(const QByteArray& bytes)
{
    if (bytes.size() < 13)
        return ImageStructure::CutOff;
    qsizetype place = 13 + colorTableSize(byteAt(bytes, 10));
    bool hasPicture = false;
    while (place < bytes.size()) {
        const quint8 block = byteAt(bytes, place);
        if (block == 0x3b)
            return hasPicture ? ImageStructure::Whole : ImageStructure::CutOff;
        if (block == 0x21) {
            place = skipDataBlocks(bytes, place + 2);
        } else if (block == 0x2c && place + 10 < bytes.size()) {
            place = skipDataBlocks(bytes, place + 11 + colorTableSize(byteAt(bytes, place + 9)));
            hasPicture = place <= bytes.size();
        } else {
            return block == 0x2c ? ImageStructure::CutOff : ImageStructure::Damaged;
        }
    }
    // Some writers leave the end mark out; then it ends exactly behind a picture.
    return hasPicture && place == bytes.size() ? ImageStructure::Whole : ImageStructure::CutOff;
}

ImageStructure checkWebp(const QByteArray& bytes)
{
    const auto length = qFromLittleEndian<quint32>(bytes.constData() + 4);
    return qint64(length) + 8 <= bytes.size() && length > 4 ? ImageStructure::Whole : ImageStructure::CutOff;
}

// Boxes one after another, each naming its length.
ImageStructure checkMedia(const QByteArray& bytes)
{
    qsizetype place = 0;
    bool described = false; // what is in it …
    bool filled = bytes.contains("idat"); // … and the data itself
    while (place + 8 <= bytes.size()) {
        const QByteArray name = bytes.mid(place + 4, 4);
        described = described || name == "meta" || name == "moov";
        filled = filled || name == "mdat";
        quint64 length = bigEndian<quint32>(bytes, place);
        if (length == 0)
            return ImageStructure::Whole; // up to the end of the file
        if (length == 1 && place + 16 <= bytes.size())
            length = bigEndian<quint64>(bytes, place + 8);
        if (length < 8)
            return ImageStructure::Damaged;
        if (length > quint64(bytes.size() - place))
            return ImageStructure::CutOff;
        place += qsizetype(length);
    }
    return place == bytes.size() && described && filled ? ImageStructure::Whole : ImageStructure::CutOff;
}

} // namespace

ImageKind imageKindOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return {"image/png"_ba, true};
    if (bytes.startsWith("\xff\xd8\xff"))
        return {"image/jpeg"_ba, true};
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return {"image/gif"_ba, true};
    if (bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return {"image/webp"_ba, true};
    if (bytes.startsWith("BM") && bytes.size() > 26)
        return {"image/bmp"_ba, false};
    if (bytes.startsWith(QByteArrayView("II*\0", 4)) || bytes.startsWith(QByteArrayView("MM\0*", 4)))
        return {"image/tiff"_ba, false};
    if (looksLikeSvg(bytes))
        return {"image/svg+xml"_ba, false};
    return mediaKindOf(bytes);
}

ImageStructure checkStructure(const QByteArray& bytes)
{
    const QByteArray mimeType = imageKindOf(bytes).mimeType;
    if (mimeType == "image/png")
        return checkPng(bytes);
    if (mimeType == "image/jpeg")
        return checkJpeg(bytes);
    if (mimeType == "image/gif")
        return checkGif(bytes);
    if (mimeType == "image/webp")
        return checkWebp(bytes);
    return checkMedia(bytes);
}

} // namespace safelight
