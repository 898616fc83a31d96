#include "app/base/workers.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/base/badge.h"
#include "ui/base/elidedlabel.h"
#include "ui/compare/comparepage.h"
#include "ui/frame/toolbar.h"
#include "ui/history/historypanel.h"
#include "ui/response/stagepicture.h"

#include <QLabel>
#include <QPushButton>
#include <QThreadPool>
#include <QToolButton>

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

// Texts that got less room than they need.
QStringList cutOff(const QWidget& window)
{
    QStringList found;
    for (const auto* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() || qobject_cast<const ElidedLabel*>(label)
            || qobject_cast<const Badge*>(label)) // these shorten their text
            continue;
        const QSize needed =
            label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->minimumSizeHint();
        if (label->height() < needed.height() || label->width() < needed.width())
            found << u"%1: %2×%3 of %4×%5"_s.arg(label->text())
                         .arg(label->width())
                         .arg(label->height())
                         .arg(needed.width())
                         .arg(needed.height());
    }
    for (const auto* button : window.findChild<Toolbar*>()->findChildren<QToolButton*>()) {
        if (button->isVisible() && button->width() < button->sizeHint().width())
            found
                << u"%1: %2 of %3"_s.arg(button->text()).arg(button->width()).arg(button->sizeHint().width());
    }
    for (const auto* stages : window.findChildren<StagePicture*>()) {
        if (stages->isVisible() && stages->height() < stages->heightForWidth(stages->width()))
            found << u"stages: %1 of %2"_s.arg(stages->height()).arg(stages->heightForWidth(stages->width()));
    }
    return found;
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
                // The first is a small screen at 200 %.
                for (const QSize size : {QSize(960, 540), QSize(1280, 800), QSize(1920, 1080)}) {
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
        lookAt(program, name);
    }

    void theComparisonIsPainted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << u"compare-light-1280"_s << Appearance::Light;
        QTest::newRow("dark") << u"compare-dark-1280"_s << Appearance::Dark;
        QTest::newRow("high contrast") << u"compare-contrast-1280"_s << Appearance::HighContrast;
    }

    void theComparisonIsPainted()
    {
        QFETCH(const QString, name);
        QFETCH(const Appearance, appearance);
        applyTheme(*qApp, appearance);
        test::Program program;
        QVERIFY(program.open());
        program.window->resize(1280, 800);
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        QList<qint64> ids;
        for (int example = 0; example < 3; ++example) {
            program.window->findChild<QPushButton*>(u"starter%1"_s.arg(example))->click();
            QTRY_COMPARE_WITH_TIMEOUT(finished.count(), example + 1, 20000);
            ids << finished.at(example).first().value<Attempt>().id;
        }
        emit program.window->findChild<HistoryPanel*>()->compareRequested({ids.at(1), ids.at(2), ids.at(0)});
        QTRY_VERIFY(program.window->findChild<ComparePage*>());
        QTRY_COMPARE(program.window->findChild<ComparePage*>()->attemptIds().size(), 3);
        lookAt(program, name);
    }

private:
    static void lookAt(const test::Program& program, const QString& name)
    {
        QImage image;
        // What is made in the background (thumbnails, fields) is part of the picture: wait until it stands
        // still.
        int idleLooks = 0; // twice: what a worker has finished is shown with the next events
        const auto standsStill = [&] {
            const bool same = std::exchange(image, program.window->grab().toImage()) == image;
            idleLooks = same && workers().activeThreadCount() == 0 ? idleLooks + 1 : 0;
            return idleLooks >= 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(standsStill(), 10000);
        QVERIFY(coloursIn(image) > 8);
        keep(image, name);
        QCOMPARE(cutOff(*program.window).join(u'\n'), QString());
    }
};

QTEST_MAIN(tst_Screenshots)
#include "tst_screenshots.moc"
