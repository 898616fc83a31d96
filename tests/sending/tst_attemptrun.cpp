#include "app/sending/attemptrun.h"

#include "app/request/requestcodec.h"
#include "app/sqlite/connection.h"
#include "tests/support/faketiming.h"
#include "tests/support/print.h"
#include "tests/support/replayclient.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray goodAnswer =
    R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})";
const QByteArray busyAnswer = R"({"error":{"code":503,"message":"Overloaded","status":"UNAVAILABLE"}})";
const QByteArray hiddenBlock = R"({"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}})";
const test::Recording busy {{busyAnswer}, 503};
const test::Recording refused {{}, 0, false, Error {Error::Code::Network, u"Nothing answers."_s}};

} // namespace

// With recorded answers in the place of a service, and time that passes when the test says so.
class TestAttemptRun final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void sendsAndKeeps();
    void bytesGoOutAsTheyAre();
    void failuresAreTriedAgain();
    void everyTryIsALine();
    void hiddenBlockIsAnAnswer();
    void waitsAsLongAsAsked();
    void triesAtOnceWhenTold();
    void givingUpKeepsTheLastAnswer();
    void stopKeepsWhatArrived();
    void whatIsShownIsOnTheDisk();
    void everyTryBeginsAnew();
    void piecesThatCannotBeKeptLeaveNoHole();
    void stopBeforeSendingSendsNothing();

private:
    SendOrder order() const;
    AttemptRun& begin(const QList<test::Recording>& recordings, const SendOrder& order);
    void openSession();
    AttemptEnding ending() const { return m_finished->last().at(0).value<AttemptEnding>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ReplayModelClient m_client;
    test::FakeTiming m_timing;
    std::shared_ptr<SessionThread> m_session;
    std::unique_ptr<AttemptRun> m_run;
    std::unique_ptr<QSignalSpy> m_finished;
};

void TestAttemptRun::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client.requests.clear();
    m_timing = {};
}

void TestAttemptRun::cleanup()
{
    m_finished.reset();
    m_run.reset();
    m_session.reset();
}

void TestAttemptRun::openSession()
{
    m_session = std::make_shared<SessionThread>(m_folder->filePath(u"one.safelight"_s));
    bool isOpen = false;
    m_session->open(this, [&](const Result<SessionThread::Opened>& opened) { isOpen = opened.has_value(); });
    QTRY_VERIFY(isOpen);
}

SendOrder TestAttemptRun::order() const
{
    SendOrder order;
    order.attempt.id = -1;
    order.attempt.number = 1;
    order.attempt.prompt.text = u"A red coat"_s;
    order.attempt.prompt.model = u"m"_s;
    order.attempt.backendId = u"simulator"_s;
    order.session = m_session;
    order.retry.retries = 3;
    return order;
}

AttemptRun& TestAttemptRun::begin(const QList<test::Recording>& recordings, const SendOrder& order)
{
    m_client.recordings = recordings;
    m_run = std::make_unique<AttemptRun>(m_client, m_timing, order);
    m_finished = std::make_unique<QSignalSpy>(m_run.get(), &AttemptRun::finished);
    m_run->start();
    return *m_run;
}

void TestAttemptRun::sendsAndKeeps()
{
    openSession();
    begin({{{goodAnswer}}}, order());
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(ending().isKept);
    QCOMPARE(ending().attempt.verdict.outcome, Outcome::Delivered);
    QCOMPARE(m_client.requests.first().body, encodeRequest(order().attempt.prompt));
    const qint64 id = ending().attempt.id;
    m_run.reset();
    m_session.reset();
    const auto store = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    QCOMPARE((*store)->load(id)->rawAnswer, goodAnswer);
    QCOMPARE((*store)->load(id)->state, AttemptState::Completed);
}

void TestAttemptRun::bytesGoOutAsTheyAre()
{
    SendOrder again = order();
    again.attempt.requestBody = R"({"tools": [ ],"contents":[]} )";
    begin({{{goodAnswer}}}, again);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_client.requests.first().body, again.attempt.requestBody);
}

void TestAttemptRun::failuresAreTriedAgain()
{
    auto& run = begin({refused, busy, {{goodAnswer}}}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    QTRY_COMPARE(waits.size(), 1);
    QCOMPARE(waits.last().at(0).value<RetryWait>().why, u"Nothing answers."_s);
    QVERIFY(run.isWaiting());
    m_timing.pass(999ms);
    QCOMPARE(m_client.requests.size(), 1);
    m_timing.pass(1ms);
    QTRY_COMPARE(waits.size(), 2);
    const auto wait = waits.last().at(0).value<RetryWait>();
    QCOMPARE(wait.failedTry, 2);
    QCOMPARE(wait.retries, 3);
    QCOMPARE(wait.wait, 2s);
    QCOMPARE(wait.why, u"Overloaded"_s);
    m_timing.pass(2s);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(ending().attempt.verdict.outcome, Outcome::Delivered);
    QCOMPARE(ending().attempt.tries, 3);
    QCOMPARE(m_client.requests.size(), 3);
}

void TestAttemptRun::everyTryIsALine()
{
    openSession();
    auto& run = begin({refused, busy, {{goodAnswer}}}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    const QDateTime began = m_timing.now();
    QTRY_COMPARE(waits.size(), 1);
    m_timing.pass(1s);
    QTRY_COMPARE(waits.size(), 2);
    m_timing.pass(2s);
    QTRY_COMPARE(m_finished->size(), 1);
    const QList<Try> lines {
        {began, 0, 0, 0, 0.25, u"Nothing answers."_s},
        {began.addSecs(1), 1, 503, busyAnswer.size(), 0.25, u"Overloaded"_s},
        {began.addSecs(3), 2, 200, goodAnswer.size(), 0.25, {}},
    };
    QCOMPARE(ending().attempt.tryLog, lines);
    const qint64 id = ending().attempt.id;
    m_run.reset();
    m_session.reset();
    QCOMPARE((*SessionStore::open(m_folder->filePath(u"one.safelight"_s)))->load(id)->tryLog, lines);
}

void TestAttemptRun::hiddenBlockIsAnAnswer()
{
    begin({{{hiddenBlock}, 503}}, order());
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(ending().attempt.verdict.outcome, Outcome::PromptBlocked);
    QCOMPARE(m_client.requests.size(), 1);
}

void TestAttemptRun::waitsAsLongAsAsked()
{
    const QByteArray limited =
        R"({"error":{"code":429,"message":"Slow down","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"38s"}]}})";
    m_timing.nextChance = 0.5;
    auto& run = begin({{{limited}, 429}, {{goodAnswer}}}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    QTRY_COMPARE(waits.size(), 1);
    QCOMPARE(waits.last().at(0).value<RetryWait>().wait, 38500ms);
    m_timing.pass(38500ms);
    QTRY_COMPARE(m_finished->size(), 1);
}

void TestAttemptRun::triesAtOnceWhenTold()
{
    auto& run = begin({busy, busy, {{goodAnswer}}}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    QTRY_COMPARE(waits.size(), 1);
    run.tryNow();
    run.tryNow();
    QTRY_COMPARE(waits.size(), 2);
    QCOMPARE(m_client.requests.size(), 2);
    m_timing.pass(1s); // the timer of the first wait; the second has one more second to go
    QCOMPARE(m_client.requests.size(), 2);
    m_timing.pass(1s);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_client.requests.size(), 3);
}

void TestAttemptRun::givingUpKeepsTheLastAnswer()
{
    openSession();
    auto& run = begin({busy}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    QTRY_COMPARE(waits.size(), 1);
    run.stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(ending().attempt.state, AttemptState::Completed);
    QCOMPARE(ending().attempt.httpCode, 503);
    QCOMPARE(ending().attempt.rawAnswer, busyAnswer);
    m_timing.pass(1h);
    QCOMPARE(m_client.requests.size(), 1);
}

void TestAttemptRun::stopKeepsWhatArrived()
{
    openSession();
    auto& run =
        begin({{{"data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One\"}]}}]}\n\n"}, 200, true}},
              order());
    QSignalSpy progressed(&run, &AttemptRun::progressed);
    QTRY_COMPARE(progressed.size(), 1);
    run.stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(ending().attempt.state, AttemptState::Cancelled);
    QCOMPARE(ending().attempt.response.candidates.first().text(), u"One"_s);
    QVERIFY(ending().isKept);
}

// Another program looks at the file whenever something is shown.
void TestAttemptRun::whatIsShownIsOnTheDisk()
{
    openSession();
    QList<QByteArray> pieces;
    for (int i = 0; i < 20; ++i)
        pieces << R"(data: {"candidates":[{"content":{"parts":[{"text":"word "}]}}]})"
                  "\n\n";
    const auto other = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    auto& run = begin({{pieces, 200, true}}, order());
    int shown = 0;
    bool isKept = true;
    connect(&run, &AttemptRun::progressed, this, [&](const Response& soFar) {
        ++shown;
        Attempt kept = *(*other)->load(1);
        readAgain(kept, {});
        isKept = isKept && kept.state == AttemptState::Sending && kept.httpCode == 200
            && kept.response.candidates.first().text().startsWith(soFar.candidates.first().text());
    });
    QTRY_COMPARE(shown, 20);
    QVERIFY(isKept);
    run.stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE((*other)->load(1)->rawAnswer, pieces.join());
}

void TestAttemptRun::everyTryBeginsAnew()
{
    openSession();
    const test::Recording cut {{"data: {\"candi"}, 200, false, Error {Error::Code::Network, u"Cut."_s}};
    auto& run = begin({busy, {{"data: {}\n\n"}, 200, true}, cut}, order());
    QSignalSpy waits(&run, &AttemptRun::waitBegan);
    QSignalSpy progressed(&run, &AttemptRun::progressed);
    QTRY_COMPARE(waits.size(), 1);
    const auto other = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    QCOMPARE((*other)->load(1)->rawAnswer, busyAnswer); // while it waits, that is the answer
    QCOMPARE((*other)->load(1)->httpCode, 503);
    m_timing.pass(1s);
    QTRY_COMPARE(progressed.size(), 2);
    QCOMPARE((*other)->load(1)->rawAnswer, "data: {}\n\n");
    QCOMPARE((*other)->load(1)->httpCode, 200);
    QCOMPARE((*other)->load(1)->tries, 2);
    run.stop();
    QTRY_COMPARE(m_finished->size(), 1);
}

void TestAttemptRun::piecesThatCannotBeKeptLeaveNoHole()
{
    openSession();
    auto& run = begin({{{"one\n", "two\n", "three\n"}, 200, true}}, order());
    const auto other = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    const auto rename = [&other](const QString& from, const QString& to) {
        return (*other)->connection().run(u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to)).has_value();
    };
    int shown = 0;
    connect(&run, &AttemptRun::progressed, this, [&] {
        if (++shown == 1)
            QVERIFY(rename(u"segments"_s, u"away"_s));
        else if (shown == 2)
            QVERIFY(rename(u"away"_s, u"segments"_s));
    });
    QTRY_COMPARE(shown, 3);
    QVERIFY(QByteArray("one\ntwo\nthree\n").startsWith((*other)->load(1)->rawAnswer));
    run.stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(ending().isKept);
    QCOMPARE((*other)->load(1)->rawAnswer, "one\ntwo\nthree\n");
}

void TestAttemptRun::stopBeforeSendingSendsNothing()
{
    openSession();
    begin({{{goodAnswer}}}, order()).stop();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(ending().attempt.state, AttemptState::Cancelled);
    QCOMPARE(ending().attempt.tryLog, QList<Try>());
    QVERIFY(m_client.requests.isEmpty());
    QVERIFY(ending().isKept);
}

QTEST_GUILESS_MAIN(TestAttemptRun)
#include "tst_attemptrun.moc"
