#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/safety/thresholdslider.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr int promptBlockedExample = 1;
constexpr int imageBlockedExample = 2;

// The window after one of the examples was answered.
struct Answered
{
    explicit Answered(int example)
        : finished(program.workbench.get(), &Workbench::attemptFinished)
    {
        if (!program.open())
            return;
        QTest::mouseClick(program.window->findChild<QPushButton*>(u"starter%1"_s.arg(example)),
                          Qt::LeftButton);
        ready = QTest::qWaitFor([this] { return finished.size() == 1; }, 20000)
            && QTest::qWaitFor([this] { return button(u"english"_s) != nullptr; });
    }

    Attempt last() const { return finished.last().first().value<Attempt>(); }
    QToolButton* button(const QString& remedy) const
    {
        for (auto* found : program.window->findChildren<QToolButton*>(remedy)) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }
    QDialog* dialog() const { return program.window->findChild<QDialog*>(u"remedyDialog"_s); }
    void applyDialog() const
    {
        QTest::mouseClick(dialog()->findChild<QPushButton*>(u"apply"_s), Qt::LeftButton);
        QTRY_VERIFY(!dialog());
    }
    QTabBar* tabs() const
    {
        for (auto* found : program.window->findChildren<QTabBar*>()) {
            if (found->count() > 4)
                return found;
        }
        return nullptr;
    }
    int tabNamed(const QString& name) const
    {
        for (int i = 0; i < tabs()->count(); ++i) {
            if (tabs()->tabText(i) == name)
                return i;
        }
        return -1;
    }

    test::Program program;
    QSignalSpy finished;
    bool ready = false;
};

} // namespace

class tst_Advice : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void anAppliedRemedyIsOneUndoStepAndNamedByTheNextAttempt();
    void tryAgainSendsTheSame();
    void theSlidersSayWhatTheyWouldDo();
    void theSlidersSayWhenTheyReachNothing();
    void inANarrowWindowTheAdviceIsAPage();
    void theAdviceCanBeHidden();
};

void tst_Advice::anAppliedRemedyIsOneUndoStepAndNamedByTheNextAttempt()
{
    Answered test(imageBlockedExample);
    QVERIFY(test.ready);
    auto& document = test.program.workbench->document();
    const Prompt before = document.prompt();
    const int steps = document.undoStack()->index();
    QTest::mouseClick(test.button(u"artStyle"_s), Qt::LeftButton);
    QVERIFY(test.dialog());
    test.dialog()->findChild<QComboBox*>(u"style"_s)->lineEdit()->setText(u"watercolour"_s);
    test.applyDialog();
    QCOMPARE(document.prompt().text, before.text + u"\n\nThe style: watercolour."_s);
    QCOMPARE(document.undoStack()->index(), steps + 1);
    QVERIFY(document.undoStack()->undoText().contains("Name an art style"_L1));
    test.program.window->activateWindow(); // no window manager does it when the preview closes
    QVERIFY(QTest::qWaitForWindowActive(test.program.window.get()));
    QTest::keyClick(test.program.window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(test.finished.size(), 2, 20000);
    QCOMPARE(test.last().remedies, QStringList {u"artStyle"_s});
    QCOMPARE(test.last().prompt.text, document.prompt().text);
    document.undoStack()->undo();
    QVERIFY(document.prompt() == before);
}

void tst_Advice::tryAgainSendsTheSame()
{
    Answered test(imageBlockedExample);
    QVERIFY(test.ready);
    const QByteArray sent = test.last().requestBody;
    QTest::mouseClick(test.button(u"repeat"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(test.finished.size(), 2, 20000);
    QCOMPARE(test.last().requestBody, sent);
    QCOMPARE(test.last().remedies, QStringList {u"repeat"_s});
}

void tst_Advice::theSlidersSayWhatTheyWouldDo()
{
    Answered test(promptBlockedExample);
    QVERIFY(test.ready);
    auto* outlook = test.program.window->findChild<QLabel*>(u"outlook"_s);
    QVERIFY2(outlook->isVisible() && outlook->text().contains("would be blocked: dangerous content"_L1),
             qPrintable(outlook->text()));
    for (auto* slider : test.program.window->findChildren<ThresholdSlider*>()) {
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        for (int i = 0; i < 2; ++i) // not sent, off, none
            QTest::keyClick(slider, Qt::Key_Right);
    }
    QVERIFY2(outlook->text().contains("would pass"_L1), qPrintable(outlook->text()));
    QVERIFY(!test.program.window->findChild<QLabel*>(u"thresholdNote"_s)->isVisible());
}

void tst_Advice::theSlidersSayWhenTheyReachNothing()
{
    Answered test(imageBlockedExample);
    QVERIFY(test.ready);
    auto* note = test.program.window->findChild<QLabel*>(u"thresholdNote"_s);
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(),
             u"The shown attempt was stopped by IMAGE_SAFETY: none of these four thresholds reaches that "
             "filter."_s);
}

void tst_Advice::inANarrowWindowTheAdviceIsAPage()
{
    Answered test(imageBlockedExample);
    QVERIFY(test.ready);
    const int tab = test.tabNamed(u"What to try"_s);
    QVERIFY(tab >= 0 && !test.tabs()->isTabVisible(tab));
    test.program.window->resize(960, 540);
    QTRY_VERIFY(test.tabs()->isTabVisible(tab));
    QVERIFY(!test.button(u"artStyle"_s));
    test.tabs()->setCurrentIndex(tab);
    QVERIFY(test.button(u"artStyle"_s));
    test.program.window->resize(1440, 900);
    QTRY_VERIFY(!test.tabs()->isTabVisible(tab));
    QVERIFY(test.tabs()->currentIndex() != tab);
    QTRY_VERIFY(test.button(u"artStyle"_s));
    // And with the keyboard.
    test.program.window->resize(960, 540);
    QTRY_VERIFY(test.tabs()->isTabVisible(tab));
    QTest::keyClick(test.program.window.get(), Qt::Key_4, Qt::AltModifier);
    QCOMPARE(test.tabs()->currentIndex(), tab);
    QCOMPARE(QApplication::focusWidget(), test.button(u"repeat"_s));
}

void tst_Advice::theAdviceCanBeHidden()
{
    Answered test(imageBlockedExample);
    QVERIFY(test.ready);
    QTest::keyClick(test.program.window.get(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!test.button(u"artStyle"_s));
    QCOMPARE(test.program.settings.value(SettingKey::AdviceShown), QVariant(false));
    test.program.window->resize(960, 540);
    QVERIFY(!test.tabs()->isTabVisible(test.tabNamed(u"What to try"_s)));
    test.program.window->resize(1440, 900);
    QTest::keyClick(test.program.window.get(), Qt::Key_4, Qt::AltModifier); // going there brings it back
    QTRY_VERIFY(test.button(u"artStyle"_s));
    QCOMPARE(test.program.settings.value(SettingKey::AdviceShown), QVariant(true));
}

QTEST_MAIN(tst_Advice)
#include "tst_advice.moc"
