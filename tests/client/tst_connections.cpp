#include "tests/client/httpclientfixture.h"
#include "tests/support/strict.h"

#include <QEventLoop>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

// How many requests are under way at once, as the server counts them.
class ConnectionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void atMostSixteenAtOnce_data();
    void atMostSixteenAtOnce();
    void oneThatEndsMakesRoom();
    void hostsDoNotWaitForEachOther();
    void idleConnectionsAreGivenBack();
    void anyThreadMaySend();

private:
    using Outcomes = std::vector<std::unique_ptr<Outcome>>;
    Outcomes sendMany(HttpModelClient& client, const QUrl& url, int count)
    {
        Outcomes outcomes;
        m_jobs.clear();
        for (int i = 0; i < count; ++i) {
            m_jobs.append(client.send(endpointAt(url), i % 2 ? unaryRequest() : streamRequest(), this));
            outcomes.push_back(std::make_unique<Outcome>(m_jobs.constLast()));
        }
        return outcomes;
    }

    QList<RequestJob*> m_jobs;
};

void ConnectionsTest::atMostSixteenAtOnce_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("atOnce");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("more than one access manager opens") << 7 << 7;
    QTest::newRow("sixteen") << 16 << 16;
    QTest::newRow("forty") << 40 << 16;
}

void ConnectionsTest::atMostSixteenAtOnce()
{
    QFETCH(int, asked);
    QFETCH(int, atOnce);
    HttpServer server({Reply::silence()});
    HttpModelClient client;
    const auto outcomes = sendMany(client, server.url(), asked);
    QTRY_COMPARE(server.requests().size(), atOnce);
    for (auto* job : std::as_const(m_jobs))
        job->cancel();
    for (const auto& outcome : outcomes)
        QVERIFY(outcome->wait());
    QTRY_COMPARE(server.closedByClient(), server.connections());
    QCOMPARE(server.requests().size(), atOnce); // those that were stopped while they waited never went out
    QCOMPARE(server.connections(), atOnce);
}

void ConnectionsTest::oneThatEndsMakesRoom()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    const auto outcomes = sendMany(client, server.url(), 40);
    for (const auto& outcome : outcomes) {
        QVERIFY(outcome->wait());
        QVERIFY(!outcome->exchange().failure);
    }
    QCOMPARE(server.requests().size(), 40);
    QVERIFY2(server.connections() <= 18, qPrintable(QString::number(server.connections())));
}

void ConnectionsTest::hostsDoNotWaitForEachOther()
{
    HttpServer busy({Reply::silence()});
    HttpServer other({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    const auto outcomes = sendMany(client, busy.url(), 20);
    QTRY_COMPARE(busy.requests().size(), 16);
    Outcome outcome(client.send(endpointAt(other.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    for (auto* job : std::as_const(m_jobs))
        job->cancel();
    for (const auto& one : outcomes)
        QVERIFY(one->wait());
}

void ConnectionsTest::idleConnectionsAreGivenBack()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client(std::chrono::milliseconds(50));
    const auto outcomes = sendMany(client, server.url(), 16);
    for (const auto& outcome : outcomes)
        QVERIFY(outcome->wait());
    QTRY_COMPARE(server.closedByClient(), server.connections());
    // And a new one is made when it is needed.
    Outcome again(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(again.wait());
    QVERIFY(!again.exchange().failure);
}

void ConnectionsTest::anyThreadMaySend()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                QEventLoop loop;
                auto* job = client.send(endpointAt(server.url()), unaryRequest(), nullptr);
                QObject::connect(job, &RequestJob::finished, &loop, [&](const Exchange& exchange) {
                    answered += exchange.failure ? 0 : 1;
                    loop.quit();
                });
                loop.exec();
            });
        }
        QTRY_COMPARE(answered.load(), 4); // the server lives in this thread
    }
    QCOMPARE(server.requests().size(), 4);
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "tst_connections.moc"
