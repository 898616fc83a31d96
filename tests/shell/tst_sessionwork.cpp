#include "app/request/conversation.h"
#include "app/request/requestcodec.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "app/workbench/sessionhistory.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/base/messagebar.h"
#include "ui/compare/comparepage.h"
#include "ui/history/historylist.h"
#include "ui/history/historypanel.h"

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

QAction* actionOf(test::Program& program, const QString& text)
{
    for (auto* action : program.window->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

bool sendOne(test::Program& program, const QString& prompt)
{
    QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
    program.workbench->document().setModel(u"gemini-2.5-flash"_s);
    program.workbench->document().setText(prompt);
    program.workbench->sending().send();
    return QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20000);
}

// Answers the file dialog that the command opens.
bool chooseFile(test::Program& program, const QString& path)
{
    auto* dialog = program.window->findChild<QFileDialog*>(u"sessionFile"_s);
    if (!dialog)
        return false;
    emit dialog->fileSelected(path);
    dialog->close();
    return true;
}

// Answers the question whether to close; false when it is not asked, or has no such button.
bool clickInQuestion(test::Program& program, const QString& words)
{
    for (auto* box : program.window->findChildren<QMessageBox*>(u"closeQuestion"_s)) {
        for (auto* button : box->buttons()) {
            if (box->isVisible() && button->text() == words) {
                button->click();
                return true;
            }
        }
    }
    return false;
}

QToolButton* buttonOf(test::Program& program, const QString& words)
{
    for (auto* button : program.window->findChildren<QToolButton*>()) {
        if (button->isVisible() && button->text() == words)
            return button;
    }
    return nullptr;
}

// Keeps everyone else from writing to a session.
class WriteLock final
{
public:
    explicit WriteLock(const QString& path)
    {
        if (auto opened = Connection::open(path, Connection::Mode::ReadWrite)) {
            m_connection = *std::move(opened);
            m_locked = m_connection->run(u"BEGIN IMMEDIATE"_s).has_value();
        }
    }
    Q_DISABLE_COPY_MOVE(WriteLock)
    bool isLocked() const { return m_locked; }

private:
    std::unique_ptr<Connection> m_connection;
    bool m_locked = false;
};

int rowsOf(test::Program& program)
{
    return program.window->findChild<HistoryList*>()->model()->rowCount();
}

void drop(test::Program& program, const QString& path)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(program.window.get(), &enter);
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(program.window.get(), &event);
}

QToolButton* offerOf(test::Program& program, const QString& words)
{
    for (auto* button : program.window->findChildren<QToolButton*>()) {
        if (button->isVisible() && button->text() == words)
            return button;
    }
    return nullptr;
}

} // namespace

// The history and the Session menu in the window, on the real simulator and real files.
class tst_SessionWork final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void aSentAttemptIsListedMarkedDeletedAndBroughtBack()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QTRY_COMPARE(rowsOf(program), 1);
        auto* list = program.window->findChild<HistoryList*>();
        QTRY_COMPARE(list->currentIndex().row(), 0);
        const auto row = list->model()->index(0, 0);
        QTRY_COMPARE(row.data(HistoryModel::BadgeRole).toString(), u"STOP"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_4);
        QTRY_COMPARE(row.data(HistoryModel::MarkRole).toInt(), 4);
        QTest::keyClick(list, Qt::Key_S);
        QTRY_VERIFY(row.data(HistoryModel::StarRole).toBool());
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(rowsOf(program), 0);
        QTRY_VERIFY(offerOf(program, u"Undo"_s));
        QSignalSpy shown(program.workbench.get(), &Workbench::attemptShown);
        offerOf(program, u"Undo"_s)->click();
        QTRY_COMPARE(rowsOf(program), 1);
        QTRY_COMPARE(shown.size(), 1); // not only selected
        QTRY_COMPARE(list->model()->index(0, 0).data(HistoryModel::MarkRole).toInt(), 4);
    }

    // In a folder that is a file: even the superuser cannot write there.
    void whatNoSessionKeepsIsListedAndTakenInLater()
    {
        test::Program program;
        QFile inTheWay(program.folder() + u"/home"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        program.window->resize(1440, 900);
        program.window->show();
        QSignalSpy problem(program.workbench.get(), &Workbench::problemOccurred);
        program.workbench->session().create(inTheWay.fileName() + u"/mine.safelight"_s);
        QTRY_COMPARE(problem.size(), 1);
        QCOMPARE(program.workbench->session().path(), QString());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QVERIFY(sendOne(program, u"Describe a loud market"_s));
        QTRY_VERIFY(test::showsText(*program.window, u"2 attempts · 2 passed"_s));
        QCOMPARE(rowsOf(program), 2);
        auto* list = program.window->findChild<HistoryList*>();
        const auto older = list->model()->index(1, 0);
        QTRY_COMPARE(older.data(HistoryModel::BadgeRole).toString(), u"STOP"_s);
        QSignalSpy shown(program.workbench.get(), &Workbench::attemptShown);
        list->setCurrentIndex(older);
        QTRY_COMPARE(shown.size(), 1);
        QCOMPARE(shown.first().first().value<Attempt>().prompt.text, u"Describe a quiet harbour"_s);
        auto* field = program.window->findChild<QLineEdit*>(u"historyFilter"_s);
        field->setText(u"harbour passed"_s);
        QTRY_COMPARE(rowsOf(program), 1);
        field->clear();
        QTRY_COMPARE(rowsOf(program), 2);
        emit program.window->findChild<HistoryPanel*>()->compareWithPreviousRequested(-2);
        ComparePage* page = nullptr;
        QTRY_VERIFY((page = program.window->findChild<ComparePage*>()));
        QCOMPARE(page->attemptIds(), (QList<qint64> {-1, -2})); // the older one first

        program.workbench->session().create(program.sessionPath());
        QTRY_COMPARE(program.workbench->session().path(), program.sessionPath());
        QTRY_VERIFY(rowsOf(program) == 2
                    && list->model()->index(0, 0).data(HistoryModel::IdRole).toLongLong() == 2);
        QTRY_COMPARE(list->model()->index(1, 0).data(HistoryModel::PreviewRole).toString(),
                     u"Describe a quiet harbour"_s);
        list->setCurrentIndex(list->model()->index(1, 0));
        QTRY_COMPARE(shown.last().first().value<Attempt>().id, 1);
        QCOMPARE(problem.size(), 1);
    }

    void theFilterFindsWordsOfThePrompt()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QVERIFY(sendOne(program, u"Describe a loud market"_s));
        QTRY_COMPARE(rowsOf(program), 2);
        auto* field = program.window->findChild<QLineEdit*>(u"historyFilter"_s);
        field->setText(u"harbour"_s);
        QTRY_COMPARE(rowsOf(program), 1);
        field->setText(u"passed -harbour"_s);
        QTRY_COMPARE(rowsOf(program), 1);
        field->setText(u"tag:none"_s);
        QTRY_COMPARE(rowsOf(program), 0);
        QVERIFY(test::showsText(*program.window, u"No attempt is like this."_s));
        field->clear();
        QTRY_COMPARE(rowsOf(program), 2);
    }

    void sendAgainSendsTheSameBytes()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        program.workbench->document().setText(u"Something else"_s);
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        auto* panel = program.window->findChild<HistoryPanel*>();
        QTRY_VERIFY(panel->firstAttempt() != 0);
        emit panel->sendAgainRequested(panel->firstAttempt());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QTRY_COMPARE(rowsOf(program), 2);
        QList<Attempt> both;
        const auto ids = QList<qint64> {1, 2};
        program.workbench->history().attempts(ids, this, [&both](const Result<QList<Attempt>>& read) {
            if (read)
                both = *read;
        });
        QTRY_COMPARE(both.size(), 2);
        QVERIFY(!both.at(0).requestBody.isEmpty());
        QCOMPARE(both.at(1).requestBody, both.at(0).requestBody);
        QVERIFY(test::showsText(*program.window, u"The editor shows what is sent again."_s));
        program.workbench->document().undoStack()->undo();
        QCOMPARE(program.workbench->document().prompt().text, u"Something else"_s);
    }

    void severalAreSelectedByMouseAndStaySelected()
    {
        test::Program program;
        QVERIFY(program.open());
        for (const auto& text : {u"Describe a quiet harbour"_s, u"Describe a lake"_s, u"Describe a pond"_s})
            QVERIFY(sendOne(program, text));
        auto* panel = program.window->findChild<HistoryPanel*>();
        auto* list = program.window->findChild<HistoryList*>();
        QTRY_COMPARE(rowsOf(program), 3);
        const auto click = [list](int row, Qt::KeyboardModifiers modifiers) {
            const QRect at = list->visualRect(list->model()->index(row, 0));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers, at.center());
        };
        const QSignalSpy shown(program.workbench.get(), &Workbench::attemptShown);
        click(0, {});
        click(2, Qt::ControlModifier);
        QTRY_VERIFY(!shown.isEmpty() && shown.constLast().at(0).value<Attempt>().number == 1);
        QCOMPARE(panel->chosenAttempts().size(), 2);
        click(0, {});
        QTRY_VERIFY(shown.constLast().at(0).value<Attempt>().number == 3);
        click(1, Qt::ShiftModifier);
        click(2, Qt::ShiftModifier);
        QTRY_VERIFY(shown.constLast().at(0).value<Attempt>().number == 1);
        QCOMPARE(panel->chosenAttempts().size(), 3);
    }

    void restoringShowsWhatWouldChangeFirst()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        actionOf(program, u"&Edit the shown attempt again"_s)->trigger();
        QVERIFY(test::showsText(*program.window, u"The editor already has what attempt 1 sent."_s));
        program.workbench->document().setText(u"Something else"_s);
        auto* panel = program.window->findChild<HistoryPanel*>();
        QTRY_VERIFY(panel->firstAttempt() != 0);
        emit panel->restoreRequested(panel->firstAttempt());
        QDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = program.window->findChild<QDialog*>()) && dialog->isVisible());
        QCOMPARE(program.workbench->document().prompt().text, u"Something else"_s);
        dialog->accept();
        QTRY_COMPARE(program.workbench->document().prompt().text, u"Describe a quiet harbour"_s);
    }

    void aConversationGoesOnFromAResponse()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        auto& document = program.workbench->document();
        actionOf(program, u"Continue from the shown &response"_s)->trigger();
        QCOMPARE(document.prompt().text, QString());
        const auto turns = turnsOf(document.prompt());
        QCOMPARE(turns.size(), 3);
        QCOMPARE(turns.at(0).text, u"Describe a quiet harbour"_s);
        QCOMPARE(turns.at(1).role, u"model"_s);
        QVERIFY(!turns.at(1).text.isEmpty());
        const QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        QVERIFY(sendOne(program, u"And at night?"_s));
        QCOMPARE(finished.size(), 1);
        const auto second = finished.constLast().at(0).value<Attempt>();
        QCOMPARE(second.number, 2);
        QVERIFY(second.verdict.outcome == Outcome::Delivered);
        QCOMPARE(second.requestBody, encodeRequest(document.prompt()));
        QVERIFY(second.requestBody.contains("quiet harbour"));
        while (!document.prompt().carried.isEmpty())
            document.undoStack()->undo();
        QCOMPARE(document.prompt().text, u"Describe a quiet harbour"_s);
    }

    void aCopyIsSavedDroppedMergedAndCompacted()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        const QString copy = program.folder() + u"/copy.safelight"_s;
        actionOf(program, u"Save a cop&y…"_s)->trigger();
        QVERIFY(chooseFile(program, program.folder() + u"/copy"_s));
        QTRY_VERIFY(test::showsText(*program.window, u"A copy was saved as “copy.safelight”."_s));
        QVERIFY(QFileInfo::exists(copy));
        QVERIFY(sendOne(program, u"Only in the first one"_s));

        drop(program, copy);
        QTRY_COMPARE(program.workbench->session().path(), copy);
        QTRY_COMPARE(rowsOf(program), 1);
        QTRY_VERIFY(test::showsText(*program.window, u"Saved · copy.safelight · "_s));

        actionOf(program, u"&Merge another session in…"_s)->trigger();
        QVERIFY(chooseFile(program, program.sessionPath()));
        QTRY_VERIFY(test::showsText(*program.window, u" of “test.safelight” were taken."_s)
                    || test::showsText(*program.window, u"taken"_s));
        QTRY_COMPARE(rowsOf(program), 2);

        actionOf(program, u"&Compact…"_s)->trigger();
        auto* question = program.window->findChild<QMessageBox*>(u"compactQuestion"_s);
        QVERIFY(question);
        for (auto* button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QTRY_VERIFY(test::showsText(*program.window, u"The session took "_s));
    }

    void aLongMergeIsCancelled()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        const QString first = program.sessionPath();
        const QString second = program.folder() + u"/second.safelight"_s;
        program.workbench->session().create(second);
        QTRY_COMPARE(program.workbench->session().path(), second);
        const auto merge = [&program, &first] {
            actionOf(program, u"&Merge another session in…"_s)->trigger();
            return chooseFile(program, first);
        };
        {
            const WriteLock other(second); // as of another program: the merge has to wait
            QVERIFY(other.isLocked());
            QVERIFY(merge());
            QTRY_VERIFY(buttonOf(program, u"Cancel"_s));
            QVERIFY(test::showsText(*program.window, u"Merging “test.safelight”…"_s));
            QVERIFY(!actionOf(program, u"&Compact…"_s)->isEnabled());
            QTest::mouseClick(buttonOf(program, u"Cancel"_s), Qt::LeftButton);
        }
        QTRY_VERIFY(test::showsText(*program.window, u"Nothing was merged."_s));
        QCOMPARE(rowsOf(program), 0);
        QVERIFY(merge());
        QTRY_COMPARE(rowsOf(program), 1);
    }

    void recentSessionsAreListed()
    {
        test::Program program;
        QVERIFY(program.open());
        const QString second = program.folder() + u"/second & more.safelight"_s;
        QSignalSpy opened(program.workbench.get(), &Workbench::sessionOpened);
        program.workbench->session().create(second);
        QTRY_COMPARE(opened.size(), 1);
        QMenu* recent = nullptr;
        for (auto* menu : program.window->findChildren<QMenu*>()) {
            if (menu->title() == u"Open &recent"_s)
                recent = menu;
        }
        QVERIFY(recent);
        emit recent->aboutToShow();
        QCOMPARE(recent->actions().size(), 1);
        QCOMPARE(recent->actions().constFirst()->text(), u"test.safelight"_s);
        recent->actions().constFirst()->trigger();
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(program.workbench->session().path(), program.sessionPath());
    }

    void aDamagedSessionIsRecoveredIntoACopy()
    {
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        const QString copy = program.folder() + u"/copy.safelight"_s;
        QSignalSpy problems(program.workbench.get(), &Workbench::problemOccurred);
        actionOf(program, u"Save a cop&y…"_s)->trigger();
        QVERIFY(chooseFile(program, copy));
        QTRY_VERIFY(QFileInfo::exists(copy));
        QTRY_VERIFY(test::showsText(*program.window, u"A copy was saved"_s));
        QFile file(copy);
        QVERIFY(file.resize(file.size() - 4096)); // cut off
        drop(program, copy);
        QTRY_VERIFY(offerOf(program, u"Recover what can be read into a copy…"_s));
        offerOf(program, u"Recover what can be read into a copy…"_s)->click();
        QVERIFY(chooseFile(program, program.folder() + u"/saved.safelight"_s));
        QTRY_VERIFY(offerOf(program, u"Open the copy"_s));
        offerOf(program, u"Open the copy"_s)->click();
        QTRY_COMPARE(program.workbench->session().path(), program.folder() + u"/saved.safelight"_s);
        QCOMPARE(problems.size(), 1);
    }

    void closingAsksBeforeSomethingIsLost()
    {
        test::Program program;
        program.window->resize(1440, 900);
        program.window->show();
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s)); // no session is open
        QCOMPARE(program.workbench->session().unkeptCount(), 1);
        QVERIFY(!program.window->close());
        QVERIFY(clickInQuestion(program, u"&New session…"_s));
        QVERIFY(chooseFile(program, program.sessionPath()));
        QTRY_COMPARE(program.workbench->session().unkeptCount(), 0);
        QVERIFY(program.window->close());
    }

    void closingCanLoseWhatIsInNoSession()
    {
        test::Program program;
        program.window->resize(1440, 900);
        program.window->show();
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QVERIFY(!program.window->close());
        QVERIFY(clickInQuestion(program, u"Cancel"_s));
        QVERIFY(program.window->isVisible());
        QVERIFY(!program.window->close());
        QVERIFY(clickInQuestion(program, u"Close and &lose them"_s));
        QVERIFY(!program.window->isVisible());
    }

    void sessionThatIsGoneIsSaidAtOnce_data()
    {
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("deleted") << false;
        QTest::newRow("replaced by another") << true;
    }

    // Nothing has to be sent for it to be noticed.
    void sessionThatIsGoneIsSaidAtOnce()
    {
        QFETCH(bool, isReplaced);
        test::Program program;
        QVERIFY(program.open());
        QVERIFY(test::showsText(*program.window, u"Saved · test.safelight"_s));
        const QString other = program.folder() + u"/other.safelight"_s;
        QVERIFY(SessionStore::open(other));
        QVERIFY(QFile::remove(program.sessionPath()));
        if (isReplaced)
            QVERIFY(QFile::rename(other, program.sessionPath()));
        QTRY_VERIFY(test::showsText(*program.window, u"Not saved: test.safelight was moved, deleted or"_s));
        QVERIFY(!test::showsText(*program.window, u"Saved · "_s));
        QTRY_VERIFY(offerOf(program, u"New Session…"_s));
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QCOMPARE(program.workbench->session().unkeptCount(), 1);
        QVERIFY(test::showsText(*program.window, u"Not saved: "_s));
        QTRY_VERIFY(offerOf(program, u"New Session…"_s));
        offerOf(program, u"New Session…"_s)->click();
        QVERIFY(chooseFile(program, program.folder() + u"/next.safelight"_s));
        QTRY_VERIFY(test::showsText(*program.window, u"Saved · next.safelight"_s));
        QTRY_COMPARE(program.workbench->session().unkeptCount(), 0);
        QTRY_COMPARE(rowsOf(program), 1);
        QVERIFY(!test::showsText(*program.window, u"Not saved"_s));
    }

    // A folder that was renamed for a moment.
    void sessionThatComesBackIsSavedAgain()
    {
        test::Program program;
        QVERIFY(program.open());
        const QString aside = program.folder() + u"/aside"_s;
        QVERIFY(QFile::rename(program.sessionPath(), aside));
        QTRY_VERIFY(test::showsText(*program.window, u"Not saved: "_s));
        QVERIFY(QFile::rename(aside, program.sessionPath()));
        QTRY_VERIFY(test::showsText(*program.window, u"Saved · test.safelight"_s));
    }

    void looksRight_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::addColumn<int>("width");
        QTest::newRow("light-1280") << Appearance::Light << 1280;
        QTest::newRow("dark-1280") << Appearance::Dark << 1280;
        QTest::newRow("light-960") << Appearance::Light << 960;
        QTest::newRow("contrast-960") << Appearance::HighContrast << 960;
    }

    void looksRight()
    {
        QFETCH(Appearance, appearance);
        QFETCH(int, width);
        applyTheme(*qApp, appearance);
        test::Program program;
        QVERIFY(program.open());
        program.window->resize(width, 800);
        QVERIFY(sendOne(program, u"Describe a quiet harbour"_s));
        QVERIFY(sendOne(program, u"Woman in swimwear\n#simulate: block=SAFETY"_s));
        QTRY_COMPARE(rowsOf(program), 2);
        auto* list = program.window->findChild<HistoryList*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
        QTest::keyClick(list, Qt::Key_2);
        QTRY_COMPARE(list->model()->index(0, 0).data(HistoryModel::MarkRole).toInt(), 2);
        program.window->findChild<QLineEdit*>(u"historyFilter"_s)->setText(u"passed or blocked"_s);
        QTRY_VERIFY(test::showsText(*program.window, u"passed or blocked"_s));
        const QImage image = test::pictureOf(
            program.window.get(), u"window-history-"_s + QLatin1StringView(QTest::currentDataTag()));
        QVERIFY(test::colorsIn(image, 40) >= 40);
        QCOMPARE(test::withoutName(program.window->findChild<HistoryPanel*>()).join(u", "_s), QString());
        applyTheme(*qApp, Appearance::Light);
    }
};

QTEST_MAIN(tst_SessionWork)
#include "tst_sessionwork.moc"
