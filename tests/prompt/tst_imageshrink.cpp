#include "app/prompt/imageshrink.h"
#include "tests/support/pictures.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class tst_ImageShrink : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyPixelIsTheMeanOfItsArea()
    {
        QImage row(5, 1, QImage::Format_RGB32);
        const QList<int> grey {0, 100, 200, 50, 150};
        for (int x = 0; x < row.width(); ++x)
            row.setPixel(x, 0, qRgb(grey.at(x), grey.at(x), grey.at(x)));
        // Two and a half pixels each: (0 + 100 + 200/2) / 2.5 and (200/2 + 50 + 150) / 2.5.
        const QImage small = shrunk(row, {2, 1});
        QCOMPARE(small.size(), QSize(2, 1));
        QCOMPARE(small.pixel(0, 0), qRgb(80, 80, 80));
        QCOMPARE(small.pixel(1, 0), qRgb(120, 120, 120));
        QCOMPARE(shrunk(row.transformed(QTransform().rotate(90)), {1, 2}).pixel(0, 1), qRgb(120, 120, 120));
    }

    void isAsSmoothAsQt_data()
    {
        QTest::addColumn<QImage::Format>("format");
        QTest::addRow("colours") << QImage::Format_RGB32;
        QTest::addRow("three bytes") << QImage::Format_RGB888;
        QTest::addRow("see-through") << QImage::Format_ARGB32;
        QTest::addRow("grey") << QImage::Format_Grayscale8;
        QTest::addRow("sixteen bits") << QImage::Format_RGBA64;
    }

    void isAsSmoothAsQt()
    {
        QFETCH(const QImage::Format, format);
        const QImage picture = test::gradient({301, 203}).convertToFormat(format);
        const QImage small = shrunk(picture, {97, 61});
        const QImage expected = picture.scaled(97, 61, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        QCOMPARE(small.size(), expected.size());
        for (int y = 0; y < small.height(); ++y) {
            for (int x = 0; x < small.width(); ++x) {
                const QColor is = small.pixelColor(x, y);
                const QColor wanted = expected.pixelColor(x, y);
                const int apart = std::max({qAbs(is.red() - wanted.red()), qAbs(is.green() - wanted.green()),
                                            qAbs(is.blue() - wanted.blue())});
                QVERIFY2(apart <= 6, qPrintable(u"%1 at %2, %3"_s.arg(apart).arg(x).arg(y)));
            }
        }
    }

    void aPaletteIsHeeded()
    {
        const QImage picture = test::gradient({301, 203}).convertToFormat(QImage::Format_Indexed8);
        QCOMPARE(shrunk(picture, {97, 61}), shrunk(picture.convertToFormat(QImage::Format_RGB32), {97, 61}));
    }

    void whatCannotBeSeenHasNoColour()
    {
        QImage picture(2, 1, QImage::Format_ARGB32);
        picture.setPixel(0, 0, qRgba(255, 0, 0, 255));
        picture.setPixel(1, 0, qRgba(0, 255, 0, 0));
        QCOMPARE(shrunk(picture, {1, 1}).pixelColor(0, 0), QColor(255, 0, 0, 128));
    }

    void neverGrows()
    {
        const QImage picture = test::gradient({30, 20});
        QCOMPARE(shrunk(picture, {300, 200}), picture);
        QCOMPARE(shrunk(picture, {300, 10}).size(), QSize(30, 10));
        QVERIFY(shrunk(QImage(), {10, 10}).isNull());
    }

    void aVeryWidePictureKeepsItsColour()
    {
        QImage picture(200'000, 2, QImage::Format_RGB32);
        picture.fill(qRgb(250, 120, 3));
        QCOMPARE(shrunk(picture, {1, 1}).pixel(0, 0), qRgb(250, 120, 3));
    }
};

QTEST_GUILESS_MAIN(tst_ImageShrink)
#include "tst_imageshrink.moc"
