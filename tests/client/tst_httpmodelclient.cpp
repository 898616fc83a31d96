#include "app/client/httpmodelclient.h"

#include "app/wire/answerdecoder.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the client sends, and how it reads what comes back.
class HttpModelClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void sendsTheRequestAsItIs();
    void asksForAStream();
    void namesTheModelInTheAddress_data();
    void namesTheModelInTheAddress();
    void sendsTheKeyAsTheBackEndWants_data();
    void sendsTheKeyAsTheBackEndWants();
    void sendsExtraHeadersAndMasksCredentials();
    void emitsNothingBeforeTheEventLoopRuns();
    void readsAUnaryAnswer();
    void readsAStreamSplitAnywhere_data();
    void readsAStreamSplitAnywhere();
    void showsTheStreamWhileItArrives();
    void doesNotPileUpSnapshots();
    void readsAnErrorAnswer_data();
    void readsAnErrorAnswer();
    void takesTheWaitFromTheHeader();
    void readsALargeAnswer();
    void goesRoundProxiesOnThisComputer();
    void sendsALargeBodyInFull();
    void startsNoThreadBeforeItHasWork();
};

void HttpModelClientTest::sendsTheRequestAsItIs()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());

    QCOMPARE(server.requests().size(), 1);
    const QByteArray sent = server.requests().constFirst();
    QVERIFY2(sent.startsWith("POST /v1beta/models/gemini-test:generateContent HTTP/1.1\r\n"),
             sent.constData());
    QVERIFY(sent.endsWith(QByteArray("\r\n\r\n" + unaryRequest().body)));
    QVERIFY(sent.toLower().contains("\r\ncontent-type: application/json\r\n"));
    QVERIFY(sent.contains(QByteArray("\r\nx-goog-api-key: " + key.reveal() + "\r\n")));
    QVERIFY(!sent.toLower().contains("authorization"));
    QVERIFY(!sent.contains("Cookie"));
    const Exchange& exchange = outcome.exchange();
    QCOMPARE(exchange.url.path(), u"/v1beta/models/gemini-test:generateContent"_s);
    QCOMPARE(exchange.httpCode, 200);
    QCOMPARE(exchange.tries, 1);
    QVERIFY(exchange.requestHeaders.contains({"x-goog-api-key", "[redacted]"}));
    // Qt 6.8 gives header names in lower case; HTTP does not care.
    const bool isJson = std::ranges::any_of(exchange.responseHeaders, [](const auto& header) {
        return header.first.toLower() == "content-type" && header.second == "application/json";
    });
    QVERIFY(isJson);
    QVERIFY(!everythingIn(exchange).contains(key.reveal()));
}

void HttpModelClientTest::asksForAStream()
{
    HttpServer server({Reply::chunked({streamEvent(chunk("hi", "STOP"))})});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(server.requests().constFirst().startsWith(
                 "POST /v1beta/models/gemini-test:streamGenerateContent?alt=sse HTTP/1.1\r\n"),
             server.requests().constFirst().constData());
}

void HttpModelClientTest::namesTheModelInTheAddress_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("basePath");
    QTest::addColumn<QByteArray>("target");
    const QByteArray method = ":generateContent";
    QTest::newRow("with its folder") << u"models/gemini-test"_s << QString()
                                     << "/v1beta/models/gemini-test" + method;
    QTest::newRow("a tuned one") << u"tunedModels/mine-1"_s << QString()
                                 << "/v1beta/tunedModels/mine-1" + method;
    QTest::newRow("odd characters") << u"my model/ä?#%:x"_s << QString()
                                    << "/v1beta/models/my%20model%2F%C3%A4%3F%23%25%3Ax" + method;
    QTest::newRow("one that climbs") << u"../../secret"_s << QString()
                                     << "/v1beta/models/..%2F..%2Fsecret" + method;
    QTest::newRow("a line break") << u"a\r\nX-Evil: 1"_s << QString()
                                  << "/v1beta/models/a%0D%0AX-Evil%3A%201" + method;
    QTest::newRow("below a proxy's path") << u"m"_s << u"/gemini"_s << "/gemini/v1beta/models/m" + method;
    QTest::newRow("a base that ends in a slash")
        << u"m"_s << u"/gemini/"_s << "/gemini/v1beta/models/m" + method;
    QTest::newRow("a base that names the version") << u"m"_s << u"/v1beta/"_s << "/v1beta/models/m" + method;
    QTest::newRow("a base with an encoded slash")
        << u"m"_s << u"/a%2Fb"_s << "/a%2Fb/v1beta/models/m" + method;
}

void HttpModelClientTest::namesTheModelInTheAddress()
{
    QFETCH(QString, model);
    QFETCH(QString, basePath);
    QFETCH(QByteArray, target);
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    QUrl base = server.url();
    base.setPath(basePath, QUrl::StrictMode);
    ModelRequest request = unaryRequest();
    request.model = model;
    Outcome outcome(client.send(endpointAt(base), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    QCOMPARE(server.requests().constFirst().split(' ').at(1), target);
}

void HttpModelClientTest::sendsTheKeyAsTheBackEndWants_data()
{
    QTest::addColumn<Backend::Auth>("auth");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("line");
    using Auth = Backend::Auth;
    QTest::newRow("header") << Auth::ApiKeyHeader << QByteArray("k-123456")
                            << QByteArray("\r\nx-goog-api-key: k-123456\r\n");
    QTest::newRow("bearer") << Auth::Bearer << QByteArray("k-123456")
                            << QByteArray("\r\nAuthorization: Bearer k-123456\r\n");
    QTest::newRow("not at all") << Auth::None << QByteArray("k-123456") << QByteArray();
    QTest::newRow("no key to send") << Auth::ApiKeyHeader << QByteArray() << QByteArray();
}

void HttpModelClientTest::sendsTheKeyAsTheBackEndWants()
{
    QFETCH(Backend::Auth, auth);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, line);
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    Endpoint endpoint = endpointAt(server.url());
    endpoint.backend.auth = auth;
    endpoint.key = Secret(secret);
    Outcome outcome(client.send(endpoint, unaryRequest(), this));
    QVERIFY(outcome.wait());
    const QByteArray sent = server.requests().constFirst();
    const QByteArray lower = sent.toLower();
    if (line.isEmpty())
        QVERIFY(!lower.contains("x-goog-api-key") && !lower.contains("authorization"));
    else
        QVERIFY2(lower.contains(line.toLower()), sent.constData());
    QVERIFY(!everythingIn(outcome.exchange()).contains("k-123456"));
}

void HttpModelClientTest::sendsExtraHeadersAndMasksCredentials()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"), 200, "Set-Cookie: session=abc123\r\n")});
    HttpModelClient client;
    ModelRequest request = unaryRequest();
    request.extraHeaders = {{"x-safelight-scenario", "slow"}, {"Cookie", "id=42"}};
    Outcome outcome(client.send(endpointAt(server.url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(server.requests().constFirst().contains("\r\nx-safelight-scenario: slow\r\n"));
    const auto& headers = outcome.exchange().requestHeaders;
    QVERIFY(headers.contains({"x-safelight-scenario", "slow"}));
    QVERIFY(headers.contains({"Cookie", "[redacted]"}));
    QVERIFY(!everythingIn(outcome.exchange()).contains("abc123"));
}

void HttpModelClientTest::emitsNothingBeforeTheEventLoopRuns()
{
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(QUrl(u"ftp://x"_s)), unaryRequest(), this));
    QVERIFY(!outcome.isOver());
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Refused);
}

void HttpModelClientTest::readsAUnaryAnswer()
{
    const QByteArray body = chunk("hello there", "STOP");
    HttpServer server({Reply::json(body)});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(!exchange.failure);
    QCOMPARE(exchange.raw, body);
    QVERIFY(exchange.response == decodeAnswer(body, 200));
    QCOMPARE(exchange.response.candidates.constFirst().text(), u"hello there"_s);
    QVERIFY(exchange.firstByteSeconds > 0);
    QVERIFY(exchange.seconds >= exchange.firstByteSeconds);
}

void HttpModelClientTest::readsAStreamSplitAnywhere_data()
{
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::addColumn<int>("step");
    for (const int step : {1, 2, 3, 7, 50, 100'000}) {
        QTest::addRow("LF, every %d bytes", step) << QByteArray("\n") << step;
        QTest::addRow("CRLF, every %d bytes", step) << QByteArray("\r\n") << step;
    }
}

void HttpModelClientTest::readsAStreamSplitAnywhere()
{
    QFETCH(QByteArray, lineEnd);
    QFETCH(int, step);
    const QByteArray body = ": hello" + lineEnd + streamEvent(chunk("Grü"), lineEnd)
        + streamEvent(chunk("ße, "), lineEnd) + streamEvent(chunk("Welt", "STOP"), lineEnd);
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < body.size(); at += step)
        pieces.append(body.mid(at, step));
    HttpServer server({Reply::chunked(pieces)});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(!exchange.failure);
    QCOMPARE(exchange.raw, body);
    QCOMPARE(exchange.response.candidates.constFirst().text(), u"Grüße, Welt"_s);
    QCOMPARE(exchange.response.end, AnswerEnd::Complete);
    QVERIFY(exchange.response == decodeAnswer(body, 200));
}

void HttpModelClientTest::showsTheStreamWhileItArrives()
{
    HttpServer server(
        {Reply::chunked({streamEvent(chunk("one ")), streamEvent(chunk("two")).chopped(3)}, false)});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(server.url()), streamRequest(), this);
    Outcome outcome(job);
    QTRY_COMPARE(outcome.text(), u"one "_s); // the second event has no end yet
    QVERIFY(outcome.progress().constLast().bytes > 0);
    QVERIFY(!outcome.isOver());
    job->cancel();
    QVERIFY(outcome.wait());
}

void HttpModelClientTest::doesNotPileUpSnapshots()
{
    QList<QByteArray> pieces;
    for (int i = 0; i < 3000; ++i)
        pieces.append(streamEvent(chunk("x")));
    pieces.append(streamEvent(chunk("y", "STOP")));
    HttpServer server({Reply::chunked(pieces)});
    HttpModelClient client;
    QElapsedTimer timer;
    timer.start();
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    const qint64 most = 2 + timer.elapsed() / 30;
    QVERIFY2(outcome.progress().size() <= most, qPrintable(QString::number(outcome.progress().size())));
    QVERIFY(!outcome.progress().isEmpty());
    qint64 before = 0;
    for (const auto& step : outcome.progress()) {
        QVERIFY(step.bytes > before);
        before = step.bytes;
    }
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text().size(), 3001);
}

void HttpModelClientTest::readsAnErrorAnswer_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("stream");
    for (const int code : {400, 401, 402, 403, 404, 405, 409, 413, 418, 429, 499, 500, 501, 503, 504}) {
        QTest::addRow("%d for a whole answer", code) << code << false;
        QTest::addRow("%d for a stream", code) << code << true;
    }
}

void HttpModelClientTest::readsAnErrorAnswer()
{
    QFETCH(int, code);
    QFETCH(bool, stream);
    const QByteArray body = R"({"error":{"code":)" + QByteArray::number(code) + R"(,"message":"No: )"
        + key.reveal() + R"(","status":"SOME_STATUS"}})";
    HttpServer server({Reply::json(body, code, "WWW-Authenticate: Bearer realm=\"x\"\r\n")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), stream ? streamRequest() : unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY2(!exchange.failure, qPrintable(exchange.failure ? exchange.failure->message : QString()));
    QCOMPARE(exchange.httpCode, code);
    QVERIFY(exchange.response.error);
    QCOMPARE(exchange.response.error->httpCode, code);
    QCOMPARE(exchange.response.error->status, u"SOME_STATUS"_s);
    QCOMPARE(exchange.response.error->message, u"No: [redacted]"_s);
    QVERIFY(exchange.response == decodeAnswer(exchange.raw, code));
    QVERIFY(!everythingIn(exchange).contains(key.reveal()));
    QCOMPARE(server.requests().size(), 1);
}

void HttpModelClientTest::takesTheWaitFromTheHeader()
{
    const QByteArray body = R"({"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}})";
    HttpServer server({Reply::json(body, 429, "Retry-After: 7\r\n")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().response.error);
    QCOMPARE(outcome.exchange().response.error->retryAfterSeconds, std::optional<double>(7.0));
}

void HttpModelClientTest::readsALargeAnswer()
{
    const QByteArray picture = QByteArray(6'000'000, 'p').toBase64();
    const QByteArray body =
        R"({"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":")" + picture
        + R"("}}]},"finishReason":"STOP"}]})";
    HttpServer server({Reply::json(body), Reply::chunked({streamEvent(body)})});
    HttpModelClient client;
    Outcome unary(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(unary.wait());
    QCOMPARE(unary.exchange().raw.size(), body.size());
    QCOMPARE(unary.exchange().response.candidates.constFirst().images().constFirst().data.size(), 6'000'000);
    Outcome stream(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(stream.wait());
    QCOMPARE(stream.exchange().response.candidates.constFirst().images().constFirst().data.size(), 6'000'000);
}

void HttpModelClientTest::goesRoundProxiesOnThisComputer()
{
    qputenv("http_proxy", "http://127.0.0.1:1");
    const auto restore = qScopeGuard([] { qunsetenv("http_proxy"); });
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    QCOMPARE(outcome.exchange().httpCode, 200);
}

void HttpModelClientTest::sendsALargeBodyInFull()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    ModelRequest request = unaryRequest();
    for (int i = 0; request.body.size() < 8'000'000; ++i)
        request.body += QByteArray::number(i) + ',';
    Outcome outcome(client.send(endpointAt(server.url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(server.requests().constFirst().endsWith(QByteArray("\r\n\r\n" + request.body)));
    QVERIFY(!server.requests().constFirst().toLower().contains("transfer-encoding"));
}

// A thread of its own costs the start of the window time; a client that is never used must not have one.
void HttpModelClientTest::startsNoThreadBeforeItHasWork()
{
    const auto networkThreads = [] {
        int count = 0;
        const QDir tasks(u"/proc/self/task"_s);
        const QStringList entries = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& entry : entries) {
            QFile name(tasks.filePath(entry + u"/comm"_s));
            count += name.open(QIODevice::ReadOnly) && name.readAll().trimmed() == "network" ? 1 : 0;
        }
        return count;
    };
    if (!QFileInfo::exists(u"/proc/self/task"_s))
        QSKIP("Threads are counted through /proc.");
    QTRY_COMPARE(networkThreads(), 0); // one that has ended stands there for a moment
    {
        const HttpModelClient unused;
        QCOMPARE(networkThreads(), 0);
    }
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QCOMPARE(networkThreads(), 1);
}

QTEST_GUILESS_MAIN(HttpModelClientTest)
#include "tst_httpmodelclient.moc"
