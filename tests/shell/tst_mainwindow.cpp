#include "app/diagnosis/verdict.h"
#include "app/wording/words.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "tests/support/listed.h"
#include "tests/support/pictures.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/found/decodedialog.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

QPlainTextEdit* promptEdit(const QWidget& window)
{
    for (auto* edit : window.findChildren<QPlainTextEdit*>()) {
        if (edit->isVisible() && !edit->isReadOnly())
            return edit;
    }
    return nullptr;
}

// As a drag from another program arrives: first over the window, then let go.
void dropOn(QWidget& window, const QMimeData& data)
{
    QDragEnterEvent enter(QPoint(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent drop(QPointF(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
}

} // namespace

// The real window, the real client and the real simulator, driven by keys and clicks.
class tst_MainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void anExampleIsOneClickFromItsVerdict_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<Stage>("stage");
        QTest::addRow("the first passes") << 0 << Outcome::Delivered << Stage::Delivered;
        QTest::addRow("a threshold blocks the second") << 1 << Outcome::PromptBlocked << Stage::Input;
        QTest::addRow("the output filter blocks the third") << 2 << Outcome::ResponseBlocked << Stage::Output;
    }

    void anExampleIsOneClickFromItsVerdict()
    {
        QFETCH(const int, index);
        QFETCH(const Outcome, outcome);
        QFETCH(const Stage, stage);
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        auto* button = program.window->findChild<QPushButton*>(u"starter%1"_s.arg(index));
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        const auto attempt = finished.constFirst().constFirst().value<Attempt>();
        QCOMPARE(attempt.verdict.outcome, outcome);
        QCOMPARE(attempt.verdict.stage, stage);
        QTRY_VERIFY(
            test::showsText(*program.window, wording::verdictTitle(attempt.verdict, attempt.response)));
    }

    void aResponseIsAskedForFirst()
    {
        test::Program program;
        QVERIFY(program.open());
        auto* button = program.window->findChild<QPushButton*>(u"decodeFirst"_s);
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(program.window->findChild<DecodeDialog*>());
        QVERIFY(program.window->findChild<DecodeDialog*>()->isVisible());
    }

    void noTwoActionsShareAShortcut()
    {
        test::Program program;
        QVERIFY(program.open());
        QHash<QKeySequence, QString> taken;
        for (const QAction* action : program.window->actions() + program.window->findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString other = taken.value(keys, action->text());
                QVERIFY2(other == action->text(),
                         qPrintable(keys.toString() + u": "_s + other + u", "_s + action->text()));
                taken.insert(keys, action->text());
            }
        }
        QVERIFY(taken.size() > 20);
    }

    void typingAndCtrlReturnSends()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        auto* edit = promptEdit(*program.window);
        QVERIFY(edit);
        QTest::keyClicks(edit, u"Describe a quiet harbour in the morning"_s);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        const auto attempt = finished.constFirst().constFirst().value<Attempt>();
        QCOMPARE(attempt.prompt.text, u"Describe a quiet harbour in the morning"_s);
        QCOMPARE(attempt.verdict.outcome, Outcome::Delivered);
        QVERIFY(attempt.simulated);
        QCOMPARE(test::listed(*program.workbench).size(), 1);
    }

    void anEmptyPromptGetsASentenceAndIsNotSent()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy started(program.workbench.get(), &Workbench::attemptStarted);
        QTest::keyClick(program.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(test::showsText(*program.window, program.workbench->sending().problem()));
        QVERIFY(!program.workbench->sending().problem().isEmpty());
        QCOMPARE(started.count(), 0);
    }

    void escapeStopsAndKeepsWhatArrived()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy started(program.workbench.get(), &Workbench::attemptStarted);
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        program.workbench->document().setText(u"Hello\n#simulate: hang"_s);
        program.workbench->sending().send();
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 1, 10000);
        QTest::keyClick(program.window.get(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10000);
        const auto attempt = finished.constFirst().constFirst().value<Attempt>();
        QCOMPARE(attempt.state, AttemptState::Cancelled);
        QCOMPARE(attempt.verdict.outcome, Outcome::Interrupted);
    }

    void everythingIsThereAfterARestart()
    {
        QTemporaryDir folder;
        {
            test::Program program(folder.path());
            QVERIFY(program.open());
            QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
            program.workbench->document().setText(u"First prompt"_s);
            program.workbench->sending().send();
            QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
            QSignalSpy saved(program.workbench.get(), &Workbench::draftSaved);
            program.workbench->document().setText(u"A draft that was never sent"_s);
            QTRY_VERIFY_WITH_TIMEOUT(!saved.isEmpty(), 10000);
        }
        test::Program again(folder.path());
        QSignalSpy shown(again.workbench.get(), &Workbench::attemptShown);
        QVERIFY(again.open());
        QTRY_COMPARE(again.workbench->document().prompt().text, u"A draft that was never sent"_s);
        QTRY_COMPARE(test::listed(*again.workbench).size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 10000);
        QCOMPARE(shown.constFirst().constFirst().value<Attempt>().verdict.outcome, Outcome::Delivered);
    }

    void aDroppedPictureBecomesAReferenceImageByteForByte()
    {
        test::Program program;
        QVERIFY(program.open());
        const QString path = program.folder() + u"/harbour.png"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(test::picture());
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        dropOn(*program.window, data);
        auto& document = program.workbench->document();
        QTRY_COMPARE(document.prompt().images.size(), 1);
        QCOMPARE(document.prompt().images.constFirst().bytes, test::picture());
        document.undoStack()->undo();
        QCOMPARE(document.prompt().images.size(), 0);
    }

    void aFolderDroppedIsRefusedWithASentence()
    {
        test::Program program;
        QVERIFY(program.open());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(program.folder())});
        dropOn(*program.window, data);
        QTRY_VERIFY(test::showsText(*program.window, u"folder"_s));
        QCOMPARE(program.workbench->document().prompt().images.size(), 0);
    }

    void aFileThatIsNoSessionIsRefusedAndLeftAlone()
    {
        test::Program program;
        QVERIFY(program.open());
        const QString path = program.folder() + u"/notes.safelight"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("just some notes");
        file.close();
        QSignalSpy problem(program.workbench.get(), &Workbench::problemOccurred);
        program.workbench->session().open(path);
        QTRY_COMPARE_WITH_TIMEOUT(problem.count(), 1, 10000);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("just some notes"));
        QCOMPARE(program.workbench->session().path(), program.sessionPath());
    }

    void aSliderMoveIsSentAndUndone()
    {
        test::Program program;
        QVERIFY(program.open());
        auto& document = program.workbench->document();
        const auto before = document.prompt().safety;
        auto sliders = program.window->findChildren<QAbstractSlider*>();
        sliders.removeIf([](const QAbstractSlider* slider) {
            return !slider->isVisible() || slider->maximum() - slider->minimum() != 5;
        });
        QCOMPARE(sliders.size(), 4);
        sliders.constFirst()->setFocus();
        QTest::keyClick(sliders.constFirst(), Qt::Key_End);
        QCOMPARE(document.prompt().safety.threshold(HarmCategory::Harassment),
                 std::optional(BlockThreshold::LowAndAbove));
        QTest::keyClick(program.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document.prompt().safety, before);
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
