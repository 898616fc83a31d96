#include "app/session/draftrows.h"
#include "app/session/openprograms.h"
#include "app/session/sessionthread.h"
#include "app/sqlite/connection.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace safelight;
using namespace Qt::StringLiterals;

// Several windows and several programs on one session, and programs that are killed.
class TestSessionShared final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void eachSeesTheOthersAttempts();
    void numbersStayUniqueAcrossThreads();
    void openingDoesNotInterruptAnotherWindow();
    void openingDoesNotInterruptAnotherProcess();
    void killedProcessLeavesItsAttemptInterrupted();
    void killedProcessLeavesWhatArrived();
    void takenForDeadItCanStillComplete();
    void earlierProcessWithTheSameNumberIsDead();
    void closedFilesAreCleanAfterTwoWindows();
    void windowsLeaveEachOthersDraftAlone();
    void draftsOfClosedWindowsAreOfferedOneByOne();
    void olderProgramsDraftIsTakenOver();
    void leftDraftsDoNotPileUp();
    void idleSessionIsWholeWithoutItsLog();

private:
    std::unique_ptr<SessionStore> opened() const;
    std::unique_ptr<QProcess> startVictim() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSessionShared::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"one.safelight"_s);
}

std::unique_ptr<SessionStore> TestSessionShared::opened() const
{
    auto store = SessionStore::open(m_path);
    if (!store)
        qFatal("%s: %s", qPrintable(store.error().message), qPrintable(store.error().detail));
    return *std::move(store);
}

// Runs until it has begun an attempt.
std::unique_ptr<QProcess> TestSessionShared::startVictim() const
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(SAFELIGHT_VICTIM), {m_path});
    if (!process->waitForReadyRead(30'000) || !process->readAllStandardOutput().startsWith("sending"))
        qFatal("the helper program did not begin an attempt");
    return process;
}

void TestSessionShared::eachSeesTheOthersAttempts()
{
    const auto a = opened();
    const auto b = opened();
    const auto first = a->begin(test::sampleAttempt());
    const auto second = b->begin(test::sampleAttempt());
    QCOMPARE(second->number, 2);
    QCOMPARE(a->summaries()->size(), 2);
    QCOMPARE(b->summaries()->size(), 2);
    QVERIFY(b->complete(test::answered(*second), {}).has_value());
    QCOMPARE(a->summaries()->first().state, AttemptState::Completed);
    QCOMPARE(a->load(second->id)->rawAnswer, test::answered(*second).rawAnswer);
    QVERIFY(a->saveDraft(test::samplePrompt()).has_value());
    QVERIFY(!b->loadDraft()->has_value()); // it is the other window's
}

void TestSessionShared::numbersStayUniqueAcrossThreads()
{
    constexpr int threads = 4;
    constexpr int each = 50;
    std::atomic_int failures = 0;
    QVERIFY(opened() != nullptr);
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                const auto store = SessionStore::open(m_path);
                for (int n = 0; store && n < each; ++n) {
                    const auto begun = (*store)->begin(test::sampleAttempt());
                    if (!begun || !(*store)->complete(test::answered(*begun), {}))
                        ++failures;
                }
                failures += store ? 0 : 1;
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    QSet<int> numbers;
    const auto list = *opened()->summaries();
    for (const AttemptSummary& summary : list)
        numbers << summary.number;
    QCOMPARE(numbers.size(), threads * each);
    QCOMPARE(*std::max_element(numbers.begin(), numbers.end()), threads * each);
}

void TestSessionShared::openingDoesNotInterruptAnotherWindow()
{
    const auto a = opened();
    const auto attempt = a->begin(test::sampleAttempt());
    QCOMPARE(opened()->load(attempt->id)->state, AttemptState::Sending);
    QVERIFY(a->complete(test::answered(*attempt), {}).has_value());
}

void TestSessionShared::openingDoesNotInterruptAnotherProcess()
{
    const auto process = startVictim();
    QCOMPARE(opened()->summaries()->first().state, AttemptState::Sending);
    process->kill();
    QVERIFY(process->waitForFinished());
}

void TestSessionShared::killedProcessLeavesItsAttemptInterrupted()
{
    const auto process = startVictim();
    process->kill(); // SIGKILL
    QVERIFY(process->waitForFinished());
    {
        const auto store = opened();
        const auto list = *store->summaries();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first().state, AttemptState::Interrupted);
        const auto attempt = store->load(list.first().id);
        QVERIFY(attempt->prompt == test::samplePrompt());
        QCOMPARE(attempt->requestBody, test::sampleAttempt().requestBody);
        QCOMPARE((*store->loadDraft())->text, u"half a sen"_s);
        QCOMPARE(store->begin(test::sampleAttempt())->number, 2);
    }
    QVERIFY(!QFileInfo::exists(m_path + u"-wal"_s));
}

// Found as interrupted, with the rows still to be read, here and in whatever takes them over.
void TestSessionShared::killedProcessLeavesWhatArrived()
{
    const auto process = startVictim();
    process->kill();
    QVERIFY(process->waitForFinished());
    const auto store = opened();
    const auto attempt = store->load(store->summaries()->first().id);
    QCOMPARE(attempt->state, AttemptState::Interrupted);
    QCOMPARE(attempt->rawAnswer, "data: one\n\ndata: two\n\n");
    QCOMPARE(attempt->httpCode, 200);
    QCOMPARE(attempt->url, test::sampleAttempt().url);
    QCOMPARE(*store->unindexed(10), QList<qint64> {attempt->id});
    Attempt read = *attempt;
    read.response.modelVersion = u"some-model"_s;
    read.verdict.outcome = Outcome::Interrupted;
    QVERIFY(store->indexAttempts({read}));
    QVERIFY(store->unindexed(10)->isEmpty());
    QCOMPARE(store->summaries()->first().modelVersion, u"some-model"_s);
    QCOMPARE(store->summaries()->first().outcome, Outcome::Interrupted);
    QCOMPARE(store->summaries()->first().state, AttemptState::Interrupted);
}

void TestSessionShared::takenForDeadItCanStillComplete()
{
    const auto a = opened();
    const auto attempt = a->begin(test::sampleAttempt());
    {
        const auto raw = Connection::open(m_path, Connection::Mode::ReadWrite);
        QVERIFY((*raw)->run(u"DELETE FROM owners"_s).has_value());
    }
    QCOMPARE(opened()->load(attempt->id)->state, AttemptState::Interrupted);
    QVERIFY(a->complete(test::answered(*attempt), {}).has_value());
    QCOMPARE(a->load(attempt->id)->state, AttemptState::Completed);
}

void TestSessionShared::earlierProcessWithTheSameNumberIsDead()
{
    OwnerProcess self = thisProcess();
    QVERIFY(isRunning(self));
    OwnerProcess other = self;
    other.boot = u"another boot"_s;
    QVERIFY(!isRunning(other));
    other = self;
    other.machine = u"another machine"_s;
    QVERIFY(!isRunning(other));
    other = self;
    other.process = 0;
    QVERIFY(!isRunning(other));
#ifdef Q_OS_LINUX
    self.processStart = u"1"_s;
    QVERIFY(!isRunning(self));
#endif
}

void TestSessionShared::closedFilesAreCleanAfterTwoWindows()
{
    {
        const auto a = opened();
        const auto b = opened();
        QVERIFY(a->begin(test::sampleAttempt()).has_value());
        QVERIFY(b->begin(test::sampleAttempt()).has_value());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {u"one.safelight"_s});
}

void TestSessionShared::windowsLeaveEachOthersDraftAlone()
{
    const auto a = opened();
    const auto b = opened();
    Prompt first = test::samplePrompt();
    first.text = u"in the first window"_s;
    Prompt second = test::samplePrompt();
    second.text = u"in the second window"_s;
    QVERIFY(a->saveDraft(first));
    QVERIFY(b->saveDraft(second));
    QVERIFY(a->saveDraft(first));
    QCOMPARE((*a->loadDraft())->text, first.text);
    QCOMPARE((*b->loadDraft())->text, second.text);
}

void TestSessionShared::draftsOfClosedWindowsAreOfferedOneByOne()
{
    for (const auto& text : {u"older"_s, u"newer"_s}) {
        const auto window = opened();
        Prompt draft = test::samplePrompt();
        draft.text = text;
        QVERIFY(window->saveDraft(draft));
    }
    const auto a = opened();
    QCOMPARE((*a->loadDraft())->text, u"newer"_s);
    const auto b = opened();
    QCOMPARE((*b->loadDraft())->text, u"older"_s);
    QVERIFY(!opened()->loadDraft()->has_value());
    QCOMPARE((*a->loadDraft())->text, u"newer"_s);
}

void TestSessionShared::olderProgramsDraftIsTakenOver()
{
    const auto a = opened();
    QVERIFY(a->saveDraft(test::samplePrompt()));
    // As a program of version 3 does it that has the session open since before.
    const auto older = Connection::open(m_path, Connection::Mode::ReadWrite);
    const auto prompt =
        (*older)->insert(u"INSERT INTO prompts (settings, text) VALUES ('{}', 'from the older one')"_s, {});
    QVERIFY(prompt);
    QVERIFY((*older)->run(u"INSERT INTO drafts (id, prompt) VALUES (1, ?)"_s, {*prompt}));
    QCOMPARE((*opened()->loadDraft())->text, u"from the older one"_s);
}

void TestSessionShared::leftDraftsDoNotPileUp()
{
    for (int i = 0; i < 2 * mostLeftDrafts; ++i) {
        const auto window = opened();
        Prompt draft = test::samplePrompt();
        draft.text = QString::number(i);
        QVERIFY(window->saveDraft(draft));
    }
    const auto store = opened();
    QCOMPARE(store->connection().value(u"SELECT count(*) FROM window_drafts"_s)->toInt(), mostLeftDrafts);
    QCOMPARE(store->connection().value(u"SELECT count(*) FROM prompts"_s)->toInt(), mostLeftDrafts);
}

// What is copied then with a file manager has everything.
void TestSessionShared::idleSessionIsWholeWithoutItsLog()
{
    SessionThread session(m_path, 20);
    bool isOpen = false;
    session.open(this, [&isOpen](const Result<SessionThread::Opened>& done) { isOpen = done.has_value(); });
    QTRY_VERIFY(isOpen);
    bool isKept = false;
    session.run(
        this,
        [](SessionStore& store) -> Result<Done> {
            const auto begun = store.begin(test::sampleAttempt());
            return begun ? store.complete(test::answered(*begun), {}) : begun.error();
        },
        [&isKept](const Result<Done>& done) { isKept = done.has_value(); });
    QTRY_VERIFY(isKept);
    int copies = 0;
    const auto copied = [&] {
        const QString copy = m_folder->filePath(u"copy%1.safelight"_s.arg(++copies));
        if (!QFile::copy(m_path, copy))
            return false;
        const auto store = SessionStore::open(copy);
        return store && (*store)->load(1).has_value();
    };
    QTRY_VERIFY(copied());
}

QTEST_GUILESS_MAIN(TestSessionShared)
#include "tst_sessionshared.moc"
