#include "tests/support/strict.h"
#include "ui/base/plot.h"
#include "ui/base/theme.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// With the program's own way to a plot: from the library beside it.
class LatePlotsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void cleanup() { QFile::remove(place()); }
    void saysSoWithoutTheLibrary();
    void drawsWithTheLibrary(); // last: a library that was loaded stays

private:
    static QString place() { return QCoreApplication::applicationDirPath() + u"/safelight_plots.so"_s; }
    static StackedBar stack() { return {{{u"Prompt"_s, 3, u"3 tokens"_s, Role::Bad, 1}}}; }
};

void LatePlotsTest::saysSoWithoutTheLibrary()
{
    QFile::remove(place());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Plots cannot be drawn: "_s));
    Plot plot;
    plot.showStack(stack());
    plot.resize(300, 60);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCOMPARE(plot.accessibleDescription(), u"Prompt: 3 tokens"_s);
    const auto* sentence = plot.findChild<QLabel*>();
    QVERIFY(sentence);
    QVERIFY2(sentence->text().contains(u"cannot be loaded"_s), qPrintable(sentence->text()));
}

void LatePlotsTest::drawsWithTheLibrary()
{
    const QString library =
        QFileInfo(QString::fromLocal8Bit(SAFELIGHT_BINARY)).path() + u"/safelight_plots.so"_s;
    QVERIFY2(QFile::link(library, place()), qPrintable(library));
    applyTheme(*qApp, Appearance::Light);
    Plot plot;
    QVERIFY(!plot.findChild<QLabel*>());
    plot.showStack(stack());
    plot.resize(300, 60);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const QColor piece = color(plot.palette(), Role::Bad);
    QTRY_COMPARE(plot.grab().toImage().pixelColor(150, 30), piece);
    plot.clear();
    QTRY_VERIFY(plot.grab().toImage().pixelColor(150, 30) != piece);
}

QTEST_MAIN(LatePlotsTest)
#include "tst_lateplots.moc"
