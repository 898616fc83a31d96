#include "app/sending/sendqueue.h"

#include "tests/support/faketiming.h"
#include "tests/support/replayclient.h"
#include "tests/support/strict.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray goodAnswer =
    R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})";
const test::Recording hanging {{}, 200, true};

SendOrder orderFor(const QString& backend, const QByteArray& body, qint64 tokens = 0)
{
    SendOrder order;
    order.attempt.prompt.text = QString::fromUtf8(body);
    order.attempt.prompt.model = u"m"_s;
    order.attempt.backendId = backend;
    order.attempt.backendName = backend.toUpper();
    order.attempt.requestBody = body;
    order.tokens = tokens;
    return order;
}

} // namespace

// Whose turn it is, without any real waiting.
class TestSendQueue final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_queue.reset(); }
    void soManyAtOnce();
    void theRowLimitsWhatIsWanted_data();
    void theRowLimitsWhatIsWanted();
    void eachBackEndHasItsOwn();
    void inTheOrderInWhichTheyCame();
    void whatIsBeingKeptLeavesItsPlace();
    void requestsPerMinute();
    void tokensPerMinute();
    void oneThatIsLargerThanTheLimitGoesAlone();
    void pauseLetsGoOnWhatRuns();
    void stopOne();
    void stopAll();
    void entries();
    void retriesCountForTheLimit();

private:
    QByteArrayList sentBodies() const;
    QList<quint64> ids(const QSignalSpy& spy) const;

    test::ReplayModelClient m_client;
    test::FakeTiming m_timing;
    std::unique_ptr<SendQueue> m_queue;
};

void TestSendQueue::init()
{
    test::strict();
    m_client.requests.clear();
    m_client.recordings = {{{goodAnswer}}};
    m_timing = {};
    m_queue = std::make_unique<SendQueue>(m_client, m_timing);
}

QByteArrayList TestSendQueue::sentBodies() const
{
    QByteArrayList bodies;
    for (const auto& request : m_client.requests)
        bodies << request.body;
    return bodies;
}

QList<quint64> TestSendQueue::ids(const QSignalSpy& spy) const
{
    QList<quint64> all;
    for (const auto& emitted : spy)
        all << emitted.at(0).toULongLong();
    return all;
}

void TestSendQueue::soManyAtOnce()
{
    m_client.recordings = {hanging};
    m_queue->setLimits(u"a"_s, {2, 0, 0});
    for (const quint64 id : {1, 2, 3, 4})
        m_queue->add(id, orderFor(u"a"_s, QByteArray::number(id)));
    QCOMPARE(sentBodies(), QByteArrayList({"1", "2"}));
    m_queue->stop(1);
    QTRY_COMPARE(sentBodies(), QByteArrayList({"1", "2", "3"}));
    m_queue->setLimits(u"a"_s, {3, 0, 0});
    QCOMPARE(sentBodies(), QByteArrayList({"1", "2", "3", "4"}));
}

void TestSendQueue::theRowLimitsWhatIsWanted_data()
{
    QTest::addColumn<BackendLimits>("row");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<SendLimits>("limits");
    QTest::newRow("nothing is known") << BackendLimits() << 5 << SendLimits {5, 0, 0};
    QTest::newRow("fewer at once") << BackendLimits {{}, 2, {}, {}} << 5 << SendLimits {2, 0, 0};
    QTest::newRow("more at once than wanted") << BackendLimits {{}, 8, {}, {}} << 5 << SendLimits {5, 0, 0};
    QTest::newRow("a minute has limits") << BackendLimits {{}, {}, 10, 4000} << 5 << SendLimits {5, 10, 4000};
    QTest::newRow("none wanted is one") << BackendLimits() << 0 << SendLimits {1, 0, 0};
}

void TestSendQueue::theRowLimitsWhatIsWanted()
{
    QFETCH(const BackendLimits, row);
    QFETCH(const int, wanted);
    Backend backend;
    backend.limits = row;
    QTEST(sendLimitsOf(backend, wanted), "limits");
}

void TestSendQueue::eachBackEndHasItsOwn()
{
    m_client.recordings = {hanging};
    m_queue->add(1, orderFor(u"a"_s, "a1"));
    m_queue->add(2, orderFor(u"a"_s, "a2"));
    m_queue->add(3, orderFor(u"b"_s, "b1"));
    QCOMPARE(sentBodies(), QByteArrayList({"a1", "b1"}));
}

void TestSendQueue::inTheOrderInWhichTheyCame()
{
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    QSignalSpy drained(m_queue.get(), &SendQueue::drained);
    for (const quint64 id : {7, 3, 5})
        m_queue->add(id, orderFor(u"a"_s, QByteArray::number(id)));
    QTRY_COMPARE(finished.size(), 3);
    QCOMPARE(sentBodies(), QByteArrayList({"7", "3", "5"}));
    QCOMPARE(ids(finished), QList<quint64>({7, 3, 5}));
    QCOMPARE(drained.size(), 1);
}

// A slow disk must not slow down the sending.
void TestSendQueue::whatIsBeingKeptLeavesItsPlace()
{
    const QTemporaryDir folder;
    auto session = std::make_shared<SessionThread>(folder.filePath(u"one.safelight"_s));
    bool isOpen = false;
    session->open(this, [&](const Result<SessionThread::Opened>& opened) { isOpen = opened.has_value(); });
    QTRY_VERIFY(isOpen);
    QSemaphore disk;
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    connect(m_queue.get(), &SendQueue::begun, this, [&](quint64 id) {
        if (id != 1)
            return;
        session->run(
            this,
            [&disk](SessionStore&) {
                disk.acquire();
                return Result<Done>(Done());
            },
            [](const Result<Done>&) {});
    });
    SendOrder kept = orderFor(u"a"_s, "1");
    kept.session = session;
    m_queue->add(1, kept);
    m_queue->add(2, orderFor(u"a"_s, "2"));
    QTRY_COMPARE(ids(finished), QList<quint64> {2});
    disk.release();
    QTRY_COMPARE(ids(finished), QList<quint64>({2, 1}));
}

void TestSendQueue::requestsPerMinute()
{
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    m_queue->setLimits(u"a"_s, {10, 2, 0});
    m_queue->add(1, orderFor(u"a"_s, "1"));
    m_timing.pass(10s);
    for (const quint64 id : {2, 3, 4})
        m_queue->add(id, orderFor(u"a"_s, QByteArray::number(id)));
    QTRY_COMPARE(finished.size(), 2);
    m_timing.pass(49s);
    QCOMPARE(sentBodies().size(), 2);
    m_timing.pass(1s); // a minute after the first
    QCOMPARE(sentBodies(), QByteArrayList({"1", "2", "3"}));
    m_timing.pass(9s);
    QCOMPARE(sentBodies().size(), 3);
    m_timing.pass(1s);
    QCOMPARE(sentBodies().size(), 4);
}

void TestSendQueue::tokensPerMinute()
{
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    m_queue->setLimits(u"a"_s, {10, 0, 1000});
    m_queue->add(1, orderFor(u"a"_s, "1", 600));
    m_queue->add(2, orderFor(u"a"_s, "2", 400));
    m_queue->add(3, orderFor(u"a"_s, "3", 1));
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(sentBodies().size(), 2);
    m_timing.pass(60s);
    QCOMPARE(sentBodies().size(), 3);
}

void TestSendQueue::oneThatIsLargerThanTheLimitGoesAlone()
{
    m_queue->setLimits(u"a"_s, {10, 0, 1000});
    m_queue->add(1, orderFor(u"a"_s, "1", 10));
    m_queue->add(2, orderFor(u"a"_s, "2", 5000));
    m_queue->add(3, orderFor(u"a"_s, "3", 10));
    QCOMPARE(sentBodies().size(), 1); // nobody overtakes the large one
    m_timing.pass(60s);
    QCOMPARE(sentBodies(), QByteArrayList({"1", "2"}));
    m_timing.pass(60s);
    QCOMPARE(sentBodies(), QByteArrayList({"1", "2", "3"}));
}

void TestSendQueue::pauseLetsGoOnWhatRuns()
{
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    m_queue->add(1, orderFor(u"a"_s, "1"));
    m_queue->pause();
    m_queue->add(2, orderFor(u"a"_s, "2"));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(m_queue->state().isPaused);
    QCOMPARE(sentBodies(), QByteArrayList({"1"}));
    m_queue->resume();
    QTRY_COMPARE(finished.size(), 2);
}

void TestSendQueue::stopOne()
{
    m_client.recordings = {hanging};
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    QSignalSpy dropped(m_queue.get(), &SendQueue::dropped);
    for (const quint64 id : {1, 2, 3})
        m_queue->add(id, orderFor(u"a"_s, QByteArray::number(id)));
    m_queue->stop(2);
    QCOMPARE(ids(dropped), QList<quint64>({2}));
    m_queue->stop(1);
    QTRY_COMPARE(sentBodies(), QByteArrayList({"1", "3"}));
    QCOMPARE(ids(finished), QList<quint64>({1}));
    m_queue->stop(99); // nobody
}

void TestSendQueue::stopAll()
{
    m_client.recordings = {hanging};
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    QSignalSpy dropped(m_queue.get(), &SendQueue::dropped);
    QSignalSpy drained(m_queue.get(), &SendQueue::drained);
    for (const quint64 id : {1, 2, 3})
        m_queue->add(id, orderFor(u"a"_s, QByteArray::number(id)));
    m_queue->stopAll();
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(ids(finished), QList<quint64>({1}));
    QCOMPARE(ids(dropped), QList<quint64>({2, 3}));
    QCOMPARE(sentBodies(), QByteArrayList({"1"}));
}

void TestSendQueue::entries()
{
    m_client.recordings = {hanging};
    QSignalSpy changed(m_queue.get(), &SendQueue::stateChanged);
    m_queue->add(1, orderFor(u"a"_s, "A  red\ncoat"));
    m_queue->add(2, orderFor(u"a"_s, "2"));
    QTRY_COMPARE(changed.size(), 1); // the changes of one turn are told once
    const auto state = changed.last().at(0).value<QueueState>();
    QCOMPARE(state.entries.size(), 2);
    QCOMPARE(state.entries.first().state, QueueEntry::State::Running);
    QCOMPARE(state.entries.first().prompt, u"A red coat"_s);
    QCOMPARE(state.entries.first().backendName, u"A"_s);
    QCOMPARE(state.entries.last().state, QueueEntry::State::Waiting);
    QCOMPARE(m_queue->state(), state);
}

void TestSendQueue::retriesCountForTheLimit()
{
    m_client.recordings = {{{R"({"error":{"code":503,"message":"No"}})"}, 503}, {{goodAnswer}}};
    QSignalSpy waits(m_queue.get(), &SendQueue::waitBegan);
    QSignalSpy finished(m_queue.get(), &SendQueue::finished);
    m_queue->setLimits(u"a"_s, {10, 2, 0});
    SendOrder order = orderFor(u"a"_s, "1");
    order.retry.retries = 1;
    m_queue->add(1, order);
    QTRY_COMPARE(waits.size(), 1);
    QCOMPARE(m_queue->state().entries.first().state, QueueEntry::State::Retrying);
    m_queue->tryNow(1);
    QTRY_COMPARE(finished.size(), 1);
    m_queue->add(2, orderFor(u"a"_s, "2"));
    QCOMPARE(sentBodies().size(), 2);
    m_timing.pass(60s);
    QCOMPARE(sentBodies().size(), 3);
}

QTEST_GUILESS_MAIN(TestSendQueue)
#include "tst_sendqueue.moc"
