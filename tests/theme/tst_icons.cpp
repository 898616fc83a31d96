#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/badge.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPixmapCache>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QStringList names =
    u"play stop chevron-down chevron-right image plus close copy save search check cross dash warning info "
    u"eye "
    "zoom-in zoom-out zoom-fit key folder document history clock hand shield undo redo gear trash arrow-left "
    "arrow-right refresh pencil lock unlock blocked text link"_s.split(u' ');

// Opaque enough to be seen, as a share of all pixels.
double inkIn(const QImage& image)
{
    int seen = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            seen += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
    }
    return double(seen) / (image.width() * image.height());
}

class TstUiIcons final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void iconsAreSharpAtEachScale();
    void iconsTakeTheColourOfTheRole();
    void disabledIconIsMute();
    void unknownIconWarns();
    void sheetOfAllIcons();
    void badgeHoldsItsText_data();
    void badgeHoldsItsText();
    void badgeElidesWhenNarrow();
    void badgeFollowsTheRole();
};

void TstUiIcons::everyIconIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TstUiIcons::everyIconIsDrawn()
{
    QFETCH(QString, name);
    for (const int size : {16, 20, 24}) {
        const QImage image = themedPixmap(name, qApp->palette(), Role::Ink, size, 1).toImage();
        QCOMPARE(image.size(), QSize(size, size));
        const double ink = inkIn(image);
        QVERIFY2(ink > 0.02 && ink < 0.6, qPrintable(QString::number(ink)));
    }
}

void TstUiIcons::iconsAreSharpAtEachScale()
{
    const QIcon icon = themedIcon(u"gear"_s, qApp->palette());
    for (const qreal ratio : {1.0, 2.0, 3.0}) {
        const QPixmap pixmap = icon.pixmap(QSize(20, 20), ratio);
        QCOMPARE(pixmap.devicePixelRatio(), ratio);
        QCOMPARE(pixmap.size(), QSize(20, 20) * ratio);
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(20, 20));
        QCOMPARE(themedPixmap(u"gear"_s, qApp->palette(), Role::Ink, 20, ratio).size(),
                 QSize(20, 20) * ratio);
    }
    // Drawn at three times the size, not blown up: finer than the small one made larger.
    const QImage fine = icon.pixmap(QSize(16, 16), 3.0).toImage().convertToFormat(QImage::Format_ARGB32);
    const QImage blown = icon.pixmap(QSize(16, 16), 1.0)
                             .toImage()
                             .scaled(48, 48, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_ARGB32);
    QVERIFY(fine != blown);
}

void TstUiIcons::iconsTakeTheColourOfTheRole()
{
    for (const auto role : {Role::Ink, Role::Accent, Role::Bad, Role::Good}) {
        const QImage image = themedPixmap(u"stop"_s, qApp->palette(), role, 24, 1).toImage();
        QCOMPARE(QColor::fromRgb(image.pixel(12, 12)), color(qApp->palette(), role));
    }
    applyTheme(*qApp, Appearance::Dark);
    const QImage dark = themedPixmap(u"stop"_s, qApp->palette(), Role::Ink, 24, 1).toImage();
    QCOMPARE(QColor::fromRgb(dark.pixel(12, 12)), color(qApp->palette(), Role::Ink));
    applyTheme(*qApp, Appearance::Light);
}

void TstUiIcons::disabledIconIsMute()
{
    const QIcon icon = themedIcon(u"stop"_s, qApp->palette(), Role::Bad);
    const QImage image = icon.pixmap(QSize(24, 24), 1, QIcon::Disabled).toImage();
    QCOMPARE(QColor::fromRgb(image.pixel(12, 12)), color(qApp->palette(), Role::Mute));
}

void TstUiIcons::unknownIconWarns()
{
    QTest::ignoreMessage(QtWarningMsg, "There is no icon named \"no-such\".");
    QVERIFY(themedPixmap(u"no-such"_s, qApp->palette(), Role::Ink, 16, 1).isNull());
    QVERIFY(themedPixmap(u"stop"_s, qApp->palette(), Role::Ink, 0, 1).isNull());
}

void TstUiIcons::sheetOfAllIcons()
{
    QWidget sheet;
    sheet.resize(13 * 64, 3 * 52);
    QPixmap picture(sheet.size());
    picture.fill(Qt::white);
    QPainter painter(&picture);
    for (int i = 0; i < names.size(); ++i) {
        const QPoint at((i % 13) * 64 + 4, (i / 13) * 52 + 8);
        painter.drawPixmap(at, themedPixmap(names.at(i), qApp->palette(), Role::Ink, 16, 1));
        painter.drawPixmap(at + QPoint(20, 0), themedPixmap(names.at(i), qApp->palette(), Role::Ink, 36, 1));
    }
    painter.end();
    auto* label = new QLabel(&sheet);
    label->setPixmap(picture);
    label->adjustSize();
    QVERIFY(test::colorsIn(test::pictureOf(&sheet, u"icons"_s)) >= 8);
}

void TstUiIcons::badgeHoldsItsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"STOP"_s;
    QTest::newRow("with underscores") << u"IMAGE_PROHIBITED_CONTENT"_s;
    QTest::newRow("looks like HTML") << u"<b>X</b>"_s;
    QTest::newRow("not Latin") << u"画像 안전"_s;
}

void TstUiIcons::badgeHoldsItsText()
{
    QFETCH(QString, text);
    Badge badge;
    badge.show(text, Role::Bad);
    QCOMPARE(badge.text(), text);
    QCOMPARE(badge.textFormat(), Qt::PlainText);
    QFont font = badge.font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    font.setWeight(QFont::DemiBold);
    const QSize size = badge.sizeHint();
    QCOMPARE(size, badge.minimumSizeHint());
    // Nothing elided at the size it asks for.
    QCOMPARE(QFontMetrics(font).elidedText(text, Qt::ElideRight, size.width() - 12), text);
    badge.resize(size);
    QVERIFY(test::colorsIn(badge.grab().toImage(), 4) >= 4);
}

void TstUiIcons::badgeElidesWhenNarrow()
{
    QPixmap canvas(40, 20);
    canvas.fill(Qt::white);
    QPainter painter(&canvas);
    Badge::paint(painter, QRect(0, 0, 20, 20), u"A very long reason"_s, Role::Bad, qApp->palette());
    painter.end();
    const QImage image = canvas.toImage();
    for (int y = 0; y < 20; ++y)
        QCOMPARE(image.pixelColor(25, y), QColor(Qt::white));
}

void TstUiIcons::badgeFollowsTheRole()
{
    Badge badge;
    badge.show(u"x"_s, Role::Good);
    QCOMPARE(badge.role(), Role::Good);
    badge.resize(60, 20);
    QCOMPARE(badge.grab().toImage().pixelColor(8, 3), color(qApp->palette(), Role::GoodBack));
    badge.show(u"x"_s, Role::Bad);
    QCOMPARE(badge.grab().toImage().pixelColor(8, 3), color(qApp->palette(), Role::BadBack));
}

} // namespace

QTEST_MAIN(TstUiIcons)
#include "tst_icons.moc"
