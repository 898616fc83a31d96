#include "tests/support/memoryuse.h"
#include "tests/support/simulatorcalls.h"
#include "tests/support/strict.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

const QString textModel = u"gemini-3.6-flash"_s;

// A request written by hand.
QByteArray raw(const QByteArray& line, const QByteArray& headers, const QByteArray& body = {})
{
    return line + "\r\nHost: localhost\r\nx-goog-api-key: simulator\r\n" + headers + "\r\n" + body;
}

QByteArray rawCount(const QByteArray& body)
{
    return raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1",
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body);
}

class RawClient
{
public:
    explicit RawClient(const QUrl& url)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { received += m_socket.readAll(); });
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    }
    void send(const QByteArray& bytes) { m_socket.write(bytes); }
    QTcpSocket& socket() { return m_socket; }
    int status() const { return received.mid(9, 3).toInt(); }

    QByteArray received;

private:
    QTcpSocket m_socket;
};

} // namespace

// Nothing that a client does may crash, block or confuse the service for others.
class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void rawRequests_data();
    void rawRequests();
    void tooLargeIsToldAtOnce();
    void tooLargeInChunksIsTold();
    void largeButAllowedIsRead();
    void deepNestingIsRefused();
    void oddTextIsTaken();
    void pipelinedRequestsAreAnsweredInOrder();
    void pipelinedBodiesAreBounded();
    void aReaderThatStopsMakesItNoLarger();
    void answersOnlyToNamesOfThisComputer_data();
    void answersOnlyToNamesOfThisComputer();
    void bodyMayBeHeldBackForContinue();
    void clientLeavingInTheMiddle_data();
    void clientLeavingInTheMiddle();
    void manyAtOnce();
    void stopsWhileAnswering();
};

void TestHostile::rawRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status"); // 0: the connection is closed
    const QByteArray get = "GET /v1beta/models HTTP/1.1";
    QTest::newRow("no HTTP at all") << QByteArray("\0\1\2\r\n\r\n", 7) << 0;
    QTest::newRow("a request line without a path") << QByteArray("GET  HTTP/1.1\r\n\r\n") << 0;
    QTest::newRow("an unknown path") << raw("GET /nowhere HTTP/1.1", {}) << 404;
    QTest::newRow("the root") << raw("GET / HTTP/1.1", {}) << 404;
    QTest::newRow("a path that leaves the root") << raw("GET /../../etc/passwd HTTP/1.1", {}) << 404;
    QTest::newRow("a path with NUL and bad UTF-8") << raw("GET /v1beta/models/%00%ff HTTP/1.1", {}) << 404;
    QTest::newRow("an unknown method name") << raw("BREW /v1beta/models HTTP/1.1", {}) << 405;
    QTest::newRow("posting to the list")
        << raw("POST /v1beta/models HTTP/1.1", "Content-Length: 2\r\n", "{}") << 405;
    QTest::newRow("getting an answer")
        << raw("GET /v1beta/models/gemini-3.6-flash:generateContent HTTP/1.1", {}) << 405;
    QTest::newRow("an operation that is none")
        << raw("POST /v1beta/models/gemini-3.6-flash:sing HTTP/1.1", "Content-Length: 2\r\n", "{}") << 404;
    QTest::newRow("a negative length")
        << raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1", "Content-Length: -5\r\n") << 400;
    QTest::newRow("a length beyond all numbers")
        << raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1",
               "Content-Length: 99999999999999999999\r\n")
        << 413;
    QTest::newRow("headers without an end") << get + "\r\nX: " + QByteArray(100'000, 'x') << 431;
    QTest::newRow("another protocol") << raw(get, "Upgrade: websocket\r\nConnection: Upgrade\r\n") << 400;
}

void TestHostile::rawRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    SimulatorCalls calls;
    RawClient client(calls.url());
    client.send(bytes);
    if (status == 0) {
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.received, QByteArray());
    } else {
        QTRY_VERIFY(client.received.contains("\r\n\r\n"));
        QCOMPARE(client.status(), status);
    }
    QCOMPARE(calls.get(u"/v1beta/models"_s).status, 200);
}

void TestHostile::tooLargeIsToldAtOnce()
{
    SimulatorCalls calls;
    RawClient client(calls.url());
    client.send(raw("POST /v1beta/models/gemini-3.6-flash:generateContent HTTP/1.1",
                    "Content-Length: 200000000\r\n"));
    QTRY_VERIFY(client.received.contains("exceeds the limit"));
    QCOMPARE(client.status(), 413);
    // What is still being sent is taken and dropped, so that the client sees the answer and no reset.
    client.send(QByteArray(20'000'000, 'x'));
    QTRY_COMPARE(client.socket().bytesToWrite(), 0);
    QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
}

void TestHostile::tooLargeInChunksIsTold()
{
    SimulatorCalls calls;
    RawClient client(calls.url());
    client.send(raw("POST /v1beta/models/gemini-3.6-flash:generateContent HTTP/1.1",
                    "Transfer-Encoding: chunked\r\n"));
    const QByteArray chunk = "a00000\r\n" + QByteArray(0xa00000, 'x') + "\r\n";
    for (int i = 0; i < 12 && client.received.isEmpty(); ++i) {
        client.send(chunk);
        QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesToWrite(), 0, 20'000);
    }
    QTRY_COMPARE(client.status(), 413);
}

void TestHostile::largeButAllowedIsRead()
{
    SimulatorCalls calls;
    const QString text = u"word "_s.repeated(1'000'000); // 5 MB
    const auto answer =
        calls.post(SimulatorCalls::path(textModel, u"countTokens"_s), SimulatorCalls::prompt(text));
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 1'250'000);
    const auto generated = calls.post(SimulatorCalls::path(textModel), SimulatorCalls::prompt(text));
    QCOMPARE(generated.finish(), u"STOP"_s);
}

void TestHostile::deepNestingIsRefused()
{
    SimulatorCalls calls;
    for (const char* open : {"[", "{\"a\":", "{\"contents\":["}) {
        const auto answer = calls.post(SimulatorCalls::path(textModel), QByteArray(open).repeated(100'000));
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.field(), u"body"_s);
    }
    // Allowed depth, but an unknown member.
    const QByteArray nested = "{\"x\":" + QByteArray("[").repeated(500) + QByteArray("]").repeated(500) + "}";
    QCOMPARE(calls.post(SimulatorCalls::path(textModel), nested).field(), u"x"_s);
}

void TestHostile::oddTextIsTaken()
{
    SimulatorCalls calls;
    for (const char* body : {R"({"contents":[{"parts":[{"text":"\u0000\ud800 %1 %2 @blob0@"}]}]})",
                             R"({"contents":[{"parts":[{"text":""}]}]})",
                             R"({"contents":[{"parts":[{"text":"#simulate:"}]}]})"}) {
        const auto answer = calls.post(SimulatorCalls::path(textModel), QByteArray(body));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.finish(), u"STOP"_s);
    }
    const auto bad = calls.post(SimulatorCalls::path(textModel),
                                QByteArray("{\"contents\":[{\"parts\":[{\"text\":\"\xff\xfe\"}]}]}"));
    QCOMPARE(bad.status, 400);
}

void TestHostile::pipelinedRequestsAreAnsweredInOrder()
{
    SimulatorCalls calls;
    RawClient client(calls.url());
    QByteArray all;
    for (int i = 1; i <= 20; ++i)
        all += rawCount("{\"contents\":[{\"parts\":[{\"text\":\"" + QByteArray(i * 4, 'x') + "\"}]}]}");
    client.send(all);
    QTRY_COMPARE(client.received.count("\"totalTokens\""), 20);
    qsizetype from = 0;
    for (int i = 1; i <= 20; ++i) {
        from = client.received.indexOf(QByteArray("\"totalTokens\": " + QByteArray::number(i) + "\n"), from);
        QVERIFY2(from > 0, qPrintable(QString::number(i)));
    }
    // More than a client may send ahead: the connection ends, the service goes on.
    RawClient greedy(calls.url());
    greedy.send(
        raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1", "Content-Length: 2\r\n", "{}")
            .repeated(5000));
    QTRY_COMPARE(greedy.socket().state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(calls.get(u"/v1beta/models"_s).status, 200);
}

void TestHostile::pipelinedBodiesAreBounded()
{
    SimulatorCalls calls;
    RawClient greedy(calls.url());
    const QByteArray slow = R"({"contents":[{"parts":[{"text":"#simulate: hang"}]}]})";
    greedy.send(raw("POST /v1beta/models/gemini-3.6-flash:generateContent HTTP/1.1",
                    "Content-Length: " + QByteArray::number(slow.size()) + "\r\n", slow));
    const qint64 before = residentMegabytes();
    const QByteArray body(1024 * 1024, ' ');
    const QByteArray more = raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1",
                                "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body);
    for (int i = 0; i < 60 && greedy.socket().state() == QAbstractSocket::ConnectedState; ++i) {
        greedy.send(more);
        QTRY_VERIFY(greedy.socket().bytesToWrite() == 0
                    || greedy.socket().state() != QAbstractSocket::ConnectedState);
    }
    QVERIFY2(residentMegabytes() - before < 50, qPrintable(QString::number(residentMegabytes() - before)));
    QCOMPARE(calls.get(u"/v1beta/models"_s).status, 200);
}

void TestHostile::aReaderThatStopsMakesItNoLarger()
{
    SimulatorCalls calls;
    QTcpSocket reader;
    reader.setReadBufferSize(1024);
    reader.connectToHost(calls.url().host(), static_cast<quint16>(calls.url().port()));
    const QByteArray body = R"({"contents":[{"parts":[{"text":"#simulate: flood"}]}]})";
    const qint64 before = residentMegabytes();
    reader.write(raw("POST /v1beta/models/gemini-3.6-flash:streamGenerateContent?alt=sse HTTP/1.1",
                     "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body));
    QTRY_VERIFY(reader.bytesAvailable() >= 1024);
    for (int i = 0; i < 50; ++i) // it is served meanwhile
        QCOMPARE(calls.get(u"/v1beta/models"_s).status, 200);
    QVERIFY2(residentMegabytes() - before < 60, qPrintable(QString::number(residentMegabytes() - before)));
}

void TestHostile::answersOnlyToNamesOfThisComputer_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    QTest::newRow("localhost") << QByteArray("localhost") << 200;
    QTest::newRow("localhost with a port, in capitals") << QByteArray("LocalHost:8080") << 200;
    QTest::newRow("the usual number") << QByteArray("127.0.0.1:8080") << 200;
    QTest::newRow("another number of this computer") << QByteArray("127.1.2.3") << 200;
    QTest::newRow("its number in version 6") << QByteArray("[::1]:8080") << 200;
    QTest::newRow("a page's name that leads here") << QByteArray("rebound.example:8080") << 403;
    QTest::newRow("a name that begins like it") << QByteArray("localhost.example") << 403;
    QTest::newRow("a name that begins like the number") << QByteArray("127.0.0.1.example") << 403;
    QTest::newRow("another computer's number") << QByteArray("192.168.1.5") << 403;
}

void TestHostile::answersOnlyToNamesOfThisComputer()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    SimulatorCalls calls;
    RawClient client(calls.url());
    client.send("GET /v1beta/models HTTP/1.1\r\nHost: " + host + "\r\nx-goog-api-key: simulator\r\n\r\n");
    QTRY_VERIFY(client.received.contains("\r\n\r\n"));
    QCOMPARE(client.status(), status);
    if (status == 403)
        QTRY_VERIFY(client.received.contains("answers only calls to this computer"));
}

void TestHostile::bodyMayBeHeldBackForContinue()
{
    SimulatorCalls calls;
    RawClient client(calls.url());
    const QByteArray body = R"({"contents":[{"parts":[{"text":"abcd"}]}]})";
    client.send(raw("POST /v1beta/models/gemini-3.6-flash:countTokens HTTP/1.1",
                    "Expect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"));
    QTRY_COMPARE(client.received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.received.clear();
    client.send(body);
    QTRY_VERIFY(client.received.contains("totalTokens"));
    QCOMPARE(client.status(), 200);
}

void TestHostile::clientLeavingInTheMiddle_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("orders");
    QTest::newRow("while text streams") << textModel << u"STOP"_s;
    QTest::newRow("while it is flooded") << textModel << u"flood"_s;
    QTest::newRow("while it waits") << textModel << u"slow=300ms"_s;
    QTest::newRow("while the service hangs") << textModel << u"hang"_s;
    QTest::newRow("while a picture is drawn") << u"gemini-3-pro-image"_s << u"drafts=3"_s;
    QTest::newRow("while twenty megabytes are sent") << u"gemini-3-pro-image"_s << u"large=20MB"_s;
}

void TestHostile::clientLeavingInTheMiddle()
{
    QFETCH(QString, model);
    QFETCH(QString, orders);
    SimulatorCalls calls;
    const auto body =
        QJsonDocument(SimulatorCalls::prompt(u"#simulate: "_s + orders + u"\nDraw a house"_s)).toJson();
    const QByteArray request =
        raw("POST /v1beta/models/" + model.toUtf8() + ":streamGenerateContent?alt=sse HTTP/1.1",
            "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body);
    for (int i = 0; i < 6; ++i) {
        RawClient client(calls.url());
        client.send(request);
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
        QTRY_COMPARE(client.socket().bytesToWrite(), 0);
        if (i % 2 == 1 && orders != "hang"_L1) // some leave before the first byte, some after it
            QTRY_VERIFY_WITH_TIMEOUT(!client.received.isEmpty(), 20'000);
        client.socket().abort();
    }
    QCOMPARE(calls.get(u"/v1beta/models"_s).status, 200);
}

void TestHostile::manyAtOnce()
{
    SimulatorCalls calls;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        const QByteArray body = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";
        clients.push_back(std::make_unique<RawClient>(calls.url()));
        clients.back()->send(
            raw("POST /v1beta/models/gemini-3.6-flash:streamGenerateContent?alt=sse HTTP/1.1",
                "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body));
    }
    for (const auto& client : clients)
        QTRY_VERIFY_WITH_TIMEOUT(client->received.endsWith("\r\n0\r\n\r\n"), 20'000);
    for (const auto& client : clients)
        QCOMPARE(client->received.count("finishReason"), 1);
}

void TestHostile::stopsWhileAnswering()
{
    for (const char* orders : {"flood", "hang", "STOP", "slow=5s"}) {
        auto calls = std::make_unique<SimulatorCalls>();
        RawClient client(calls->url());
        const auto body =
            QJsonDocument(SimulatorCalls::prompt(u"#simulate: "_s + QString::fromLatin1(orders))).toJson();
        client.send(raw("POST /v1beta/models/gemini-3.6-flash:streamGenerateContent HTTP/1.1",
                        "Content-Length: " + QByteArray::number(body.size()) + "\r\n", body));
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
        calls.reset();
        QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
    }
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
