#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionnotes.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/base/attemptdrag.h"
#include "ui/base/messagebar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetable.h"
#include "ui/compare/restoredialog.h"
#include "ui/history/historypanel.h"

#include <QClipboard>
#include <QDropEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

// The window with the answers to some prompts, oldest first.
struct Answered
{
    explicit Answered(const QStringList& prompts)
        : finished(program.workbench.get(), &Workbench::attemptFinished)
    {
        if (!program.open())
            return;
        for (const QString& prompt : prompts) {
            const auto before = finished.size();
            program.workbench->document().setText(prompt);
            program.workbench->sending().send();
            if (!QTest::qWaitFor([&] { return finished.size() > before; }, 20000))
                return;
        }
        ready = true;
    }

    Attempt attempt(int place) const { return finished.at(place).first().value<Attempt>(); }
    QList<qint64> ids() const
    {
        QList<qint64> all;
        for (int i = 0; i < finished.size(); ++i)
            all.append(attempt(i).id);
        return all;
    }
    HistoryPanel* history() const { return program.window->findChild<HistoryPanel*>(); }
    ComparePage* page() const { return program.window->findChild<ComparePage*>(); }
    bool isComparing() const { return page() && page()->isVisible(); }
    QAction* action(const QString& text) const
    {
        for (auto* found : program.window->actions()) {
            if (found->text().remove(u'&') == text)
                return found;
        }
        return nullptr;
    }
    bool compared(const QList<qint64>& chosen)
    {
        emit history()->compareRequested(chosen);
        return QTest::qWaitFor([this] { return isComparing(); }, 10000)
            && QTest::qWaitFor([&] { return columns() == chosen.size(); }, 10000);
    }
    // Whether the drop was taken.
    bool drop(QWidget* target, QMimeData* mime) const
    {
        const QPoint middle = target->rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, mime, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(target, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent dropped(middle, Qt::CopyAction, mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &dropped);
        return dropped.isAccepted();
    }
    int columns() const { return page()->findChild<CompareTable*>()->compareModel().columnCount(); }

    test::Program program;
    QSignalSpy finished;
    bool ready = false;
};

const QStringList& prompts()
{
    static const QStringList texts {u"A red coat on a hanger"_s, u"A blue coat on a hanger"_s,
                                    u"A blue coat on a chair"_s};
    return texts;
}

} // namespace

class TestComparing final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void chosenAttemptsAreCompared();
    void differencesAreWalkedFromTheKeyboard();
    void escapeGoesBack();
    void oneIsComparedWithThePrevious();
    void oneIsComparedWithItsParent();
    void tooFewAndTooMany();
    void anAttemptThatIsGone();
    void aColumnIsRestoredAfterAPreview();
    void nothingToRestore();
    void sendingGoesBack();
    void anotherSessionEndsIt();
    void newPricesLeaveTheBaseline();
    void deletedAttemptsLeave();
    void nothingIsMadeBeforeItIsNeeded();
    void dropsFromElsewhereAreNotTaken();
    void attemptsAreDroppedOnTheWindow();
    void anotherAttemptIsDroppedOnTheComparison();
    void painted();
};

void TestComparing::chosenAttemptsAreCompared()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    const auto ids = test.ids();
    QVERIFY(test.compared({ids.at(2), ids.at(0), ids.at(1)}));
    QCOMPARE(test.page()->attemptIds(), ids); // the oldest first: it is the baseline
    QCOMPARE(test::withoutName(test.page()), QStringList());
    QVERIFY(test.action(u"Copy as Markdown"_s)->isEnabled());
    test.action(u"Copy as Markdown"_s)->trigger();
    QVERIFY2(QApplication::clipboard()->text().contains("~~red~~ **blue**"_L1),
             qPrintable(QApplication::clipboard()->text()));
    auto* only = test.action(u"Only differences"_s);
    QVERIFY(!only->isChecked());
    only->trigger();
    QVERIFY(test.page()->isOnlyDifferences());
    QTest::mouseClick(test.page()->findChild<QToolButton*>(u"onlyDifferences"_s), Qt::LeftButton);
    QVERIFY(!only->isChecked());
}

void TestComparing::differencesAreWalkedFromTheKeyboard()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    auto* table = test.page()->findChild<CompareTable*>();
    QTRY_VERIFY(table->hasFocus());
    const auto key = [&](Qt::Key code, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(test.program.window.get(), code, with);
        return table->currentIndex();
    };
    const QModelIndex first = key(Qt::Key_F7);
    QVERIFY(first.data(comparerole::Different).toBool());
    const QModelIndex second = key(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(second.data(comparerole::Different).toBool());
    QVERIFY(first < second);
    QCOMPARE(key(Qt::Key_F7, Qt::ShiftModifier), first);
    key(Qt::Key_F7);
    QCOMPARE(key(Qt::Key_Up, Qt::AltModifier), first);
}

void TestComparing::escapeGoesBack()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    QTRY_VERIFY(test.page()->findChild<CompareTable*>()->hasFocus());
    QTest::keyClick(test.page()->findChild<CompareTable*>(), Qt::Key_Escape);
    QVERIFY(!test.isComparing());
    QVERIFY(test.history()->isVisible());
    QVERIFY(!test.action(u"Next difference"_s)->isEnabled());
    QVERIFY(test.compared(test.ids().first(2)));
    QTRY_VERIFY(test.page()->findChild<CompareTable*>()->hasFocus());
    QTest::keyClick(test.program.window.get(), Qt::Key_1, Qt::AltModifier); // to the prompt
    QVERIFY(!test.isComparing());
}

void TestComparing::oneIsComparedWithThePrevious()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    emit test.history()->compareWithPreviousRequested(test.ids().at(1));
    QTRY_VERIFY(test.isComparing());
    QCOMPARE(test.page()->attemptIds(), test.ids().first(2));
    test.action(u"Back to the panes"_s)->trigger();
    QVERIFY(!test.isComparing());
    test.action(u"Compare with the previous attempt"_s)->trigger(); // of the one that is shown
    QTRY_VERIFY(test.isComparing());
    QCOMPARE(test.page()->attemptIds(), test.ids().last(2));
    test.action(u"Back to the panes"_s)->trigger();
    emit test.history()->compareWithPreviousRequested(test.ids().at(0));
    QTRY_VERIFY(test::showsText(*test.program.window, u"There is no attempt before this one."_s));
    QVERIFY(!test.isComparing());
}

void TestComparing::oneIsComparedWithItsParent()
{
    Answered test(prompts().first(1));
    QVERIFY(test.ready);
    emit test.history()->compareWithParentRequested(test.ids().at(0));
    QTRY_VERIFY(test::showsText(*test.program.window, u"did not come from another one"_s));
    Prompt edited = test.attempt(0).prompt;
    edited.text += u" In ink."_s;
    test.program.workbench->sending().applyRemedy(test.ids().at(0), u"artStyle"_s, edited, u"style"_s);
    test.program.workbench->sending().send();
    QTRY_COMPARE_WITH_TIMEOUT(test.finished.size(), 2, 20000);
    emit test.history()->compareWithParentRequested(test.ids().at(1));
    QTRY_VERIFY(test.isComparing());
    QCOMPARE(test.page()->attemptIds(), test.ids());
}

void TestComparing::tooFewAndTooMany()
{
    Answered test(prompts().first(1));
    QVERIFY(test.ready);
    for (const auto& ids : {QList<qint64> {1}, QList<qint64> {}, QList<qint64> {1, 2, 3, 4, 5}}) {
        emit test.history()->compareRequested(ids);
        QVERIFY(test::showsText(*test.program.window, u"Choose two to 4 attempts"_s));
        QVERIFY(!test.isComparing());
    }
}

void TestComparing::anAttemptThatIsGone()
{
    Answered test(prompts().first(2));
    QVERIFY(test.ready);
    emit test.history()->compareRequested({test.ids().at(0), 777});
    QTRY_VERIFY(test.program.window->findChild<MessageBar*>()->isVisible());
    QVERIFY(!test.isComparing());
}

void TestComparing::aColumnIsRestoredAfterAPreview()
{
    applyTheme(*qApp, Appearance::Light);
    Answered test(prompts());
    QVERIFY(test.ready);
    auto& document = test.program.workbench->document();
    const int steps = document.undoStack()->index();
    QVERIFY(test.compared(test.ids()));
    QTest::mouseClick(test.page()->findChild<QToolButton*>(u"restore0"_s), Qt::LeftButton);
    auto* dialog = test.program.window->findChild<RestoreDialog*>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->findChild<QWidget*>(u"promptDiff"_s));
    QTRY_VERIFY(dialog->findChild<QWidget*>(u"promptDiff"_s)->isVisible());
    QVERIFY(dialog->findChild<QWidget*>(u"promptDiff"_s)->height() >= 90);
    QCOMPARE(test::withoutName(dialog), QStringList());
    test::pictureOf(dialog, u"compare-restore"_s);
    dialog->reject();
    QCOMPARE(document.prompt().text, prompts().at(2));
    QTRY_VERIFY(!test.program.window->findChild<RestoreDialog*>());
    QTest::mouseClick(test.page()->findChild<QToolButton*>(u"restore0"_s), Qt::LeftButton);
    dialog = test.program.window->findChild<RestoreDialog*>();
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"apply"_s), Qt::LeftButton);
    QCOMPARE(document.prompt().text, prompts().at(0));
    QCOMPARE(document.undoStack()->index(), steps + 1);
    QVERIFY(!test.isComparing());
}

void TestComparing::nothingToRestore()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    QTest::mouseClick(test.page()->findChild<QToolButton*>(u"restore2"_s), Qt::LeftButton);
    auto* dialog = test.program.window->findChild<RestoreDialog*>();
    QVERIFY(!dialog->findChild<QPushButton*>(u"apply"_s)->isEnabled());
    QVERIFY(test::showsText(*dialog, u"nothing would change"_s));
}

void TestComparing::sendingGoesBack()
{
    Answered test(prompts().first(2));
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    test.program.workbench->sending().send();
    QTRY_VERIFY(!test.isComparing());
    QTRY_COMPARE_WITH_TIMEOUT(test.finished.size(), 3, 20000);
}

void TestComparing::anotherSessionEndsIt()
{
    Answered test(prompts().first(2));
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    test.program.workbench->session().create(test.program.folder() + u"/other.safelight"_s);
    QTRY_VERIFY(!test.isComparing());
    QVERIFY(test.page()->attemptIds().isEmpty());
}

void TestComparing::newPricesLeaveTheBaseline()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids()));
    test.page()->swapBaseline();
    QCOMPARE(test.page()->baselineId(), test.ids().at(1));
    QSignalSpy compared(test.page(), &ComparePage::compared);
    QTRY_COMPARE(compared.size(), 1);
    emit test.program.workbench->pricesChanged();
    QTRY_COMPARE(compared.size(), 2);
    QCOMPARE(test.page()->baselineId(), test.ids().at(1));
    QCOMPARE(test.page()->findChild<CompareTable*>()->compareModel().comparison().baseline, 1);
    // One more beside them leaves it too.
    QVERIFY(test.compared({test.ids().at(1), test.ids().at(2)}));
    test.page()->swapBaseline();
    QVERIFY(test.drop(test.page(), attemptMimeData({test.ids().at(0)}).get()));
    QTRY_COMPARE(test.columns(), 3);
    QCOMPARE(test.page()->baselineId(), test.ids().at(2));
}

void TestComparing::deletedAttemptsLeave()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    const auto ids = test.ids();
    QVERIFY(test.compared(ids));
    test.page()->swapBaseline();
    auto& kept = test.program.workbench->history().notes();
    kept.remove({ids.at(0)});
    QTRY_COMPARE(test.columns(), 2);
    QCOMPARE(test.page()->attemptIds(), ids.last(2));
    QCOMPARE(test.page()->baselineId(), ids.at(1));
    QVERIFY(test.isComparing());
    kept.remove({ids.at(2)});
    QTRY_VERIFY(!test.isComparing());
    QVERIFY(test.page()->attemptIds().isEmpty());
    QVERIFY(test::showsText(*test.program.window, u"The comparison is closed"_s));
}

void TestComparing::nothingIsMadeBeforeItIsNeeded()
{
    test::Program program;
    QVERIFY(program.open());
    QVERIFY(!program.window->findChild<ComparePage*>());
}

void TestComparing::dropsFromElsewhereAreNotTaken()
{
    Answered test(prompts().first(2));
    QVERIFY(test.ready);
    const auto mime = attemptMimeData(test.ids());
    mime->setData(attemptOriginType(), "1"); // another program's attempts have other ids
    QVERIFY(!test.drop(test.program.window.get(), mime.get()));
    QVERIFY(!test.isComparing());
}

void TestComparing::attemptsAreDroppedOnTheWindow()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    auto* window = test.program.window.get();
    QVERIFY(test.drop(window, attemptMimeData({test.ids().at(2), test.ids().at(0)}).get()));
    QTRY_VERIFY(test.isComparing());
    QCOMPARE(test.page()->attemptIds(), (QList<qint64> {test.ids().at(0), test.ids().at(2)}));
    test.action(u"Back to the panes"_s)->trigger();
    QVERIFY(
        test.drop(window, attemptMimeData({test.ids().at(1)}).get())); // one: with the attempt that is shown
    QTRY_VERIFY(test.isComparing());
    QCOMPARE(test.page()->attemptIds(), test.ids().last(2));
}

void TestComparing::anotherAttemptIsDroppedOnTheComparison()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    QVERIFY(test.compared(test.ids().first(2)));
    QVERIFY(test.drop(test.page(), attemptMimeData({test.ids().at(2), test.ids().at(0)}).get()));
    QTRY_COMPARE(test.columns(), 3);
    QCOMPARE(test.page()->attemptIds(), test.ids());
}

void TestComparing::painted()
{
    Answered test(prompts());
    QVERIFY(test.ready);
    applyTheme(*qApp, Appearance::Light);
    QVERIFY(test.compared(test.ids()));
    test.program.window->resize(1280, 800);
    const QImage look = test::pictureOf(test.program.window.get(), u"compare-window"_s);
    QVERIFY(test::colorsIn(look, 12) >= 12);
}

QTEST_MAIN(TestComparing)
#include "tst_comparing.moc"
