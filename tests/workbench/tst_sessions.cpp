#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "tests/support/listed.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Opening, making and changing sessions, and the draft in them.
class TestSessions final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void firstStartMakesTheDefaultSession();
    void lastSessionOpensAgain();
    void unreadableLastSessionFallsBackToTheDefault();
    void homeThatCannotBeWrittenIsSaid();
    void draftIsSavedWhileTyping();
    void draftIsSavedWhenTheProgramEnds();
    void newSessionNeverOverwrites();
    void newSessionStartsEmpty();
    void refusedFileChangesNothing();
    void missingFileIsSaid();
    void changingSessionsKeepsBothDrafts();
    void whatWasTypedBeforeOpeningStays();
    void attemptEndsInTheSessionItBeganIn();
    void attemptBegunWithoutSessionIsTakenIn();
    void twoWindowsOnOneSession();
    void modelIsRemembered();

private:
    Workbench& workbench() { return *m_bench->workbench; }
    void open(const QString& path);
    QString defaultPath() const;

    std::unique_ptr<test::Bench> m_bench;
};

void TestSessions::init()
{
    test::strict();
    qRegisterMetaType<Attempt>();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    m_bench = std::make_unique<test::Bench>();
    m_bench->client.recordings = {{{test::blockedAnswer}}};
}

QString TestSessions::defaultPath() const
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/Default.safelight"_L1;
}

// Makes it when it is missing.
void TestSessions::open(const QString& path)
{
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    if (QFileInfo::exists(path))
        workbench().session().open(path);
    else
        workbench().session().create(path);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(workbench().session().path(), path);
}

void TestSessions::firstStartMakesTheDefaultSession()
{
    QCOMPARE(workbench().session().path(), QString());
    QCOMPARE(workbench().backends().current().id, u"simulator"_s);
    QCOMPARE(workbench().document().prompt().model, u"gemini-2.5-flash"_s);
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    workbench().session().openDefault();
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(workbench().session().path(), defaultPath());
    QVERIFY(QFileInfo::exists(defaultPath()));
    QCOMPARE(workbench().document().prompt().model, u"gemini-2.5-flash"_s);
    QVERIFY(!workbench().document().undoStack()->canUndo());
}

void TestSessions::lastSessionOpensAgain()
{
    open(m_bench->path(u"mine.safelight"_s));
    m_bench->start();
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    workbench().session().openDefault();
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(workbench().session().path(), m_bench->path(u"mine.safelight"_s));

    m_bench->workbench.reset();
    QVERIFY(QFile::remove(m_bench->path(u"mine.safelight"_s)));
    m_bench->start();
    workbench().session().openDefault();
    QTRY_COMPARE(workbench().session().path(), defaultPath());
}

void TestSessions::unreadableLastSessionFallsBackToTheDefault()
{
    QFile file(m_bench->path(u"mine.safelight"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not a session") > 0);
    file.close();
    m_bench->settings.setValue(SettingKey::LastSession, file.fileName());
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    workbench().session().openDefault();
    QTRY_COMPARE(workbench().session().path(), defaultPath());
    QCOMPARE(problem.size(), 1);
    QVERIFY(problem.first().at(0).toString().contains(u"mine.safelight"_s));
}

void TestSessions::homeThatCannotBeWrittenIsSaid()
{
    // A file where the folder should be: even root cannot write into it.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QVERIFY(QDir().mkpath(QFileInfo(folder).path()));
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().session().openDefault();
    QTRY_COMPARE(problem.size(), 1);
    QVERIFY(inTheWay.remove());
    QVERIFY(problem.first().at(0).toString().startsWith(u"No session is open"_s));
    QCOMPARE(workbench().session().path(), QString());

    workbench().document().setText(u"still works"_s);
    workbench().sending().send();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(test::listed(workbench()).size(), 1);
    QCOMPARE(problem.size(), 1);
}

void TestSessions::draftIsSavedWhileTyping()
{
    open(m_bench->path(u"mine.safelight"_s));
    QSignalSpy saved(&workbench(), &Workbench::draftSaved);
    workbench().document().setText(u"a"_s);
    workbench().document().setText(u"ab"_s);
    QTRY_COMPARE(saved.size(), 1);
    const auto other = SessionStore::open(workbench().session().path());
    const auto text = (*other)->connection().value(
        u"SELECT text FROM prompts WHERE id = (SELECT prompt FROM window_drafts)"_s);
    QCOMPARE(text->toString(), u"ab"_s);
    QVERIFY(!(*other)->loadDraft()->has_value()); // it is this window's
}

void TestSessions::draftIsSavedWhenTheProgramEnds()
{
    open(m_bench->path(u"mine.safelight"_s));
    workbench().document().setText(u"last words"_s);
    m_bench->workbench.reset();
    QCOMPARE(QDir(m_bench->folder.path()).entryList({u"mine*"_s}), QStringList {u"mine.safelight"_s});
    const auto store = SessionStore::open(m_bench->path(u"mine.safelight"_s));
    QCOMPARE((**(*store)->loadDraft()).text, u"last words"_s);
}

void TestSessions::newSessionNeverOverwrites()
{
    QFile file(m_bench->path(u"letter.safelight"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("dear") > 0);
    file.close();
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    workbench().session().create(m_bench->path(u"letter"_s));
    QCOMPARE(problem.size(), 1);
    QVERIFY(problem.first().at(0).toString().contains(u"exists already"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "dear");
}

void TestSessions::newSessionStartsEmpty()
{
    open(m_bench->path(u"one.safelight"_s));
    workbench().document().setModel(u"my-model"_s);
    workbench().document().setText(u"of the first"_s);
    open(m_bench->path(u"two.safelight"_s));
    QCOMPARE(workbench().document().prompt().text, QString());
    QCOMPARE(workbench().document().prompt().model, u"my-model"_s);
    QVERIFY(test::listed(workbench()).isEmpty());
}

void TestSessions::refusedFileChangesNothing()
{
    open(m_bench->path(u"one.safelight"_s));
    workbench().document().setText(u"kept"_s);
    QFile file(m_bench->path(u"other.safelight"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("SQLite format 3") > 0);
    file.close();
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    workbench().session().open(file.fileName());
    QTRY_COMPARE(problem.size(), 1);
    QCOMPARE(workbench().session().path(), m_bench->path(u"one.safelight"_s));
    QCOMPARE(workbench().document().prompt().text, u"kept"_s);
}

void TestSessions::missingFileIsSaid()
{
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    workbench().session().open(m_bench->path(u"nowhere.safelight"_s));
    QCOMPARE(problem.size(), 1);
    QVERIFY(!QFileInfo::exists(m_bench->path(u"nowhere.safelight"_s)));
}

void TestSessions::changingSessionsKeepsBothDrafts()
{
    const QString one = m_bench->path(u"one.safelight"_s);
    const QString two = m_bench->path(u"two.safelight"_s);
    open(one);
    workbench().document().setText(u"first"_s);
    open(two);
    workbench().document().setText(u"second"_s);
    open(one);
    QCOMPARE(workbench().document().prompt().text, u"first"_s);
    open(two);
    QCOMPARE(workbench().document().prompt().text, u"second"_s);
}

void TestSessions::whatWasTypedBeforeOpeningStays()
{
    const QString one = m_bench->path(u"one.safelight"_s);
    open(one);
    workbench().document().setText(u"the draft"_s);
    m_bench->start();
    workbench().document().setText(u"typed at once"_s);
    open(one);
    QCOMPARE(workbench().document().prompt().text, u"typed at once"_s);
    workbench().document().undoStack()->undo();
    QCOMPARE(workbench().document().prompt().text, u"the draft"_s);
}

void TestSessions::attemptEndsInTheSessionItBeganIn()
{
    const QString one = m_bench->path(u"one.safelight"_s);
    open(one);
    m_bench->client.recordings = {{test::streamedAnswer.first(1), 200, true}};
    workbench().document().setText(u"slow"_s);
    QSignalSpy progressed(&workbench(), &Workbench::attemptProgressed);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().sending().send();
    QTRY_COMPARE(progressed.size(), 1);
    open(m_bench->path(u"two.safelight"_s));
    workbench().sending().stopAll();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(test::listed(workbench()).isEmpty());
    m_bench->workbench.reset();
    const auto store = SessionStore::open(one);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Cancelled);
    QVERIFY(!QFileInfo::exists(m_bench->path(u"two.safelight-wal"_s)));
}

void TestSessions::attemptBegunWithoutSessionIsTakenIn()
{
    m_bench->client.recordings = {{test::streamedAnswer.first(1), 200, true}};
    workbench().document().setText(u"slow"_s);
    QSignalSpy progressed(&workbench(), &Workbench::attemptProgressed);
    workbench().sending().send();
    QTRY_COMPARE(progressed.size(), 1);
    open(m_bench->path(u"late.safelight"_s));
    QVERIFY(test::listed(workbench()).isEmpty());
    workbench().sending().stopAll();
    QTRY_COMPARE(test::listed(workbench()).size(), 1);
    QCOMPARE(test::listed(workbench()).first().state, AttemptState::Cancelled);
    QVERIFY(test::listed(workbench()).first().id > 0);
}

void TestSessions::twoWindowsOnOneSession()
{
    const QString path = m_bench->path(u"shared.safelight"_s);
    open(path);
    workbench().document().setText(u"from the first window"_s);
    test::Bench second;
    second.client.recordings = m_bench->client.recordings;
    second.workbench->session().open(path);
    QTRY_COMPARE(second.workbench->session().path(), path);
    second.workbench->document().setText(u"from the second window"_s);

    QSignalSpy firstFinished(&workbench(), &Workbench::attemptFinished);
    QSignalSpy secondFinished(second.workbench.get(), &Workbench::attemptFinished);
    workbench().sending().send();
    second.workbench->sending().send();
    QTRY_COMPARE(firstFinished.size(), 1);
    QTRY_COMPARE(secondFinished.size(), 1);
    const auto store = SessionStore::open(path);
    const auto list = *(*store)->summaries();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.at(0).number, 2);
    QCOMPARE(list.at(1).number, 1);
    QCOMPARE(list.at(0).state, AttemptState::Completed);
    QCOMPARE(list.at(1).state, AttemptState::Completed);
}

void TestSessions::modelIsRemembered()
{
    workbench().document().setModel(u"no-one-lists-me"_s);
    QVERIFY(!workbench().backends().model(workbench().document().prompt().model));
    m_bench->start();
    QCOMPARE(workbench().document().prompt().model, u"no-one-lists-me"_s);
}

QTEST_MAIN(TestSessions)
#include "tst_sessions.moc"
