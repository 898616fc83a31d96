#include "app/sending/sendengine.h"

#include "app/client/httpmodelclient.h"
#include "app/sending/timing.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const QByteArray piece = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One \"}]}}]}\r\n\r\n";

} // namespace

// The queue on a thread of its own, over real HTTP and into a real session.
class TestSendEngine final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsWhatArrivedWhileTheInterfaceIsBusy();
    void endsWithEverythingOnTheDisk();
    void slowReaderGetsTheNewest();
    void goesOnAfterAFinish();

private:
    SendOrder order(const QUrl& url) const;
    Attempt kept();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<SessionThread> m_session;
    std::unique_ptr<HttpModelClient> m_client;
    SystemTiming m_timing;
    std::unique_ptr<SendEngine> m_engine;
};

void TestSendEngine::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<HttpModelClient>();
    m_engine = std::make_unique<SendEngine>(*m_client, m_timing);
    m_session = std::make_shared<SessionThread>(m_folder->filePath(u"one.safelight"_s));
    bool isOpen = false;
    m_session->open(this, [&](const Result<SessionThread::Opened>& opened) { isOpen = opened.has_value(); });
    QTRY_VERIFY(isOpen);
}

void TestSendEngine::cleanup()
{
    m_engine.reset();
    m_session.reset();
    m_client.reset();
}

SendOrder TestSendEngine::order(const QUrl& url) const
{
    SendOrder order;
    order.attempt.prompt.text = u"A red coat"_s;
    order.attempt.prompt.model = u"m"_s;
    order.attempt.backendId = u"a"_s;
    order.endpoint.backend.baseUrl = url;
    order.session = m_session;
    return order;
}

// The first attempt of the session, as the file has it.
Attempt TestSendEngine::kept()
{
    m_session.reset();
    const auto store = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    return *(*store)->load((*store)->summaries()->last().id);
}

void TestSendEngine::keepsWhatArrivedWhileTheInterfaceIsBusy()
{
    test::HttpServer server({{{head, piece}, test::Reply::End::KeepOpen}});
    QSignalSpy progressed(m_engine.get(), &SendEngine::progressed);
    m_engine->add(order(server.url()));
    QTRY_VERIFY(!progressed.isEmpty());
    // No event loop from here on: whoever keeps it does without this thread.
    m_engine->finish();
    const Attempt attempt = kept();
    QCOMPARE(attempt.rawAnswer, piece);
    QCOMPARE(attempt.state, AttemptState::Cancelled);
}

void TestSendEngine::endsWithEverythingOnTheDisk()
{
    test::HttpServer server({{{head, piece}, test::Reply::End::KeepOpen}});
    QSignalSpy progressed(m_engine.get(), &SendEngine::progressed);
    m_engine->setLimits(u"a"_s, {3, 0, 0});
    for (int i = 0; i < 5; ++i)
        m_engine->add(order(server.url()));
    QTRY_VERIFY(progressed.size() >= 3);
    QElapsedTimer time;
    time.start();
    m_engine.reset();
    QVERIFY(time.elapsed() < 10'000);
    m_session.reset();
    const auto store = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    const auto summaries = (*store)->summaries();
    QCOMPARE(summaries->size(), 3); // what waited was never announced
    for (const auto& summary : *summaries) {
        QCOMPARE(summary.state, AttemptState::Cancelled);
        QCOMPARE((*store)->load(summary.id)->rawAnswer, piece);
    }
}

void TestSendEngine::slowReaderGetsTheNewest()
{
    QByteArrayList pieces {head};
    for (int i = 0; i < 20; ++i)
        pieces << piece;
    test::HttpServer server({{pieces, test::Reply::End::Close}});
    server.setPause(10ms);
    QSignalSpy progressed(m_engine.get(), &SendEngine::progressed);
    QSignalSpy finished(m_engine.get(), &SendEngine::finished);
    const quint64 id = m_engine->add(order(server.url()));
    QVERIFY(m_engine->isBusy());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!m_engine->isBusy());
    const auto ending = finished.last().at(1).value<AttemptEnding>();
    QCOMPARE(finished.last().at(0).toULongLong(), id);
    QCOMPARE(ending.attempt.rawAnswer, piece.repeated(20));
    QVERIFY(progressed.size() <= 20);
}

void TestSendEngine::goesOnAfterAFinish()
{
    test::HttpServer server({{{head, piece}, test::Reply::End::Close}});
    QSignalSpy finished(m_engine.get(), &SendEngine::finished);
    m_engine->add(order(server.url()));
    QTRY_COMPARE(finished.size(), 1);
    m_engine->finish();
    m_engine->add(order(server.url()));
    QTRY_COMPARE(finished.size(), 2);
}

QTEST_GUILESS_MAIN(TestSendEngine)
#include "tst_sendengine.moc"
