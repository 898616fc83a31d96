#include "app/client/httpmodelclient.h"

#include "app/wire/answerdecoder.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the client makes of a service, a network or a user that does not let it finish.
class HttpFailuresTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void refusesWithoutAConnection_data();
    void refusesWithoutAConnection();
    void reportsABrokenConnection_data();
    void reportsABrokenConnection();
    void reportsAHostThatDoesNotExist();
    void reportsAPortWhereNothingListens();
    void reportsAServerThatSpeaksNoTls();
    void neverSendsTwice_data();
    void neverSendsTwice();
    void endsAfterSilence_data();
    void endsAfterSilence();
    void aByteNowAndThenIsNoSilence();
    void keepsWhatArrivedBeforeTheConnectionBroke();
    void keepsWhatArrivedBeforeTheUserStopped();
    void stopsBeforeAnythingArrived();
    void stopsAFlood();
    void aServersOwn407IsAnAnswer();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void survivesItsOwnersEnd_data();
    void survivesItsOwnersEnd();
    void endsItsJobsWhenTheClientGoes();
    void stoppingTwiceOrTooLateIsHarmless();
};

void HttpFailuresTest::refusesWithoutAConnection_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("header");
    const QString model = u"m"_s;
    const QUrl good(u"http://127.0.0.1:9"_s);
    QTest::newRow("plain http elsewhere")
        << QUrl(u"http://service.example"_s) << model << QByteArray() << QByteArray();
    QTest::newRow("plain http in the house")
        << QUrl(u"http://192.168.1.5:8080"_s) << model << QByteArray() << QByteArray();
    QTest::newRow("a host that only looks local")
        << QUrl(u"http://127.0.0.1.service.example"_s) << model << QByteArray() << QByteArray();
    QTest::newRow("another scheme") << QUrl(u"file:///etc/passwd"_s) << model << QByteArray() << QByteArray();
    QTest::newRow("no address") << QUrl() << model << QByteArray() << QByteArray();
    QTest::newRow("a key in the address")
        << QUrl(u"https://x.example?key=abc"_s) << model << QByteArray() << QByteArray();
    QTest::newRow("no model") << good << QString() << QByteArray() << QByteArray();
    QTest::newRow("a key with a line break")
        << good << model << QByteArray("abc\r\nX-Evil: 1") << QByteArray();
    QTest::newRow("a key with a space") << good << model << QByteArray("abc def") << QByteArray();
    QTest::newRow("a header with a line break")
        << good << model << QByteArray() << QByteArray("a\r\nX-Evil: 1");
}

void HttpFailuresTest::refusesWithoutAConnection()
{
    QFETCH(QUrl, url);
    QFETCH(QString, model);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, header);
    HttpModelClient client;
    Endpoint endpoint = endpointAt(url);
    endpoint.key = Secret(secret);
    ModelRequest request = unaryRequest();
    request.model = model;
    request.extraHeaders = {{"x-test", header}};
    Outcome outcome(client.send(endpoint, request, this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::Refused);
    QVERIFY(exchange.failure->message.endsWith(u'.'));
    QVERIFY(!everythingIn(exchange).contains("abc"));
    QCOMPARE(exchange.httpCode, 0);
    QCOMPARE(exchange.response.end, AnswerEnd::Refused);
    QVERIFY(outcome.progress().isEmpty());
}

void HttpFailuresTest::reportsABrokenConnection_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("words");
    const QByteArray head = Reply::head(200, "Content-Type: application/json\r\nContent-Length: 1000\r\n");
    const QString early = u"without an answer"_s;
    const QString late = u"before the answer was complete"_s;
    QTest::newRow("closed at once") << Reply::close() << early;
    QTest::newRow("reset at once") << Reply::reset() << early;
    QTest::newRow("garbage") << Reply::raw("\x16\x03\x01 what is this\r\n\r\n") << QString();
    QTest::newRow("another protocol") << Reply::raw("SSH-2.0-OpenSSH_9.2\r\n") << QString();
    QTest::newRow("half a head") << Reply::raw("HTTP/1.1 200 OK\r\nContent-Ty") << QString();
    QTest::newRow("less than the length says") << Reply::raw(head + "{\"candid") << late;
    QTest::newRow("reset within the body") << Reply::raw(head + "{\"candid", Reply::End::Reset) << QString();
    QTest::newRow("no last chunk") << Reply::raw(Reply::head(200, "Transfer-Encoding: chunked\r\n")
                                                 + "5\r\n{\"can\r\n")
                                   << late;
}

void HttpFailuresTest::reportsABrokenConnection()
{
    QFETCH(Reply, reply);
    QFETCH(QString, words);
    for (const bool stream : {false, true}) {
        HttpServer server({reply});
        HttpModelClient client;
        ModelRequest request = unaryRequest();
        request.stream = stream;
        Outcome outcome(client.send(endpointAt(server.url()), request, this));
        QVERIFY(outcome.wait());
        const Exchange& exchange = outcome.exchange();
        QVERIFY(exchange.failure);
        QCOMPARE(exchange.failure->code, Error::Code::Network);
        QVERIFY2(exchange.failure->message.contains(words), qPrintable(exchange.failure->message));
        QVERIFY(exchange.failure->message.contains("127.0.0.1"_L1));
        QVERIFY(!exchange.failure->detail.isEmpty());
        QVERIFY(!exchange.requestHeaders.isEmpty());
        QCOMPARE(exchange.response.end, AnswerEnd::Network);
        QCOMPARE(server.requests().size(), 1);
    }
}

void HttpFailuresTest::reportsAHostThatDoesNotExist()
{
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(QUrl(u"https://nowhere.invalid"_s)), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure);
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Network);
    QVERIFY2(outcome.exchange().failure->message.contains("nowhere.invalid"_L1),
             qPrintable(outcome.exchange().failure->message));
    QVERIFY(outcome.exchange().requestHeaders.isEmpty());
    QVERIFY(outcome.exchange().raw.isEmpty());
}

void HttpFailuresTest::reportsAPortWhereNothingListens()
{
    QUrl url;
    {
        const HttpServer server({});
        url = server.url();
    }
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(url), streamRequest(), this));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Network);
    QVERIFY(outcome.exchange().failure->message.startsWith("Nothing answers at 127.0.0.1:"_L1));
    QVERIFY(outcome.exchange().requestHeaders.isEmpty()); // none left
}

void HttpFailuresTest::reportsAServerThatSpeaksNoTls()
{
    HttpServer server({Reply::json("{}")});
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    HttpModelClient client;
    ModelRequest request = unaryRequest();
    request.timeout = 2s; // a server that waits for the end of a head never answers the handshake
    Outcome outcome(client.send(endpointAt(url), request, this));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Network);
    QVERIFY(server.requests().isEmpty());
}

void HttpFailuresTest::neverSendsTwice_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::newRow("closed") << Reply::close();
    QTest::newRow("reset") << Reply::reset();
    QTest::newRow("closed within the head") << Reply::raw("HTTP/1.1 20");
}

// Qt repeats a POST when the connection closes without an answer; each may be billed.
void HttpFailuresTest::neverSendsTwice()
{
    QFETCH(Reply, reply);
    HttpServer server({Reply::json(chunk("hi", "STOP")), reply});
    HttpModelClient client;
    Outcome first(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(first.wait());
    QVERIFY(!first.exchange().failure);
    // Over the connection that was kept open, and over a fresh one.
    for (int sent = 2; sent <= 3; ++sent) {
        Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
        QVERIFY(outcome.wait());
        QVERIFY(outcome.exchange().failure);
        QCOMPARE(outcome.exchange().failure->code, Error::Code::Network);
        QCOMPARE(server.requests().size(), sent);
    }
}

void HttpFailuresTest::endsAfterSilence_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing at all") << Reply::silence() << u"did not answer within"_s << 0;
    QTest::newRow("nothing after the head")
        << Reply::raw(Reply::head(200, "Content-Length: 10\r\n"), Reply::End::KeepOpen)
        << u"sent nothing for"_s << 200;
    QTest::newRow("nothing within the stream")
        << Reply::chunked({streamEvent(chunk("so far"))}, false) << u"sent nothing for"_s << 200;
}

void HttpFailuresTest::endsAfterSilence()
{
    QFETCH(Reply, reply);
    QFETCH(QString, words);
    QFETCH(int, code);
    HttpServer server({reply});
    HttpModelClient client;
    ModelRequest request = streamRequest();
    request.timeout = 150ms;
    Outcome outcome(client.send(endpointAt(server.url()), request, this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::Network);
    QVERIFY2(exchange.failure->message.contains(words), qPrintable(exchange.failure->message));
    QVERIFY(exchange.failure->message.contains("0.15 seconds"_L1));
    QCOMPARE(exchange.httpCode, code);
    QCOMPARE(exchange.response.end, AnswerEnd::Network);
    QVERIFY(exchange.seconds >= 0.14);
    if (reply.pieces.size() > 1)
        QCOMPARE(exchange.response.candidates.constFirst().text(), u"so far"_s);
    QTRY_COMPARE(server.closedByClient(), 1);
}

void HttpFailuresTest::aByteNowAndThenIsNoSilence()
{
    // Some 50 pieces, each after the client took the last: longer in all than the limit, never silent.
    QList<QByteArray> pieces(50, streamEvent(chunk("x")));
    pieces.append(streamEvent(chunk("y", "STOP")));
    HttpServer slow({Reply::chunked(pieces)});
    slow.setPause(20ms);
    HttpModelClient client;
    ModelRequest request = streamRequest();
    request.timeout = 500ms;
    Outcome outcome(client.send(endpointAt(slow.url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    QVERIFY(outcome.exchange().seconds > 0.5);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text().size(), 51);
}

void HttpFailuresTest::keepsWhatArrivedBeforeTheConnectionBroke()
{
    Reply reply = Reply::chunked({streamEvent(chunk("one ")), streamEvent(chunk("two "))}, false);
    reply.end = Reply::End::Close;
    HttpServer server({reply});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.response.end, AnswerEnd::Network);
    QCOMPARE(exchange.raw, QByteArray(streamEvent(chunk("one ")) + streamEvent(chunk("two "))));
    QCOMPARE(exchange.response.candidates.constFirst().text(), u"one two "_s);
    Response read = decodeAnswer(exchange.raw, 200);
    read.end = AnswerEnd::Network;
    QVERIFY(exchange.response == read);
}

void HttpFailuresTest::keepsWhatArrivedBeforeTheUserStopped()
{
    HttpServer server({Reply::chunked({streamEvent(chunk("so far"))}, false)});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(server.url()), streamRequest(), this);
    Outcome outcome(job);
    QTRY_COMPARE(outcome.text(), u"so far"_s);
    job->cancel();
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QCOMPARE(exchange.failure->code, Error::Code::Cancelled);
    QCOMPARE(exchange.response.end, AnswerEnd::Cancelled);
    QCOMPARE(exchange.response.candidates.constFirst().text(), u"so far"_s);
    QCOMPARE(exchange.raw, streamEvent(chunk("so far")));
    QCOMPARE(exchange.httpCode, 200);
    QTRY_COMPARE(server.closedByClient(), 1); // the service is told at once
}

void HttpFailuresTest::stopsBeforeAnythingArrived()
{
    HttpServer server({Reply::silence()});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(server.url()), unaryRequest(), this);
    Outcome outcome(job);
    job->cancel();
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Cancelled);
    QCOMPARE(outcome.exchange().response.end, AnswerEnd::Cancelled);
    QVERIFY(outcome.exchange().raw.isEmpty());
}

void HttpFailuresTest::stopsAFlood()
{
    QList<QByteArray> pieces {Reply::head(200, "Content-Type: application/json\r\n")};
    for (int i = 0; i < 500; ++i)
        pieces.append(QByteArray(10'000, 'x'));
    HttpServer server({{pieces, Reply::End::Close}});
    HttpModelClient client;
    ModelRequest request = unaryRequest();
    request.answerLimit = 100'000;
    Outcome outcome(client.send(endpointAt(server.url()), request, this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::TooLarge);
    QVERIFY2(exchange.failure->message.contains("is longer than the limit of"_L1),
             qPrintable(exchange.failure->message));
    QCOMPARE(exchange.raw.size(), 100'000);
    QCOMPARE(exchange.response.end, AnswerEnd::Refused);
    QTRY_COMPARE(server.closedByClient(), 1);
}

void HttpFailuresTest::aServersOwn407IsAnAnswer()
{
    const QByteArray body = R"({"error":{"code":407,"message":"sign in first","status":"UNAUTHENTICATED"}})";
    HttpServer server({Reply::json(body, 407, "Proxy-Authenticate: Basic realm=\"x\"\r\n")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY2(!exchange.failure, everythingIn(exchange).constData());
    QCOMPARE(exchange.httpCode, 407);
    QVERIFY(exchange.response.error);
    QCOMPARE(exchange.response.error->message, u"sign in first"_s);
}

void HttpFailuresTest::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<double>("least"); // -1: none
    QTest::addColumn<double>("most");
    const auto date = [](int seconds) {
        return QLocale::c()
            .toString(QDateTime::currentDateTimeUtc().addSecs(seconds), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
            .toLatin1();
    };
    QTest::newRow("seconds") << QByteArray("7") << 7.0 << 7.0;
    QTest::newRow("a date") << date(300) << 200.0 << 300.0;
    QTest::newRow("a date in the past") << date(-300) << -1.0 << -1.0;
    QTest::newRow("a date in the far future") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << -1.0 << -1.0;
    for (const char* nonsense : {"-1", "nan", "inf", "1e300", "soon", "", "Fri, 99 Foo 2026 00:00:00 GMT"})
        QTest::addRow("nonsense: %s", nonsense) << QByteArray(nonsense) << -1.0 << -1.0;
}

void HttpFailuresTest::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(double, least);
    QFETCH(double, most);
    const QByteArray body = R"({"error":{"code":429,"message":"slowly","status":"RESOURCE_EXHAUSTED"}})";
    HttpServer server({Reply::json(body, 429, "Retry-After: " + value + "\r\n")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().response.error);
    const double seconds = outcome.exchange().response.error->retryAfterSeconds.value_or(-1);
    QVERIFY2(seconds >= least && seconds <= most, qPrintable(QString::number(seconds)));
}

void HttpFailuresTest::survivesItsOwnersEnd_data()
{
    QTest::addColumn<bool>("answering");
    QTest::newRow("before the answer") << false;
    QTest::newRow("within the answer") << true;
}

void HttpFailuresTest::survivesItsOwnersEnd()
{
    QFETCH(bool, answering);
    HttpServer server({answering ? Reply::chunked({streamEvent(chunk("so far"))}, false) : Reply::silence()});
    HttpModelClient client;
    auto owner = std::make_unique<QObject>();
    RequestJob* job = client.send(endpointAt(server.url()), streamRequest(), owner.get());
    int times = 0;
    QString text;
    connect(job, &RequestJob::finished, this, [&times] { ++times; });
    connect(job, &RequestJob::progressed, this, [&text] { text = u"some"_s; });
    if (answering)
        QTRY_COMPARE(text, u"some"_s);
    else
        QTRY_COMPARE(server.requests().size(), 1);
    owner.reset();
    QTRY_COMPARE(server.closedByClient(), 1);
    QCOMPARE(times, 0);
}

void HttpFailuresTest::endsItsJobsWhenTheClientGoes()
{
    HttpServer server({Reply::chunked({streamEvent(chunk("so far"))}, false)});
    auto client = std::make_unique<HttpModelClient>();
    Outcome running(client->send(endpointAt(server.url()), streamRequest(), this));
    QTRY_COMPARE(running.text(), u"so far"_s);
    RequestJob* fresh = client->send(endpointAt(server.url()), streamRequest(), this);
    Outcome started(fresh);
    client.reset();
    fresh->cancel(); // goes nowhere
    QVERIFY(running.wait());
    QCOMPARE(running.exchange().failure->code, Error::Code::Cancelled);
    QCOMPARE(running.exchange().response.candidates.constFirst().text(), u"so far"_s);
    QVERIFY(started.wait());
    QCOMPARE(started.exchange().failure->code, Error::Code::Cancelled);
}

void HttpFailuresTest::stoppingTwiceOrTooLateIsHarmless()
{
    HttpServer server({Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(server.url()), unaryRequest(), this);
    connect(job, &RequestJob::finished, job, [job] { job->cancel(); });
    Outcome late(job);
    QVERIFY(late.wait());
    QVERIFY(!late.exchange().failure);

    job = client.send(endpointAt(server.url()), unaryRequest(), this);
    Outcome twice(job);
    job->cancel();
    job->cancel();
    QVERIFY(twice.wait());
    QCOMPARE(twice.exchange().failure->code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(HttpFailuresTest)
#include "tst_httpfailures.moc"
