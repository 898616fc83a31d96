#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/importing.h"
#include "app/workbench/opensession.h"
#include "app/workbench/pricedesk.h"
#include "app/workbench/workbench.h"
#include "tests/support/listed.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// An answer that its session cannot take is not lost while the program runs.
class TestUnwrittenAnswers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void writtenAsSoonAsSomethingElseIs();
    void writtenWhenAnotherSessionIsOpened();
    void takenInByTheNextSession();
    void importGoesIntoTheSessionThatIsOpenByThen();
    void removedSessionIsSaidBeforeAnythingIsAnnounced();

private:
    void rename(const QString& from, const QString& to);
    void open(const QString& name);
    void sendAndLoseTheAnswer();
    Workbench& workbench() { return *m_bench->workbench; }

    QString m_path;
    std::unique_ptr<test::Bench> m_bench;
};

void TestUnwrittenAnswers::init()
{
    test::strict();
    qRegisterMetaType<Attempt>();
    m_bench = std::make_unique<test::Bench>();
    open(u"one"_s);
    m_path = workbench().session().path();
}

void TestUnwrittenAnswers::open(const QString& name)
{
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    workbench().session().create(m_bench->path(name));
    QTRY_COMPARE(opened.size(), 1);
}

// Where answers go, from outside.
void TestUnwrittenAnswers::rename(const QString& from, const QString& to)
{
    const auto breaker = Connection::open(m_path, Connection::Mode::ReadWrite);
    QVERIFY(breaker);
    QVERIFY((*breaker)->run(u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to)));
}

void TestUnwrittenAnswers::sendAndLoseTheAnswer()
{
    m_bench->client.recordings = {{test::streamedAnswer.first(1), 200, true}};
    workbench().document().setText(u"slow"_s);
    QSignalSpy progressed(&workbench(), &Workbench::attemptProgressed);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().sending().send();
    QTRY_COMPARE(progressed.size(), 1);
    rename(u"segments"_s, u"gone"_s);
    workbench().sending().stopAll();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(workbench().session().unkeptCount(), 1);
}

void TestUnwrittenAnswers::writtenAsSoonAsSomethingElseIs()
{
    sendAndLoseTheAnswer();
    rename(u"gone"_s, u"segments"_s);
    m_bench->client.recordings = {{{test::blockedAnswer}}};
    workbench().sending().send();
    QTRY_COMPARE(workbench().session().unkeptCount(), 0);
    m_bench->workbench.reset();
    const auto store = SessionStore::open(m_path);
    const auto list = (*store)->summaries();
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->last().state, AttemptState::Cancelled);
    QCOMPARE((*store)->load(list->last().id)->rawAnswer, test::streamedAnswer.first());
}

void TestUnwrittenAnswers::writtenWhenAnotherSessionIsOpened()
{
    sendAndLoseTheAnswer();
    rename(u"gone"_s, u"segments"_s);
    open(u"two"_s);
    QVERIFY(test::listed(workbench()).isEmpty());
    QCOMPARE(workbench().session().unkeptCount(), 0);
    m_bench->workbench.reset();
    const auto store = SessionStore::open(m_path);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Cancelled);
    QVERIFY((*SessionStore::open(m_bench->path(u"two.safelight"_s)))->summaries()->isEmpty());
}

void TestUnwrittenAnswers::takenInByTheNextSession()
{
    sendAndLoseTheAnswer();
    open(u"two"_s);
    QTRY_COMPARE(test::listed(workbench()).size(), 1);
    QTRY_COMPARE(workbench().session().unkeptCount(), 0);
    m_bench->workbench.reset();
    const auto store = SessionStore::open(m_bench->path(u"two.safelight"_s));
    const auto list = (*store)->summaries();
    QCOMPARE(list->size(), 1);
    QCOMPARE(list->first().state, AttemptState::Cancelled);
    QCOMPARE((*store)->load(list->first().id)->rawAnswer, test::streamedAnswer.first());
}

void TestUnwrittenAnswers::importGoesIntoTheSessionThatIsOpenByThen()
{
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    rename(u"segments"_s, u"gone"_s);
    const auto imported = importAnswer(test::blockedAnswer, u"answer.json"_s, m_bench->clock.now(),
                                       workbench().prices().book());
    workbench().importing().keep(imported);
    open(u"two"_s);
    QTRY_COMPARE(problem.size(), 1);
    QTRY_COMPARE(test::listed(workbench()).size(), 1);
    QTRY_COMPARE(workbench().session().unkeptCount(), 0);
    QCOMPARE(test::listed(workbench()).first().reason, u"IMAGE_SAFETY"_s);
}

void TestUnwrittenAnswers::removedSessionIsSaidBeforeAnythingIsAnnounced()
{
    m_bench->client.recordings = {{{test::blockedAnswer}}};
    workbench().document().setText(u"where to?"_s);
    QVERIFY(QFile::remove(m_path));
    QSignalSpy problem(&workbench(), &Workbench::problemOccurred);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    qsizetype saidBefore = 0;
    connect(&workbench(), &Workbench::attemptStarted, this, [&](const Attempt& attempt) {
        saidBefore = problem.size();
        QVERIFY(attempt.id < 0);
    });
    workbench().sending().send();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(saidBefore >= 1); // of the draft, and of the attempt
    QVERIFY(problem.at(saidBefore - 1).first().toString().contains(u"can’t be kept"_s));
    QCOMPARE(workbench().session().unkeptCount(), 1);
    open(u"two"_s);
    QTRY_COMPARE(workbench().session().unkeptCount(), 0);
    QCOMPARE(test::listed(workbench()).first().reason, u"IMAGE_SAFETY"_s);
}

QTEST_MAIN(TestUnwrittenAnswers)
#include "tst_unwrittenanswers.moc"
