#include "app/prompt/imageintake.h"
#include "tests/support/pictures.h"
#include "tests/support/strict.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

QString write(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

QByteArray packed(const QByteArray& rows)
{
    return qCompress(rows).sliced(4); // without the length that Qt puts before it
}

// Of two by two pixels: each row's filter, then its colours.
const QByteArray rows("\0abcdef\0ghijkl", 14);

// PNGs whose structure and checksums are right, and whose data is not.
QList<std::pair<QString, QByteArray>> brokenRows()
{
    QByteArray filter = rows;
    filter[7] = 5;
    QByteArray flipped = packed(rows);
    flipped[flipped.size() - 6] = static_cast<char>(flipped.at(flipped.size() - 6) ^ 0x40);
    return {
        {u"data that is not compressed"_s, test::pngOf(2, 2, "these are no rows")},
        {u"data that is cut off"_s, test::pngOf(2, 2, packed(rows).first(8))},
        {u"data with a flipped bit"_s, test::pngOf(20, 20, flipped)},
        {u"too few rows"_s, test::pngOf(2, 3, packed(rows))},
        {u"rows that are too short"_s, test::pngOf(3, 2, packed(rows))},
        {u"an unknown filter"_s, test::pngOf(2, 2, packed(filter))},
    };
}

} // namespace

class tst_ImageIntake : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void takes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mimeType");
        QTest::addColumn<QSize>("size");
        QTest::addRow("a PNG") << test::picture("PNG") << u"image/png"_s << QSize(120, 80);
        QTest::addRow("a JPEG") << test::picture("JPEG") << u"image/jpeg"_s << QSize(120, 80);
        QTest::addRow("a WebP") << test::picture("WEBP") << u"image/webp"_s << QSize(120, 80);
        QTest::addRow("a HEIC, whose size is not known here") << test::heic() << u"image/heic"_s << QSize();
        QTest::addRow("a GIF") << QByteArray::fromBase64(
            "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"_ba)
                               << u"image/gif"_s << QSize(1, 1);
        QTest::addRow("a JPEG turned by its EXIF keeps the stored size")
            << test::turnedJpeg({120, 80}) << u"image/jpeg"_s << QSize(120, 80);
        QTest::addRow("a JPEG with bytes behind its end")
            << test::picture("JPEG") + "trailing" << u"image/jpeg"_s << QSize(120, 80);
    }

    void takes()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, mimeType);
        QFETCH(const QSize, size);
        const auto image = makeReferenceImage(bytes, u"named.bmp"_s);
        QVERIFY2(image, image ? "" : qPrintable(image.error().message));
        QCOMPARE(image->bytes, bytes);
        QCOMPARE(image->mimeType, mimeType);
        QCOMPARE(image->pixelSize, size);
        QCOMPARE(image->fileName, u"named.bmp"_s);
        QCOMPARE(image->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void damagedPngIsSaidOnlyByUs()
    {
        // libpng writes there itself, past every handler.
        QTemporaryFile errors;
        QVERIFY(errors.open());
        const int before = ::dup(STDERR_FILENO);
        ::dup2(errors.handle(), STDERR_FILENO);
        for (const auto& [what, bytes] : brokenRows())
            QVERIFY2(imageForView(bytes, {40, 40}).isNull(), qPrintable(what));
        ::dup2(before, STDERR_FILENO);
        ::close(before);
        QCOMPARE(errors.size(), 0);
        QVERIFY(!imageForView(test::pngOf(2, 2, packed(rows)), {40, 40}).isNull());
    }

    void everyPngIsFollowed_data()
    {
        QTest::addColumn<QImage::Format>("format");
        QTest::newRow("one bit") << QImage::Format_Mono;
        QTest::newRow("a palette") << QImage::Format_Indexed8;
        QTest::newRow("grey") << QImage::Format_Grayscale8;
        QTest::newRow("grey of sixteen bits") << QImage::Format_Grayscale16;
        QTest::newRow("colours") << QImage::Format_RGB888;
        QTest::newRow("colours and transparency") << QImage::Format_ARGB32;
        QTest::newRow("sixteen bits of everything") << QImage::Format_RGBA64;
    }

    void everyPngIsFollowed()
    {
        QFETCH(const QImage::Format, format);
        for (const QSize size : {QSize(1, 1), QSize(7, 3), QSize(300, 200)}) {
            const QImage image = test::gradient(size).convertToFormat(format);
            const QByteArray bytes = test::encoded(image, "PNG");
            QVERIFY(isDecodable(bytes));
            QCOMPARE(imageForView(bytes, {400, 400}).size(), size);
        }
    }

    // Nothing here writes these; their rows come in seven passes.
    void interlacedPngIsFollowed()
    {
        const QByteArray header =
            test::bigEndianBytes(3) + test::bigEndianBytes(3) + QByteArray("\x08\0\0\0\1", 5);
        // Of the passes, four have a pixel: one, (none,) (none,) one, two in one row, two of one, three in
        // one row.
        const QByteArray passes("\0a"
                                "\0b"
                                "\0cd"
                                "\0e\0f"
                                "\0ghi",
                                15);
        const auto png = [&header](const QByteArray& data) -> QByteArray {
            return "\x89PNG\r\n\x1a\n" + test::pngChunk("IHDR", header) + test::pngChunk("IDAT", packed(data))
                + test::pngChunk("IEND", {});
        };
        QCOMPARE(imageForView(png(passes), {40, 40}).size(), QSize(3, 3));
        QVERIFY(!isDecodable(png(passes.chopped(1))));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("saying");
        const auto cut = [](const char* format) {
            const QByteArray whole = test::picture(format, {300, 300});
            return whole.left(whole.size() * 2 / 3);
        };
        QTest::addRow("nothing") << QByteArray() << u"is empty (0 bytes)"_s;
        QTest::addRow("text") << "a jacket"_ba << u"not an image"_s;
        QTest::addRow("a PDF") << "%PDF-1.7\n1 0 obj\n"_ba << u"PDF document"_s;
        QTest::addRow("a zip") << QByteArray("PK\x03\x04\x14\0\0\0\x08\0", 10) << u"Zip archive"_s;
        QTest::addRow("bytes of no known kind") << QByteArray("\x01\x02\xfe\xff\0", 5) << u"not an image"_s;
        QTest::addRow("a cut PNG") << cut("PNG") << u"is cut off"_s;
        QTest::addRow("a cut JPEG") << cut("JPEG") << u"is cut off"_s;
        QTest::addRow("a cut WebP") << cut("WEBP") << u"is cut off"_s;
        QTest::addRow("a cut HEIC") << test::heic().chopped(4) << u"is cut off"_s;
        QTest::addRow("a PNG without its last byte") << test::picture("PNG").chopped(1) << u"is cut off"_s;
        QTest::addRow("a JPEG without its last byte") << test::picture("JPEG").chopped(1) << u"is cut off"_s;
        QTest::addRow("only a PNG's first bytes") << test::picture("PNG").left(8) << u"is cut off"_s;
        QTest::addRow("only a JPEG's first bytes") << test::picture("JPEG").left(3) << u"is cut off"_s;
        QTest::addRow("only a GIF's first bytes") << "GIF89a"_ba << u"is cut off"_s;
        QTest::addRow("a BMP") << test::picture("BMP") << u"PNG, JPEG, WebP, HEIC, HEIF or GIF"_s;
        QTest::addRow("a TIFF") << test::picture("TIFF") << u"image/tiff"_s;
        QTest::addRow("an SVG") << R"(<svg xmlns="http://www.w3.org/2000/svg"/>)"_ba << u"image/svg+xml"_s;
        QTest::addRow("an icon") << test::picture("ICO", {16, 16}) << u"no Gemini model accepts"_s;
        QTest::addRow("30,000 by 30,000 pixels") << test::pngHeaderSaying(30000, 30000) << u"30000 × 30000"_s;
        QTest::addRow("a PNG with no pixels in it") << test::pngHeaderSaying(40, 40) << u"damaged"_s;
        for (const auto& [what, bytes] : brokenRows())
            QTest::newRow(qPrintable(what)) << bytes << u"damaged"_s;
        QByteArray damaged = test::picture("PNG", {300, 300});
        damaged[damaged.size() / 2] = char(damaged.at(damaged.size() / 2) ^ 0x55);
        QTest::addRow("a PNG with one wrong byte") << damaged << u"damaged"_s;
        QTest::addRow("100 MB and one byte")
            << test::picture("PNG") + QByteArray(imageFileLimit, 'x') << u"larger than the limit of 100 MB"_s;
    }

    void refuses()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, saying);
        const auto image = makeReferenceImage(bytes, u"jacket.png"_s);
        QVERIFY(!image);
        QVERIFY2(image.error().message.contains(saying), qPrintable(image.error().message));
        QVERIFY2(image.error().message.contains(u"“jacket.png”"_s), qPrintable(image.error().message));
    }

    void aNameMayHavePlacesForValuesInIt()
    {
        const auto image = makeReferenceImage(test::pngHeaderSaying(30000, 30000), u"a%2Fb%4.png"_s);
        QVERIFY(!image);
        QVERIFY2(image.error().message.startsWith(u"“a%2Fb%4.png” has 30000 × 30000 pixels"_s),
                 qPrintable(image.error().message));
    }

    void everyCutOfAPictureIsRefusedAndNoneCrashes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* format : {"PNG", "JPEG", "WEBP"})
            QTest::addRow("%s", format) << test::picture(format, {24, 24});
        QTest::addRow("HEIC") << test::heic();
        QTest::addRow("GIF") << QByteArray::fromBase64(
                                    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"_ba)
                                    .chopped(1); // the end mark of a GIF may be missing
    }

    void everyCutOfAPictureIsRefusedAndNoneCrashes()
    {
        QFETCH(const QByteArray, bytes);
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY2(!makeReferenceImage(bytes.left(length), {}), qPrintable(QString::number(length)));
    }

    void anyWrongByteIsSurvived_data() { everyCutOfAPictureIsRefusedAndNoneCrashes_data(); }

    void anyWrongByteIsSurvived()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype place = 0; place < bytes.size(); ++place) {
            const char kept = bytes.at(place);
            bytes[place] = char(kept ^ 0xff);
            const auto image = makeReferenceImage(bytes, {});
            if (image)
                QCOMPARE(image->bytes, bytes);
            bytes[place] = kept;
        }
    }

    void decodersSayNothingOnStandardError()
    {
        QTemporaryFile said;
        QVERIFY(said.open());
        const QByteArray whole = test::picture("PNG", {24, 24});
        const auto swapped = [&whole](const QByteArray& from, const QByteArray& to) {
            return QByteArray(whole).replace(from, to);
        };
        const int before = dup(STDERR_FILENO);
        dup2(said.handle(), STDERR_FILENO);
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray wrong = whole;
            wrong[i] = char(wrong.at(i) ^ 0x55);
            imageForView(wrong, {64, 64});
            imageForView(whole.left(i), {64, 64});
        }
        for (const auto& odd : {swapped("IDAT", "QDAT"), swapped("IHDR", "tEXt"), swapped("IEND", "IDAT"),
                                test::pngHeaderSaying(40, 40)})
            imageForView(odd, {64, 64});
        dup2(before, STDERR_FILENO);
        close(before);
        QVERIFY(said.seek(0));
        QCOMPARE(said.readAll(), QByteArray());
        QVERIFY(!imageForView(whole, {64, 64}).isNull());
    }

    void badPaths()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::link(folder.filePath(u"gone.png"_s), folder.filePath(u"dead.png"_s)));
        const auto missing = readReferenceImage(folder.filePath(u"gone.png"_s));
        QVERIFY(!missing && missing.error().message.contains(u"does not exist"_s));
        const auto dead = readReferenceImage(folder.filePath(u"dead.png"_s));
        QVERIFY(!dead && dead.error().message.contains(u"link to something that is not there"_s));
        const auto directory = readReferenceImage(folder.path());
        QVERIFY(!directory && directory.error().message.contains(u"is a folder"_s));
        const auto empty = readReferenceImage(write(folder, u"empty.png"_s, {}));
        QVERIFY(!empty && empty.error().message.contains(u"empty (0 bytes)"_s));
        QFile large(folder.filePath(u"large.png"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(imageFileLimit + 1));
        QVERIFY(!readReferenceImage(large.fileName()));
        QCOMPARE(readReferenceImage(large.fileName()).error().code, Error::Code::TooLarge);
    }

    void readsAFile()
    {
        const QTemporaryDir folder;
        const auto image = readReferenceImage(write(folder, u"jacket.png"_s, test::picture()));
        QVERIFY(image);
        QCOMPARE(image->fileName, u"jacket.png"_s);
    }

    void viewIsTurnedAndScaled()
    {
        const QImage whole = imageForView(test::turnedJpeg({120, 80}), {1000, 1000});
        QCOMPARE(whole.size(), QSize(80, 120));
        const QImage small = imageForView(test::turnedJpeg({120, 80}), {40, 40});
        QCOMPARE(small.height(), 40);
        QVERIFY(qAbs(small.width() - 27) <= 1);
        QVERIFY(imageForView(test::heic(), {40, 40}).isNull());
        QVERIFY(imageForView(test::pngHeaderSaying(30000, 30000), {40, 40}).isNull());
        QVERIFY(imageForView({}, {40, 40}).isNull());
        QCOMPARE(imageForView(test::picture("PNG", {2000, 1}), {40, 40}).size(), QSize(40, 1));
    }

    void pixelsWithoutBytesBecomePng()
    {
        const QImage pixels = test::gradient({30, 20});
        const auto image = makeReferenceImage(pixels, {});
        QVERIFY(image);
        QCOMPARE(image->mimeType, u"image/png"_s);
        QCOMPARE(imageForView(image->bytes, {100, 100}).convertToFormat(QImage::Format_RGB32), pixels);
        QVERIFY(!makeReferenceImage(QImage(), {}));
    }
};

QTEST_GUILESS_MAIN(tst_ImageIntake)
#include "tst_imageintake.moc"
