#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/historytask.h"
#include "app/workbench/opensession.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionnotes.h"
#include "app/workbench/sessionwhole.h"
#include "tests/support/listed.h"
#include "tests/support/longsession.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// The open session's attempts as the window asks for them.
class TestSessionHistory final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void attemptsComeReadInTheOrderAsked();
    void withoutASessionThoseInMemoryCome();
    void withoutASessionThoseInMemoryAreFound();
    void thoseInMemoryAreCountedAndOffered();
    void thoseInMemoryCannotBeMarked();
    void firstPageOfALongSessionComesWithItsRows();
    void anOpenedSessionTakesThemIn();
    void whatASessionCannotTakeInStays();
    void attemptThatCannotBeBegunIsFound();
    void answerThatCannotBeKeptIsFound();
    void laterFindOvertakes();
    void marksAreKeptAndTold();
    void removedComesBack();
    void olderSessionIsFilledInTheBackground();
    void answersOfAnotherSessionAreDropped();
    void wholeSessionTasks();
    void quittingWaitsForNoTask();
    void ledgerCountsAll();
    void sendAgainSendsTheKeptBytes();

private:
    void openSession(const QString& name = u"one"_s);
    qint64 send(const QString& text);
    SessionHistory& history() { return m_bench->workbench->history(); }
    QList<qint64> found(const QString& filter, bool descending = true);
    std::optional<HistoryIndex> index(const HistoryQuery& query);
    QList<AttemptSummary> rows(const QList<qint64>& ids);
    bool change(const QString& path, const QString& sql);

    std::unique_ptr<test::Bench> m_bench;
};

void TestSessionHistory::init()
{
    test::strict();
    qRegisterMetaType<Attempt>();
    m_bench = std::make_unique<test::Bench>();
    for (int i = 0; i < 4; ++i)
        m_bench->client.recordings << test::Recording {{test::blockedAnswer}};
}

void TestSessionHistory::openSession(const QString& name)
{
    QSignalSpy opened(m_bench->workbench.get(), &Workbench::sessionOpened);
    m_bench->workbench->session().create(m_bench->path(name));
    QTRY_COMPARE(opened.size(), 1);
}

qint64 TestSessionHistory::send(const QString& text)
{
    QSignalSpy finished(m_bench->workbench.get(), &Workbench::attemptFinished);
    m_bench->workbench->document().setText(text);
    m_bench->workbench->sending().send();
    if (!QTest::qWaitFor([&] { return finished.size() == 1; }))
        return 0;
    return finished.first().first().value<Attempt>().id;
}

std::optional<HistoryIndex> TestSessionHistory::index(const HistoryQuery& query)
{
    std::optional<HistoryIndex> found;
    history().find(query, this, [&found](const Result<HistoryIndex>& index) { found = *index; });
    static_cast<void>(QTest::qWaitFor([&] { return found.has_value(); }));
    return found;
}

QList<qint64> TestSessionHistory::found(const QString& filter, bool descending)
{
    const auto all = index({readFilter(filter).filter, HistoryOrder::Number, descending});
    if (!all)
        return {-99};
    QList<qint64> ids;
    for (const HistoryKey& key : all->keys)
        ids << key.id;
    return ids;
}

QList<AttemptSummary> TestSessionHistory::rows(const QList<qint64>& ids)
{
    std::optional<QList<AttemptSummary>> got;
    history().summaries(ids, this, [&got](const Result<QList<AttemptSummary>>& all) { got = *all; });
    static_cast<void>(QTest::qWaitFor([&] { return got.has_value(); }));
    return got.value_or(QList<AttemptSummary>());
}

// Behind the program's back.
bool TestSessionHistory::change(const QString& path, const QString& sql)
{
    const auto other = Connection::open(path, Connection::Mode::ReadWrite);
    return other && (*other)->run(sql);
}

void TestSessionHistory::attemptsComeReadInTheOrderAsked()
{
    openSession();
    const qint64 first = send(u"first"_s);
    const qint64 second = send(u"second"_s);
    std::optional<Result<QList<Attempt>>> got;
    history().attempts({second, first, second}, this,
                       [&got](const Result<QList<Attempt>>& all) { got = all; });
    QTRY_VERIFY(got.has_value());
    QVERIFY(got->has_value());
    const QList<Attempt> all = **got;
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).prompt.text, u"second"_s);
    QCOMPARE(all.at(1).prompt.text, u"first"_s);
    QCOMPARE(all.at(1).verdict.outcome, Outcome::ResponseBlocked);
    QVERIFY(all.at(1).response.usage.has_value());
    got.reset();
    history().attempts({first, 4711}, this, [&got](const Result<QList<Attempt>>& list) { got = list; });
    QTRY_VERIFY(got.has_value());
    QCOMPARE(got->error().code, Error::Code::NotFound);
}

void TestSessionHistory::withoutASessionThoseInMemoryCome()
{
    const qint64 id = send(u"kept nowhere"_s);
    QVERIFY(id < 0);
    std::optional<Result<QList<Attempt>>> got;
    history().attempts({id}, this, [&got](const Result<QList<Attempt>>& all) { got = all; });
    QTRY_VERIFY(got.has_value());
    QCOMPARE((*got)->first().prompt.text, u"kept nowhere"_s);
}

void TestSessionHistory::withoutASessionThoseInMemoryAreFound()
{
    QCOMPARE(found({}), QList<qint64>());
    const qint64 first = send(u"a red coat"_s);
    const qint64 second = send(u"a blue coat"_s);
    const auto all = index({});
    QVERIFY(all);
    QCOMPARE(all->total, 2);
    QCOMPARE(all->passed, 0);
    QVERIFY(all->complete);
    QCOMPARE(all->keys.constFirst().day, m_bench->clock.now().toLocalTime().date().toJulianDay());
    QCOMPARE(found({}), (QList<qint64> {second, first}));
    QCOMPARE(found({}, false), (QList<qint64> {first, second}));
    QCOMPARE(found(u"red"_s), QList<qint64> {first});
    QCOMPARE(found(u"blocked -red"_s), QList<qint64> {second});
    QCOMPARE(found(u"passed"_s), QList<qint64>());
    QCOMPARE(index({readFilter(u"red"_s).filter})->total, 2);
    const auto byPrompt = index({{}, HistoryOrder::Prompt, false});
    QCOMPARE(byPrompt->keys.constFirst().id, second);
    const auto both = rows({first, -4711, second});
    QCOMPARE(both.size(), 2);
    QCOMPARE(both.first().promptPreview, u"a red coat"_s);
    QCOMPARE(both.last().reason, u"IMAGE_SAFETY"_s);
}

void TestSessionHistory::thoseInMemoryAreCountedAndOffered()
{
    send(u"a red coat"_s);
    send(u"a blue coat"_s);
    std::optional<Ledger> ledger;
    history().ledger(this, [&ledger](const Result<Ledger>& all) { ledger = *all; });
    QTRY_VERIFY(ledger.has_value());
    QCOMPARE(ledger->simulated().attempts, 2);
    std::optional<FilterValues> values;
    history().filterValues(this, [&values](const Result<FilterValues>& all) { values = *all; });
    QTRY_VERIFY(values.has_value());
    QCOMPARE(values->models, QStringList {u"gemini-2.5-flash"_s});
    QCOMPARE(values->reasons, QStringList {u"IMAGE_SAFETY"_s});
    QCOMPARE(values->tags, QStringList());
}

void TestSessionHistory::firstPageOfALongSessionComesWithItsRows()
{
    const QString path = m_bench->path(u"long.safelight"_s);
    QVERIFY(test::makeLongSession(path, 250, test::noise(100)));
    QSignalSpy opened(m_bench->workbench.get(), &Workbench::sessionOpened);
    m_bench->workbench->session().open(path);
    QTRY_COMPARE(opened.size(), 1);
    QList<HistoryIndex> answers;
    history().find({}, this, [&answers](const Result<HistoryIndex>& index) { answers << *index; });
    QTRY_COMPARE(answers.size(), 2);
    QVERIFY(!answers.first().complete);
    QCOMPARE(answers.first().keys, answers.last().keys.first(answers.first().keys.size()));
    QVERIFY(answers.first().first.size() >= 30);
    for (qsizetype i = 0; i < answers.first().first.size(); ++i)
        QCOMPARE(answers.first().first.at(i).id, answers.first().keys.at(i).id);
    QVERIFY(answers.last().complete);
    QCOMPARE(answers.last().keys.size(), 250);
    QCOMPARE(answers.last().total, 250);
}

void TestSessionHistory::thoseInMemoryCannotBeMarked()
{
    const qint64 id = send(u"a red coat"_s);
    QSignalSpy problem(&history(), &SessionHistory::problemOccurred);
    QSignalSpy changed(&history(), &SessionHistory::attemptsChanged);
    QSignalSpy removed(&history(), &SessionHistory::attemptsRemoved);
    history().notes().setMark({id}, 4);
    history().notes().remove({id});
    QCOMPARE(problem.size(), 2);
    QVERIFY(problem.first().first().toString().contains(u"only in memory"_s));
    QCOMPARE(found({}), QList<qint64> {id});
    QVERIFY(changed.isEmpty() && removed.isEmpty());
}

void TestSessionHistory::anOpenedSessionTakesThemIn()
{
    const qint64 first = send(u"a red coat"_s);
    Attempt followed;
    followed.id = first;
    followed.prompt = m_bench->workbench->document().prompt();
    QSignalSpy finished(m_bench->workbench.get(), &Workbench::attemptFinished);
    m_bench->workbench->sending().sendAgain(followed);
    QTRY_COMPARE(finished.size(), 1);
    openSession();
    QTRY_COMPARE(found({}), (QList<qint64> {2, 1}));
    QCOMPARE(index({})->total, 2);
    QCOMPARE(rows({1, 2}).last().parent, 1);
    QCOMPARE(found(u"red"_s), (QList<qint64> {2, 1}));
    QCOMPARE(rows({first}), QList<AttemptSummary>());
}

void TestSessionHistory::whatASessionCannotTakeInStays()
{
    openSession();
    const QString full = m_bench->workbench->session().path();
    send(u"kept"_s);
    m_bench->start();
    // Only one more attempt has room.
    QVERIFY(change(full, u"CREATE UNIQUE INDEX full ON attempts (number > 0) WHERE number > 1"_s));
    send(u"a red coat"_s);
    const qint64 second = send(u"a blue coat"_s);
    QSignalSpy problem(m_bench->workbench.get(), &Workbench::problemOccurred);
    m_bench->workbench->session().open(full);
    QTRY_COMPARE(problem.size(), 1);
    QTRY_COMPARE(found({}), (QList<qint64> {second, 2, 1}));
    QCOMPARE(rows({second}).first().number, 3);
    QCOMPARE(test::listed(*m_bench->workbench).size(), 3);
    openSession(u"another"_s);
    QTRY_COMPARE(found(u"blue"_s), QList<qint64> {1});
}

void TestSessionHistory::attemptThatCannotBeBegunIsFound()
{
    openSession();
    send(u"kept"_s);
    QVERIFY(
        change(m_bench->workbench->session().path(), u"CREATE UNIQUE INDEX full ON attempts (number > 0)"_s));
    const qint64 id = send(u"kept nowhere"_s);
    QVERIFY(id < 0);
    QCOMPARE(found({}), (QList<qint64> {id, 1}));
    QCOMPARE(found({}, false), (QList<qint64> {1, id}));
    QCOMPARE(found(u"kept"_s), (QList<qint64> {id, 1}));
    QCOMPARE(found(u"-nowhere"_s), QList<qint64> {1});
    QCOMPARE(index({})->total, 2);
    QCOMPARE(rows({1, id}).last().promptPreview, u"kept nowhere"_s);
    QSignalSpy problem(&history(), &SessionHistory::problemOccurred);
    history().notes().setStarred({id, 1}, true);
    QTRY_COMPARE(found(u"star"_s), QList<qint64> {1});
    QCOMPARE(problem.size(), 1);
}

// The session has it, as if it were still being sent.
void TestSessionHistory::answerThatCannotBeKeptIsFound()
{
    openSession();
    QVERIFY(change(m_bench->workbench->session().path(),
                   u"CREATE INDEX full ON attempts (CASE state WHEN 'sending' THEN 0"
                   " ELSE abs(-9223372036854775807 - number) END)"_s)); // overflows
    const qint64 id = send(u"a red coat"_s);
    QCOMPARE(id, 1);
    QCOMPARE(found({}), QList<qint64> {id});
    QCOMPARE(index({})->total, 1);
    QCOMPARE(found(u"blocked"_s), QList<qint64> {id});
    QCOMPARE(found(u"-blocked"_s), QList<qint64>());
    QCOMPARE(rows({id}).first().reason, u"IMAGE_SAFETY"_s);
    history().notes().setStarred({id}, true);
    QTRY_COMPARE(found(u"star"_s), QList<qint64> {id});
    QVERIFY(rows({id}).first().starred);
    history().notes().remove({id});
    QTRY_COMPARE(found({}), QList<qint64>());
    QCOMPARE(rows({id}), QList<AttemptSummary>());
}

void TestSessionHistory::laterFindOvertakes()
{
    openSession();
    send(u"red coat"_s);
    int earlier = 0;
    int later = 0;
    for (int i = 0; i < 20; ++i)
        history().find({readFilter(u"red"_s).filter}, this,
                       [&earlier](const Result<HistoryIndex>&) { ++earlier; });
    history().find({readFilter(u"coat"_s).filter}, this, [&later](const Result<HistoryIndex>& index) {
        QCOMPARE(index->keys.size(), 1);
        ++later;
    });
    QTRY_COMPARE(later, 1);
    QCOMPARE(earlier, 0);
}

void TestSessionHistory::marksAreKeptAndTold()
{
    openSession();
    const qint64 id = send(u"red coat"_s);
    QSignalSpy changed(&history(), &SessionHistory::attemptsChanged);
    history().notes().setMark({id}, 4);
    history().notes().setStarred({id}, true);
    history().notes().addTag({id}, u"one"_s);
    history().notes().addTag({id}, u"two"_s);
    history().notes().removeTag({id}, u"ONE"_s);
    history().notes().setComment({id}, u"a comment"_s);
    history().notes().rename({id}, u"a title"_s);
    QTRY_COMPARE(changed.size(), 7);
    std::optional<AttemptSummary> row;
    history().summaries({id, 999}, this, [&row](const Result<QList<AttemptSummary>>& rows) {
        QCOMPARE(rows->size(), 1);
        row = rows->first();
    });
    QTRY_VERIFY(row.has_value());
    QCOMPARE(row->mark, 4);
    QVERIFY(row->starred);
    QCOMPARE(row->tags, QStringList {u"two"_s});
    QCOMPARE(row->comment, u"a comment"_s);
    QCOMPARE(row->title, u"a title"_s);
    QCOMPARE(found(u"mark:4 star tag:two comment title"_s), QList<qint64> {id});
    std::optional<FilterValues> values;
    history().filterValues(this, [&values](const Result<FilterValues>& all) { values = *all; });
    QTRY_VERIFY(values.has_value());
    QCOMPARE(values->tags, QStringList {u"two"_s});
}

void TestSessionHistory::removedComesBack()
{
    openSession();
    const qint64 id = send(u"red coat"_s);
    QSignalSpy removed(&history(), &SessionHistory::attemptsRemoved);
    QSignalSpy restored(&history(), &SessionHistory::attemptsRestored);
    history().notes().remove({id});
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(found({}), QList<qint64>());
    history().notes().restoreRemoved({id});
    QTRY_COMPARE(restored.size(), 1);
    QCOMPARE(found({}), QList<qint64> {id});
}

void TestSessionHistory::olderSessionIsFilledInTheBackground()
{
    const QString path = m_bench->path(u"old.safelight"_s);
    QVERIFY(QFile::copy(QStringLiteral(SAFELIGHT_TEST_DATA "/session/version2.safelight"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    QSignalSpy reset(&history(), &SessionHistory::reset);
    m_bench->workbench->session().open(path);
    QTRY_VERIFY(reset.size() >= 2); // opened, and filled
    QCOMPARE(found(u"lighthouse"_s).size(), 2);
    QCOMPARE(found(u"bay"_s).size(), 1); // of the answer
    QCOMPARE(found(u"different"_s).size(), 2);
    QCOMPARE(found(u"stage:input"_s).size(), 1);
    QCOMPARE(found(u"category:dangerous"_s).size(), 2);
    QCOMPARE(found(u"灯塔"_s).size(), 1);
    QCOMPARE(found(u"has:image"_s).size(), 1);
}

void TestSessionHistory::answersOfAnotherSessionAreDropped()
{
    openSession();
    const qint64 id = send(u"red coat"_s);
    int answers = 0;
    history().attempts({id}, this, [&answers](const Result<QList<Attempt>>&) { ++answers; });
    openSession(u"two"_s);
    QCOMPARE(found({}), QList<qint64>());
    QVERIFY(answers <= 1);
}

void TestSessionHistory::wholeSessionTasks()
{
    openSession();
    const qint64 id = send(u"red coat"_s);
    const QString copy = m_bench->path(u"copy.safelight"_s);
    std::optional<Result<Done>> copied;
    history().whole().saveCopy(copy, this, [&copied](const Result<Done>& done) { copied = done; });
    QTRY_VERIFY(copied.has_value());
    QVERIFY(copied->has_value());
    std::optional<Result<MergeAccount>> merged;
    history().whole().merge(copy, this, [&merged](const Result<MergeAccount>& account) { merged = account; });
    QTRY_VERIFY(merged.has_value());
    QCOMPARE((*merged)->already, 1);
    merged.reset();
    history().whole().merge(m_bench->workbench->session().path(), this,
                            [&merged](const Result<MergeAccount>& account) { merged = account; });
    QTRY_VERIFY(merged.has_value());
    QVERIFY(!merged->has_value());
    history().notes().remove({id});
    std::optional<Result<CompactAccount>> compacted;
    history().whole().compact(this,
                              [&compacted](const Result<CompactAccount>& account) { compacted = account; });
    QTRY_VERIFY(compacted.has_value());
    QCOMPARE((*compacted)->removed, 1);
    QVERIFY(history().whole().size() > 0);
    std::optional<Result<RecoveryAccount>> recovered;
    history().whole().recover(copy, m_bench->path(u"saved.safelight"_s), this,
                              [&recovered](const Result<RecoveryAccount>& account) { recovered = account; });
    QTRY_VERIFY(recovered.has_value());
    QCOMPARE((*recovered)->whole, 1);
    QTRY_VERIFY(history().whole().findChildren<HistoryTask*>().isEmpty());
}

// Left for good while another session is being merged in: that ends, and nothing of it stays.
void TestSessionHistory::quittingWaitsForNoTask()
{
    const QString large = m_bench->path(u"large.safelight"_s);
    constexpr int count = 3000;
    {
        const auto store = SessionStore::open(large);
        const auto filled = transacted((*store)->connection(), [&]() -> Result<Done> {
            for (int i = 0; i < count; ++i) {
                if (auto kept = insertAttempt((*store)->connection(), test::longSessionAttempt(i), u"x"_s);
                    !kept)
                    return kept.error();
            }
            return Done();
        });
        QVERIFY(filled);
    }
    openSession();
    const QString path = m_bench->workbench->session().path();
    history().whole().merge(large, this, [](const Result<MergeAccount>&) {});
    m_bench->workbench.reset();
    QCOMPARE((*SessionStore::open(path))->summaries()->size(), 0);
}

void TestSessionHistory::ledgerCountsAll()
{
    openSession();
    send(u"red coat"_s);
    send(u"blue coat"_s);
    std::optional<Ledger> ledger;
    history().ledger(this, [&ledger](const Result<Ledger>& all) { ledger = *all; });
    QTRY_VERIFY(ledger.has_value());
    QCOMPARE(ledger->sent().attempts + ledger->simulated().attempts, 2);
    QCOMPARE(ledger->sent().promptTokens + ledger->simulated().promptTokens, 2 * 276);
}

// Kept by another version of the program, say, that wrote the same request in another way.
void TestSessionHistory::sendAgainSendsTheKeptBytes()
{
    openSession();
    send(u"red coat"_s);
    Attempt before;
    before.id = test::listed(*m_bench->workbench).first().id;
    before.backendId = m_bench->workbench->backends().current().id;
    before.prompt = m_bench->workbench->document().prompt();
    before.requestBody = "{ \"contents\" : [ {\"parts\":[{\"text\":\"red coat\"}]} ] }";
    QSignalSpy finished(m_bench->workbench.get(), &Workbench::attemptFinished);
    m_bench->workbench->sending().sendAgain(before);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<Attempt>().requestBody, before.requestBody);
    before.backendId = u"another"_s;
    m_bench->workbench->sending().sendAgain(before);
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(finished.last().first().value<Attempt>().requestBody, before.requestBody);
}

QTEST_MAIN(TestSessionHistory)
#include "tst_sessionhistory.moc"
