#include "ui/compare/comparepage.h"

#include "app/settings/settings.h"
#include "tests/compare/comparedattempts.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/attemptdrag.h"
#include "ui/base/plot.h"
#include "ui/compare/comparedelegate.h"
#include "ui/compare/compareheads.h"
#include "ui/compare/comparetable.h"
#include "ui/compare/pictureplace.h"
#include "ui/compare/picturesdialog.h"
#include "ui/compare/textdialog.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

using Row = ComparedRow;

namespace {

struct Opened
{
    explicit Opened(QSize size = {1280, 800})
    {
        page.resize(size);
        page.show();
    }

    bool show(const QList<Attempt>& attempts, int baseline = 0)
    {
        QSignalSpy compared(&page, &ComparePage::compared);
        page.showAttempts(attempts, baseline);
        return QTest::qWaitForWindowExposed(&page)
            && QTest::qWaitFor([&compared] { return !compared.isEmpty(); }, 20000);
    }
    CompareTable* table() const { return page.findChild<CompareTable*>(); }
    CompareModel& model() const { return table()->compareModel(); }
    QString subtitle() const { return page.findChild<QLabel*>(u"compareSubtitle"_s)->text(); }
    void click(const QString& name) const
    {
        QTest::mouseClick(page.findChild<QAbstractButton*>(name), Qt::LeftButton);
    }
    QModelIndex cell(Row row, int column) const
    {
        for (int i = 0; i < model().rowCount(); ++i) {
            if (model().rowAt(i) == row)
                return model().index(i, column);
        }
        return {};
    }
    bool picturesDecoded() const
    {
        return QTest::qWaitFor([this] {
            const auto views = page.findChildren<PictureView*>();
            return std::ranges::all_of(
                views, [](const PictureView* view) { return view->accessibleDescription().isEmpty(); });
        });
    }

    const QTemporaryDir folder;
    Settings settings {folder.filePath(u"settings.ini"_s)};
    ComparePage page {settings};
};

QList<Attempt> three()
{
    return {blockedPrompt(), withheldImage(), delivered(6, picture("PNG", {640, 360}))};
}

QList<Attempt> four()
{
    auto attempts = three();
    attempts[2].prompt.systemInstruction = u"You are a product photographer."_s;
    attempts[2].prompt.generation.temperature = 0.4;
    attempts[2].prompt.generation.aspectRatio = u"16:9"_s;
    attempts[0].prompt.images = {reference(picture(), u"jacket.png"_s),
                                 reference(picture("PNG", {90, 90}), u"woman.png"_s)};
    attempts[1].prompt.images = {attempts[0].prompt.images[1], attempts[0].prompt.images[0]};
    attempts[2].prompt.images = {reference(encoded(gradient({120, 80}), "JPEG"), u"jacket.jpg"_s)};
    attempts.append(delivered(11, encoded(gradient({800, 450}, Qt::darkRed, Qt::darkCyan), "PNG"),
                              "Here is the jacket on a hanger."));
    return attempts;
}

} // namespace

class TestComparePage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }
    void cleanup() { applyTheme(*qApp, Appearance::Light); }

    void theModelHolds();
    void wordsDoNotRunTogether_data();
    void wordsDoNotRunTogether();
    void theAttemptsStandSideBySide();
    void painted_data();
    void painted();
    void onlyDifferencesAreShownAndRemembered();
    void nothingDiffers();
    void theBaselineIsChosen();
    void anAttemptIsLeftOut();
    void differencesAreWalkedByKeyboard();
    void placesAreSpoken();
    void placesAreCopied();
    void theComparisonIsCopiedAsMarkdown();
    void aPlaceIsOpenedWhole();
    void picturesAreZoomedTogether();
    void picturesAreSwiped();
    void aRestoreIsAskedFor();
    void whatWasAskedLastIsShown();
    void attemptsThatEndAreComparedAgain();
    void attemptsAreDropped();
    void strangersAreNotDropped();
    void escapeGoesBack();
    void hostileAttempts();
    void aHugePromptDoesNotHoldUpTheWindow();
    void narrowWindowsScroll();
    void everythingHasAName();
};

void TestComparePage::theModelHolds()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setComparison(compare(four(), 0));
    model.setOnlyDifferences(true);
    model.setComparison(compare({blockedPrompt(), blockedPrompt()}, 1));
    QCOMPARE(model.rowCount(), 0);
    model.setOnlyDifferences(false);
    model.setComparison({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
}

void TestComparePage::wordsDoNotRunTogether_data()
{
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("shown");
    QTest::newRow("two words") << u"red"_s << u"blue"_s << u"red blue"_s;
    QTest::newRow("a comma after a word") << u"coat"_s << u", studio light"_s << u"coat, studio light"_s;
    QTest::newRow("a word after a full stop") << u"coat."_s << u"chair"_s << u"coat.chair"_s;
    QTest::newRow("a space that is there") << u"red "_s << u"blue "_s << u"red blue "_s;
    QTest::newRow("nothing was there") << QString() << u"blue"_s << u"blue"_s;
}

void TestComparePage::wordsDoNotRunTogether()
{
    QFETCH(const QString, removed);
    QFETCH(const QString, added);
    QFETCH(const QString, shown);
    int omitted = 0;
    QString text;
    for (const auto& piece :
         briefPieces({{DiffPiece::Kind::Removed, removed}, {DiffPiece::Kind::Added, added}}, &omitted))
        text += piece.text;
    QCOMPARE(text, shown);
}

void TestComparePage::theAttemptsStandSideBySide()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QCOMPARE(opened.model().columnCount(), 3);
    QCOMPARE(opened.model().rowCount(), int(comparedRows.size()) - 1);
    QCOMPARE(opened.cell(Row::Result, 1).data().toString(), u"withheld"_s);
    QVERIFY(opened.table()->indexWidget(opened.cell(Row::Result, 2)));
    QVERIFY(!opened.table()->indexWidget(opened.cell(Row::Result, 0)));
    QVERIFY(opened.table()->indexWidget(opened.cell(Row::Ratings, 0)));
    QVERIFY(!opened.table()->indexWidget(opened.cell(Row::Ratings, 1)));
    // Within 1280 pixels, without scrolling sideways.
    QCOMPARE(opened.table()->horizontalScrollBar()->maximum(), 0);
    Opened all;
    QVERIFY(all.show(four()));
    QCOMPARE(all.table()->horizontalScrollBar()->maximum(), 0);
}

void TestComparePage::painted_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("only");
    QTest::addColumn<int>("count");
    QTest::newRow("three-light") << Appearance::Light << QSize(1440, 900) << false << 3;
    QTest::newRow("three-differences") << Appearance::Light << QSize(1440, 760) << true << 3;
    QTest::newRow("four-light") << Appearance::Light << QSize(1280, 800) << false << 4;
    QTest::newRow("four-dark") << Appearance::Dark << QSize(1280, 800) << false << 4;
    QTest::newRow("four-contrast") << Appearance::HighContrast << QSize(1280, 800) << true << 4;
    QTest::newRow("two-narrow") << Appearance::Light << QSize(900, 600) << false << 2;
    QTest::newRow("odd-dark") << Appearance::Dark << QSize(1280, 800) << false << 0;
}

void TestComparePage::painted()
{
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    QFETCH(bool, only);
    QFETCH(int, count);
    applyTheme(*qApp, appearance);
    Opened opened(size);
    opened.page.setOnlyDifferences(only);
    const QList<Attempt> odd {importedAttempt(), stillSending(), withheldImage()};
    QVERIFY(opened.show(count == 0 ? odd : count == 3 ? three() : four().first(count)));
    QVERIFY(opened.picturesDecoded());
    opened.page.setFocus();
    const QString name = u"compare-"_s + QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(colorsIn(pictureOf(&opened.page, name), 12) >= 12);
    auto* bar = opened.table()->verticalScrollBar();
    if (bar->maximum() > 0) {
        bar->setValue(bar->maximum());
        pictureOf(&opened.page, name + u"-below"_s);
    }
}

void TestComparePage::onlyDifferencesAreShownAndRemembered()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QVERIFY(opened.cell(Row::SystemInstruction, 0).isValid());
    opened.click(u"onlyDifferences"_s);
    QVERIFY(!opened.cell(Row::SystemInstruction, 0).isValid());
    QVERIFY(opened.cell(Row::Prompt, 0).isValid());
    QVERIFY(opened.table()->indexWidget(opened.cell(Row::Result, 2)));
    ComparePage next(opened.settings);
    QVERIFY(next.isOnlyDifferences());
    opened.click(u"onlyDifferences"_s);
    QVERIFY(opened.cell(Row::SystemInstruction, 0).isValid());
    ComparePage other(opened.settings);
    QVERIFY(!other.isOnlyDifferences());
}

void TestComparePage::nothingDiffers()
{
    Opened opened;
    opened.page.setOnlyDifferences(true);
    auto again = delivered();
    again.id = again.number = 9;
    QVERIFY(opened.show({delivered(), again}));
    QVERIFY(opened.page.findChild<QLabel*>(u"compareNote"_s)->isVisible());
    QVERIFY(opened.subtitle().endsWith("nothing differs"_L1));
    opened.page.showDifference(true); // nowhere to go
    opened.page.setOnlyDifferences(false);
    QVERIFY(opened.table()->isVisible());
}

void TestComparePage::theBaselineIsChosen()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QVERIFY2(opened.subtitle().startsWith("#4 is the baseline"_L1), qPrintable(opened.subtitle()));
    opened.click(u"swapBaseline"_s);
    QTRY_VERIFY(opened.subtitle().startsWith("#7 is the baseline"_L1));
    opened.click(u"baseline2"_s);
    QTRY_VERIFY(opened.subtitle().startsWith("#6 is the baseline"_L1));
    QCOMPARE(opened.model().comparison().baseline, 2);
    opened.click(u"baseline2"_s); // it is already
    QVERIFY(opened.page.findChild<QAbstractButton*>(u"baseline2"_s)->isChecked());
    opened.click(u"swapBaseline"_s); // around the end
    QTRY_VERIFY(opened.subtitle().startsWith("#4 is the baseline"_L1));
}

void TestComparePage::anAttemptIsLeftOut()
{
    Opened opened;
    QVERIFY(opened.show(three(), 2));
    opened.click(u"remove0"_s);
    QTRY_COMPARE(opened.model().columnCount(), 2);
    QCOMPARE(opened.page.attemptIds(), (QList<qint64> {7, 6}));
    QVERIFY2(opened.subtitle().startsWith("#6 is the baseline"_L1), qPrintable(opened.subtitle()));
    QVERIFY(!opened.page.findChild<QAbstractButton*>(u"remove0"_s)->isVisible()); // two must be left
}

void TestComparePage::differencesAreWalkedByKeyboard()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QList<QPair<int, int>> places;
    opened.table()->setCurrentIndex({});
    for (int i = 0; i < 40; ++i) {
        opened.page.showDifference(true);
        const auto index = opened.table()->currentIndex();
        QVERIFY(index.data(comparerole::Different).toBool());
        if (!places.isEmpty() && QPair(index.row(), index.column()) == places.constFirst())
            break;
        places.append({index.row(), index.column()});
    }
    QVERIFY(std::ranges::is_sorted(places));
    QVERIFY2(places.size() > 10, qPrintable(QString::number(places.size())));
    QVERIFY2(opened.subtitle().contains(u"difference 1 of %1"_s.arg(places.size())),
             qPrintable(opened.subtitle()));
    opened.page.showDifference(false); // around the beginning
    const auto last = opened.table()->currentIndex();
    QCOMPARE(QPair(last.row(), last.column()), places.constLast());
    QVERIFY(opened.table()->viewport()->rect().intersects(opened.table()->visualRect(last)));
}

void TestComparePage::placesAreSpoken()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    auto* table = QAccessible::queryAccessibleInterface(opened.table());
    QVERIFY(table && table->tableInterface());
    const auto prompt = opened.cell(Row::Prompt, 2);
    auto* cell = table->tableInterface()->cellAt(prompt.row(), prompt.column());
    QVERIFY(cell);
    QVERIFY2(cell->text(QAccessible::Name).startsWith("Prompt of #6 differs from #4: Removed: "_L1),
             qPrintable(cell->text(QAccessible::Name)));
    QCOMPARE(table->tableInterface()->columnDescription(0),
             u"PROMPT BLOCKED #4 · 13:54:11 · 3.6 s, the baseline"_s);
    QCOMPARE(table->tableInterface()->rowDescription(0), u"Stopped at"_s);
    auto* plot = opened.table()->indexWidget(opened.cell(Row::Ratings, 0))->findChild<Plot*>();
    QVERIFY2(plot->accessibleDescription().contains("Sexual: Medium, blocked, threshold: Medium and up"_L1),
             qPrintable(plot->accessibleDescription()));
}

void TestComparePage::placesAreCopied()
{
    Opened opened;
    auto attempts = three();
    attempts[1].prompt.text = QString(300'000, u'x') + u" end"_s; // longer than what is shown
    QVERIFY(opened.show(attempts));
    opened.table()->setCurrentIndex(opened.cell(Row::Prompt, 1));
    opened.table()->setFocus();
    QTest::keyClick(opened.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), attempts.at(1).prompt.text);
    opened.table()->clearSelection();
    opened.table()->setCurrentIndex(opened.cell(Row::StoppedAt, 0));
    opened.table()->selectionModel()->select(opened.cell(Row::StoppedAt, 2), QItemSelectionModel::Select);
    opened.table()->copy();
    QCOMPARE(QApplication::clipboard()->text(),
             u"Prompt filter, layer 1 (adjustable) · Prompt blocked · SAFETY\t—"_s);
}

void TestComparePage::theComparisonIsCopiedAsMarkdown()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    opened.click(u"copyMarkdown"_s);
    const QString all = QApplication::clipboard()->text();
    QVERIFY(all.startsWith("|   | \\#4 (baseline) |"_L1) && all.contains("| System instruction |"_L1));
    opened.page.setOnlyDifferences(true);
    opened.click(u"copyMarkdown"_s);
    QVERIFY(!QApplication::clipboard()->text().contains("| System instruction |"_L1));
}

void TestComparePage::aPlaceIsOpenedWhole()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    opened.table()->setCurrentIndex(opened.cell(Row::Prompt, 1));
    QTest::keyClick(opened.table(), Qt::Key_Return);
    auto* dialog = opened.page.findChild<TextDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Prompt of #7"_s);
    QVERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains("walking through a park"_L1));
    QCOMPARE(withoutName(dialog), QStringList());
    dialog->close();
    QTRY_VERIFY(!opened.page.findChild<TextDialog*>());
    opened.table()->setCurrentIndex(opened.cell(Row::Thresholds, 1));
    QTest::keyClick(opened.table(), Qt::Key_Return);
    QVERIFY(opened.page.findChild<QPlainTextEdit*>()->toPlainText().contains("instead of"_L1));
}

void TestComparePage::picturesAreZoomedTogether()
{
    Opened opened;
    QVERIFY(opened.show(four()));
    QVERIFY(opened.picturesDecoded());
    const auto views = opened.table()->findChildren<PictureView*>();
    QCOMPARE(views.size(), 2);
    const auto looks = [&views] {
        return QList<QImage> {views.at(0)->grab().toImage(), views.at(1)->grab().toImage()};
    };
    views.at(0)->setFocus();
    const auto fitted = looks();
    QTest::keyClick(views.at(0), Qt::Key_Plus);
    QTest::keyClick(views.at(0), Qt::Key_Plus);
    const auto zoomed = looks();
    QVERIFY(zoomed.at(0) != fitted.at(0) && zoomed.at(1) != fitted.at(1));
    QTest::keyClick(views.at(0), Qt::Key_Right);
    const auto moved = looks();
    QVERIFY(moved.at(0) != zoomed.at(0) && moved.at(1) != zoomed.at(1));
    QTest::keyClick(views.at(0), Qt::Key_0);
    QTRY_VERIFY(looks() == fitted);
}

void TestComparePage::picturesAreSwiped()
{
    Opened opened;
    const QImage red = gradient({400, 300}, Qt::red, Qt::red);
    const QImage blue = gradient({800, 600}, Qt::blue, Qt::blue);
    QVERIFY(opened.show({delivered(1, encoded(red, "PNG")), delivered(2, encoded(blue, "PNG"))}));
    opened.click(u"comparePictures"_s);
    auto* dialog = opened.page.findChild<PicturesDialog*>();
    QVERIFY(dialog);
    auto* swipe = dialog->findChild<SwipeView*>();
    QVERIFY(swipe->isVisible());
    const auto colorAt = [swipe](double x) {
        const QImage look = swipe->grab().toImage();
        return look.pixelColor(qRound((look.width() - 1) * x), look.height() / 4);
    };
    QTRY_COMPARE(colorAt(0.4), QColor(Qt::red));
    QTRY_COMPARE(colorAt(0.6), QColor(Qt::blue));
    pictureOf(dialog, u"compare-swipe"_s);
    auto* slider = dialog->findChild<QSlider*>();
    slider->setValue(slider->maximum() * 7 / 10);
    QCOMPARE(colorAt(0.6), QColor(Qt::red));
    const int y = swipe->height() / 2;
    QTest::mousePress(swipe, Qt::LeftButton, {}, {swipe->width() * 7 / 10, y});
    QTest::mouseMove(swipe, {swipe->width() * 3 / 10, y});
    QTest::mouseRelease(swipe, Qt::LeftButton, {}, {swipe->width() * 3 / 10, y});
    QVERIFY2(slider->value() < slider->maximum() * 4 / 10, qPrintable(QString::number(slider->value())));
    QTRY_COMPARE(colorAt(0.4), QColor(Qt::blue));
    QCOMPARE(withoutName(dialog), QStringList());
    dialog->setSwiping(false);
    pictureOf(dialog, u"compare-sidebyside"_s);
    QVERIFY(!swipe->isVisible());
}

void TestComparePage::aRestoreIsAskedFor()
{
    Opened opened;
    QSignalSpy asked(&opened.page, &ComparePage::restoreRequested);
    auto attempts = three();
    attempts.append(importedAttempt());
    QVERIFY(opened.show(attempts));
    opened.click(u"restore1"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().value<Attempt>().number, 7);
    QVERIFY(!opened.page.findChild<QAbstractButton*>(u"restore3"_s)->isEnabled()); // nothing to restore
}

void TestComparePage::whatWasAskedLastIsShown()
{
    Opened opened;
    auto slow = three();
    slow[0].prompt.text = QString(u"a coat "_s).repeated(300'000);
    slow[1].prompt.text = QString(u"a hat. "_s).repeated(300'000);
    QSignalSpy compared(&opened.page, &ComparePage::compared);
    opened.page.showAttempts(slow, 0);
    opened.page.showAttempts({blockedPrompt(), delivered()}, 1);
    QTRY_COMPARE_WITH_TIMEOUT(compared.size(), 1, 20000);
    QCOMPARE(opened.model().columnCount(), 2);
    // The overtaken one is not shown when it comes.
    opened.page.showAttempts(slow, 0);
    opened.page.clear();
    QVERIFY(opened.page.attemptIds().isEmpty());
    QCOMPARE(opened.model().columnCount(), 0);
}

void TestComparePage::attemptsThatEndAreComparedAgain()
{
    Opened opened;
    QVERIFY(opened.show({blockedPrompt(), stillSending(9)}));
    QCOMPARE(opened.cell(Row::StoppedAt, 1).data().toString(), u"still being sent"_s);
    opened.page.refresh(delivered(9));
    QTRY_COMPARE(opened.cell(Row::StoppedAt, 1).data().toString(), u"—"_s);
    opened.page.refresh(delivered(77)); // not among them
    QCOMPARE(opened.page.attemptIds(), (QList<qint64> {4, 9}));
}

void TestComparePage::attemptsAreDropped()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QSignalSpy dropped(&opened.page, &ComparePage::attemptsDropped);
    const auto mime = attemptMimeData({3, 1, 3});
    QCOMPARE(mime->data(attemptMimeType()), QByteArray("3\n1\n3\n"));
    QCOMPARE(draggedAttempts(*mime), (QList<qint64> {3, 1}));
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QDropEvent drop({10, 10}, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&opened.page, &enter);
    QApplication::sendEvent(&opened.page, &drop);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.constFirst().constFirst().value<QList<qint64>>(), (QList<qint64> {3, 1}));
    mime->setData(attemptOriginType(), "1"); // from another program
    QApplication::sendEvent(&opened.page, &enter);
    QApplication::sendEvent(&opened.page, &drop);
    QCOMPARE(dropped.size(), 1);
}

void TestComparePage::strangersAreNotDropped()
{
    QMimeData mime;
    QVERIFY(draggedAttempts(mime).isEmpty());
    mime.setData(attemptOriginType(), QByteArray::number(QCoreApplication::applicationPid()));
    QVERIFY(draggedAttempts(mime).isEmpty());
    mime.setData(attemptMimeType(), "-1\n0\nabc\n\n99999999999999999999\n<b>\n 7 \n");
    QCOMPARE(draggedAttempts(mime), QList<qint64> {7});
    mime.setData(attemptMimeType(), QByteArray("8\n").repeated(5'000'000));
    QCOMPARE(draggedAttempts(mime), QList<qint64> {8});
}

void TestComparePage::escapeGoesBack()
{
    Opened opened;
    QVERIFY(opened.show(three()));
    QSignalSpy closed(&opened.page, &ComparePage::closed);
    opened.table()->setFocus();
    QTest::keyClick(opened.table(), Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
    opened.click(u"closeComparison"_s);
    QCOMPARE(closed.size(), 2);
}

void TestComparePage::hostileAttempts()
{
    Opened opened;
    Attempt odd = delivered(3, "no picture at all", "<b>bold</b> \\u0007 <img src='file:///etc/passwd'>");
    odd.prompt.text = u"<b>x</b><script>\x1b[2J"_s + QChar(0) + QChar(0x202E) + u"\r\n| a |"_s;
    odd.prompt.model = u"<i>model</i>"_s;
    odd.prompt.images = {reference("", u"<img src=x>"_s, {}), reference("", u"<img src=x>"_s, {})};
    odd.backendName = u"<h1>back end</h1>"_s;
    odd.seconds = std::numeric_limits<double>::quiet_NaN();
    odd.response.usage->prompt = -5;
    QVERIFY(opened.show({odd, Attempt(), importedAttempt(), stillSending()}));
    QCOMPARE(opened.model().columnCount(), 4);
    for (const auto* label : opened.page.findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'),
                 qPrintable(label->text()));
    // Tool tips guess what is rich text: nothing of others may reach them unescaped.
    for (int row = 0; row < opened.model().rowCount(); ++row) {
        const QString tip = opened.model().index(row, 0).data(Qt::ToolTipRole).toString();
        const QString inside = QString(tip).remove(u"<br>"_s).remove(u"<qt>"_s).remove(u"</qt>"_s);
        QVERIFY2(!inside.contains(u'<'), qPrintable(tip));
    }
    pictureOf(&opened.page, u"compare-hostile"_s);
    QVERIFY(opened.show({odd, odd, odd, odd}, 3));
    QVERIFY(opened.show({odd, odd, odd, odd, odd, odd})); // no more than fit
    QCOMPARE(opened.model().columnCount(), ComparePage::mostAttempts);
}

void TestComparePage::aHugePromptDoesNotHoldUpTheWindow()
{
    Opened opened;
    Attempt one = blockedPrompt();
    Attempt two = delivered();
    one.prompt.text = QString(u"a coat in the park "_s).repeated(260'000); // some 5 MB
    two.prompt.text = QString(u"a hat in the street "_s).repeated(250'000);
    qint64 longest = 0;
    QElapsedTimer since;
    QTimer beat;
    beat.setInterval(0);
    connect(&beat, &QTimer::timeout, &beat, [&] { longest = std::max(longest, since.restart()); });
    since.start();
    beat.start();
    QVERIFY(opened.show({one, two}));
    QVERIFY2(longest < 1500, qPrintable(QString::number(longest))); // generous: sanitizers, other work
    opened.table()->setCurrentIndex(opened.cell(Row::Prompt, 1));
    QTest::keyClick(opened.table(), Qt::Key_Return);
    QVERIFY(opened.page.findChild<TextDialog*>());
    QVERIFY(opened.page.findChild<QPlainTextEdit*>()->toPlainText().size() < 200'000);
}

void TestComparePage::narrowWindowsScroll()
{
    Opened opened({900, 600});
    QVERIFY(opened.show(four()));
    QVERIFY(opened.table()->horizontalScrollBar()->maximum() > 0);
    opened.table()->setCurrentIndex(opened.cell(Row::Prompt, 3));
    auto* head = opened.page.findChild<QAbstractButton*>(u"restore3"_s);
    const int heads = head->mapTo(&opened.page, QPoint()).x();
    QVERIFY2(heads > 0 && heads < 900, qPrintable(QString::number(heads))); // the head moves with its column
    QVERIFY(opened.page.minimumSizeHint().width() <= 900);
}

void TestComparePage::everythingHasAName()
{
    Opened opened;
    QVERIFY(opened.show(four()));
    QCOMPARE(withoutName(&opened.page), QStringList());
}

QTEST_MAIN(TestComparePage)
#include "tst_comparepage.moc"
