#include "app/session/connection.h"
#include "app/session/sessionstore.h"
#include "app/workbench/workbench.h"
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
    m_path = workbench().sessionPath();
}

void TestUnwrittenAnswers::open(const QString& name)
{
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    workbench().newSession(m_bench->path(name));
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
    workbench().send();
    QTRY_COMPARE(progressed.size(), 1);
    rename(u"segments"_s, u"gone"_s);
    workbench().stop();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(workbench().unkeptCount(), 1);
}

void TestUnwrittenAnswers::writtenAsSoonAsSomethingElseIs()
{
    sendAndLoseTheAnswer();
    rename(u"gone"_s, u"segments"_s);
    m_bench->client.recordings = {{{test::blockedAnswer}}};
    workbench().send();
    QTRY_COMPARE(workbench().unkeptCount(), 0);
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
    QVERIFY(workbench().summaries().isEmpty());
    QCOMPARE(workbench().unkeptCount(), 0);
    m_bench->workbench.reset();
    const auto store = SessionStore::open(m_path);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Cancelled);
    QVERIFY((*SessionStore::open(m_bench->path(u"two.safelight"_s)))->summaries()->isEmpty());
}

void TestUnwrittenAnswers::takenInByTheNextSession()
{
    sendAndLoseTheAnswer();
    open(u"two"_s);
    QTRY_COMPARE(workbench().summaries().size(), 1);
    QTRY_COMPARE(workbench().unkeptCount(), 0);
    m_bench->workbench.reset();
    const auto store = SessionStore::open(m_bench->path(u"two.safelight"_s));
    const auto list = (*store)->summaries();
    QCOMPARE(list->size(), 1);
    QCOMPARE(list->first().state, AttemptState::Cancelled);
    QCOMPARE((*store)->load(list->first().id)->rawAnswer, test::streamedAnswer.first());
}

QTEST_MAIN(TestUnwrittenAnswers)
#include "tst_unwrittenanswers.moc"
