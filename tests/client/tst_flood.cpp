#include "tests/client/httpclientfixture.h"
#include "tests/support/floodserver.h"
#include "tests/support/memoryuse.h"
#include "tests/support/strict.h"
#include "tests/support/testauthority.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

// Slower where nothing is optimised and every access is checked.
#ifdef __OPTIMIZE__
constexpr qint64 mostToStop = 1000; // milliseconds
#else
constexpr qint64 mostToStop = 10'000;
#endif
// The whole process, with the usual limit of 256. AddressSanitizer keeps what was freed for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostMegabytes = 1600;
#else
constexpr qint64 mostMegabytes = 450;
#endif

enum class Kind { Plain, Chunked, Events, Text };

QByteArray asChunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

FloodServer::Answer floodOf(Kind kind)
{
    const QByteArray json = "Content-Type: application/json\r\n";
    const QByteArray events = "Content-Type: text/event-stream\r\n";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    const QByteArray start = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"";
    switch (kind) {
    case Kind::Plain:
        return {Reply::head(200, json), start, QByteArray(qsizetype(256) * 1024, 'x')};
    case Kind::Chunked:
        return {Reply::head(200, json + chunked), asChunk(start), asChunk(QByteArray(16 * 1024, ' '))};
    case Kind::Events:
        return {Reply::head(200, events + chunked),
                {},
                asChunk(streamEvent(chunk("and so on, without an end, ")).repeated(100))};
    case Kind::Text: // takes twice the room once it is read
        break;
    }
    return {Reply::head(200, events + chunked), {}, asChunk(streamEvent(chunk(QByteArray(64 * 1024, 'x'))))};
}

ModelRequest requestFor(Kind kind)
{
    return kind == Kind::Events || kind == Kind::Text ? streamRequest() : unaryRequest();
}

} // namespace

// An answer that never ends, as fast as it is taken.
class FloodTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { strict(); }
    void cleanup();
    void endsAtTheLimit_data() { addRows(); }
    void endsAtTheLimit();
    void stopsAtOnce_data() { addRows(); }
    void stopsAtOnce();
    void leavesOthersTheirTurn();

private:
    static void addRows();
    void startServer(Kind kind, bool overTls);

    std::unique_ptr<TestAuthority> m_authority;
    QSslConfiguration m_usual;
    std::unique_ptr<FloodServer> m_server;
};

void FloodTest::initTestCase()
{
    m_usual = QSslConfiguration::defaultConfiguration();
    if (TestAuthority::isPossible())
        m_authority = std::make_unique<TestAuthority>();
}

void FloodTest::cleanup()
{
    m_server.reset();
    QSslConfiguration::setDefaultConfiguration(m_usual);
}

void FloodTest::addRows()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("overTls");
    for (const bool overTls : {false, true}) {
        const auto row = [overTls](const char* name, Kind kind) {
            QTest::addRow("%s%s", name, overTls ? " over TLS" : "") << kind << overTls;
        };
        row("a body of no known length", Kind::Plain);
        row("a body in chunks", Kind::Chunked);
        row("short events", Kind::Events);
        row("events full of text", Kind::Text);
    }
}

void FloodTest::startServer(Kind kind, bool overTls)
{
    std::optional<QSslConfiguration> tls;
    if (overTls) {
        const Identity identity = m_authority->issue("localhost", "20100101000000Z", "20950101000000Z");
        auto trusting = m_usual;
        trusting.setCaCertificates({m_authority->certificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
        tls = m_usual;
        tls->setLocalCertificate(identity.certificate);
        tls->setPrivateKey(identity.key);
    }
    m_server = std::make_unique<FloodServer>(floodOf(kind), tls);
}

void FloodTest::endsAtTheLimit()
{
    QFETCH(Kind, kind);
    QFETCH(bool, overTls);
    if (overTls && !m_authority)
        QSKIP("The openssl program is not there to make certificates with.");
    startServer(kind, overTls);
    HttpModelClient client;
    ModelRequest request = requestFor(kind);
    if (kind == Kind::Events)
        request.answerLimit /= 4; // a million events are enough
    forgetPeak();
    RequestJob* job = client.send(endpointAt(m_server->url()), request, this);
    Exchange exchange;
    connect(job, &RequestJob::finished, this, [&exchange](const Exchange& last) { exchange = last; });
    QSignalSpy gone(job, &QObject::destroyed);
    QVERIFY(gone.wait(120'000));
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::TooLarge);
    QVERIFY2(exchange.failure->message.contains("is longer than the limit of"_L1),
             qPrintable(exchange.failure->message));
    QCOMPARE(exchange.raw.size(), request.answerLimit);
    QVERIFY2(peakMegabytes() < mostMegabytes, qPrintable(QString::number(peakMegabytes())));
    QTRY_COMPARE(m_server->ended(), 1);
}

void FloodTest::stopsAtOnce()
{
    QFETCH(Kind, kind);
    QFETCH(bool, overTls);
    if (overTls && !m_authority)
        QSKIP("The openssl program is not there to make certificates with.");
    startServer(kind, overTls);
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(m_server->url()), requestFor(kind), this);
    Outcome outcome(job);
    QElapsedTimer sinceStop;
    connect(job, &RequestJob::progressed, job, [&](const Response&, qint64 bytes) {
        if (bytes > 20'000'000 && !sinceStop.isValid()) {
            sinceStop.start();
            job->cancel();
        }
    });
    QVERIFY(outcome.wait());
    QVERIFY(sinceStop.isValid());
    QVERIFY2(sinceStop.elapsed() < mostToStop, qPrintable(QString::number(sinceStop.elapsed())));
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::Cancelled);
    QVERIFY(exchange.raw.size() > 20'000'000);
    QTRY_COMPARE(m_server->ended(), 1);
}

void FloodTest::leavesOthersTheirTurn()
{
    startServer(Kind::Chunked, false);
    HttpServer calm({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    RequestJob* flooded = client.send(endpointAt(m_server->url()), unaryRequest(), this);
    Outcome flood(flooded);
    QTRY_VERIFY(!flood.progress().isEmpty());
    QElapsedTimer time;
    time.start();
    Outcome other(client.send(endpointAt(calm.url()), unaryRequest(), this));
    QVERIFY(other.wait());
    QVERIFY(!other.exchange().failure);
    QVERIFY2(time.elapsed() < mostToStop, qPrintable(QString::number(time.elapsed())));
    flooded->cancel();
    QVERIFY(flood.wait());
}

QTEST_GUILESS_MAIN(FloodTest)
#include "tst_flood.moc"
