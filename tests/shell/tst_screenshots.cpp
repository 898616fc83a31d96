#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include <QPushButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

int coloursIn(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7)
            colours << image.pixel(x, y);
    }
    return static_cast<int>(colours.size());
}

// The README's pictures: written only where asked for, so that an ordinary test run changes nothing.
void keep(const QImage& image, const QString& name)
{
    const QString folder = qEnvironmentVariable("SAFELIGHT_SCREENSHOTS");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u'/' + name + u".png"_s));
}

} // namespace

class tst_Screenshots : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void cleanup() { applyTheme(*qApp, Appearance::Light); }

    void theWindowIsPainted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<Appearance>("appearance");
        QTest::addColumn<int>("example");
        const QList<std::pair<QString, Appearance>> looks {{u"light"_s, Appearance::Light},
                                                           {u"dark"_s, Appearance::Dark},
                                                           {u"contrast"_s, Appearance::HighContrast}};
        const QList<std::pair<QString, int>> states {
            {u"welcome"_s, -1}, {u"delivered"_s, 0}, {u"prompt-blocked"_s, 1}, {u"image-blocked"_s, 2}};
        for (const auto& [look, appearance] : looks) {
            for (const auto& [state, example] : states) {
                for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
                    const QString name = u"%1-%2-%3"_s.arg(state, look).arg(size.width());
                    QTest::addRow("%s", qPrintable(name)) << name << size << appearance << example;
                }
            }
        }
    }

    void theWindowIsPainted()
    {
        QFETCH(const QString, name);
        QFETCH(const QSize, size);
        QFETCH(const Appearance, appearance);
        QFETCH(const int, example);
        applyTheme(*qApp, appearance);
        test::Program program;
        QVERIFY(program.open());
        program.window->resize(size);
        if (example >= 0) {
            QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
            QTest::mouseClick(program.window->findChild<QPushButton*>(u"starter%1"_s.arg(example)),
                              Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
            QTRY_VERIFY(!program.window->findChild<QPushButton*>(u"starter0"_s)->isVisible());
        }
        QImage image;
        // What is made in the background (thumbnails, fields) is part of the picture: wait until it stands
        // still.
        QTRY_VERIFY_WITH_TIMEOUT(
            std::exchange(image, program.window->grab().toImage()) == image && !image.isNull(), 10000);
        QVERIFY(coloursIn(image) > 8);
        keep(image, name);
    }
};

QTEST_MAIN(tst_Screenshots)
#include "tst_screenshots.moc"
