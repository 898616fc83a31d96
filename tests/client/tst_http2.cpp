#include "app/client/httpmodelclient.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "tests/support/testauthority.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// nghttpx: HTTP/2 over TLS towards the client, HTTP/1.1 towards the test's own server.
class Http2Front
{
public:
    static bool isPossible()
    {
        return TestAuthority::isPossible()
            && !QStandardPaths::findExecutable(QStringLiteral("nghttpx")).isEmpty();
    }

    Http2Front(const Identity& identity, const QUrl& server)
        : m_port(freePort())
    {
        const QString keyFile = m_folder.filePath(QStringLiteral("server.key"));
        const QString certificateFile = m_folder.filePath(QStringLiteral("server.pem"));
        if (!writeFile(keyFile, identity.key.toPem())
            || !writeFile(certificateFile, identity.certificate.toPem()))
            return;
        m_process.start(
            QStringLiteral("nghttpx"),
            {QStringLiteral("--frontend=127.0.0.1,%1").arg(m_port),
             QStringLiteral("--backend=127.0.0.1,%1").arg(server.port()), QStringLiteral("--workers=1"),
             QStringLiteral("--no-ocsp"), QStringLiteral("--conf=/dev/null"),
             QStringLiteral("--errorlog-file=%1").arg(m_folder.filePath(QStringLiteral("errors"))),
             QStringLiteral("--accesslog-file=%1").arg(logPath()),
             QStringLiteral("--accesslog-format=$alpn $status"), keyFile, certificateFile});
    }
    ~Http2Front() { kill(); }

    bool listens() const
    {
        return QTest::qWaitFor(
            [this] {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress::LocalHost, m_port);
                return socket.waitForConnected(1000);
            },
            patience);
    }
    QUrl url() const { return QUrl(QStringLiteral("https://localhost:%1").arg(m_port)); }
    // "h2 200" for each request that ended.
    QByteArray log() const
    {
        QFile file(logPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }

private:
    QString logPath() const { return m_folder.filePath(QStringLiteral("log")); }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

QByteArray whatFailed(const Exchange& exchange)
{
    return exchange.failure ? QString(exchange.failure->message + u' ' + exchange.failure->detail).toUtf8()
                            : QByteArray::number(exchange.httpCode);
}

QByteArray longText(qsizetype size)
{
    QByteArray text("begin ");
    text.resize(size - 4, 'x');
    return text + " end";
}

} // namespace

// The Gemini API speaks HTTP/2, which Qt reads in other code than HTTP/1.1: what matters once more, through a
// server that speaks it.
class Http2Test : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void readsAUnaryAnswer();
    void showsTheStreamWhileItArrives();
    void readsALargeAnswer();
    void sendsALargeBodyInFull();
    void readsAnErrorAnswer();
    void severalAtOnceOnOneConnection();
    void cancellingKeepsWhatArrived();
    void aCancelledRequestDoesNotDisturbTheNext();
    void saysWhenNothingMoreComes();
    void aBrokenAnswerIsNotAskedForAgain_data();
    void aBrokenAnswerIsNotAskedForAgain();
    void theServerGoesAwayInTheMiddle();
    void aServerThatIsThereAgainIsUsed();

private:
    bool wasHttp2() const { return m_front->log().contains("h2 "); }

    const QRegularExpression m_qtTells {u"stream \\d+ finished with error"_s}; // on its own, in its log
    std::unique_ptr<TestAuthority> m_authority;
    Identity m_identity;
    QSslConfiguration m_usual;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Http2Front> m_front;
};

void Http2Test::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
    m_usual = QSslConfiguration::defaultConfiguration();
    if (!Http2Front::isPossible())
        QSKIP("The programs nghttpx and openssl are not there to make a server with.");
    m_authority = std::make_unique<TestAuthority>();
    QVERIFY(m_authority->works());
    m_identity = m_authority->issue("localhost", "20100101000000Z", "20950101000000Z");
    QVERIFY(!m_identity.certificate.isNull());
}

void Http2Test::init()
{
    test::strict();
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({m_authority->certificate()});
    QSslConfiguration::setDefaultConfiguration(configuration);
    m_server = std::make_unique<HttpServer>(QList<Reply> {Reply::json(chunk("hello", "STOP"))});
    m_front = std::make_unique<Http2Front>(m_identity, m_server->url());
    QVERIFY(m_front->listens());
}

void Http2Test::cleanup()
{
    m_front.reset();
    m_server.reset();
    QSslConfiguration::setDefaultConfiguration(m_usual);
}

void Http2Test::readsAUnaryAnswer()
{
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, whatFailed(outcome.exchange()).constData());
    QCOMPARE(outcome.exchange().httpCode, 200);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"hello"_s);
    QTRY_VERIFY2(wasHttp2(), m_front->log().constData());
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(m_server->requests().constFirst().contains(key.reveal()));
    QVERIFY(!everythingIn(outcome.exchange()).contains(key.reveal()));
}

void Http2Test::showsTheStreamWhileItArrives()
{
    m_server->setReplies({Reply::chunked(
        {streamEvent(chunk("one ")), streamEvent(chunk("two ")), streamEvent(chunk("three", "STOP"))})});
    m_server->setPause(std::chrono::milliseconds(150));
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, whatFailed(outcome.exchange()).constData());
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"one two three"_s);
    QCOMPARE(outcome.exchange().response.chunks, 3);
    QVERIFY(outcome.progress().size() >= 2);
    QTRY_VERIFY(wasHttp2());
}

void Http2Test::readsALargeAnswer()
{
    const QByteArray text = longText(20 * 1024 * 1024);
    m_server->setReplies({Reply::json(chunk(text, "STOP"))});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, whatFailed(outcome.exchange()).constData());
    QVERIFY(outcome.exchange().response.candidates.constFirst().text() == QString::fromLatin1(text));
    QTRY_VERIFY(wasHttp2());
}

// By HTTP/1.1: with HTTP/2 Qt takes a long pause for each 64 KB.
void Http2Test::sendsALargeBodyInFull()
{
    ModelRequest request = unaryRequest();
    request.body = R"({"contents":[{"parts":[{"text":")" + longText(20 * 1024 * 1024) + R"("}]}]})";
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, whatFailed(outcome.exchange()).constData());
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(m_server->requests().constFirst().endsWith(request.body));
    QTRY_VERIFY2(m_front->log().contains("http/1.1 200"), m_front->log().constData());
}

void Http2Test::readsAnErrorAnswer()
{
    m_server->setReplies(
        {Reply::json(R"({"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}})", 429,
                     "Retry-After: 7\r\n")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().httpCode, 429);
    QVERIFY(!outcome.exchange().failure);
    const auto& error = outcome.exchange().response.error;
    QVERIFY(error.has_value());
    QCOMPARE(error->status, u"RESOURCE_EXHAUSTED"_s);
    QCOMPARE(error->retryAfterSeconds.value_or(0), 7.0);
    QCOMPARE(m_server->requests().size(), 1);
    QTRY_VERIFY(m_front->log().contains("h2 429"));
}

void Http2Test::severalAtOnceOnOneConnection()
{
    HttpModelClient client;
    Outcome first(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    Outcome second(client.send(endpointAt(m_front->url()), streamRequest(), this));
    Outcome third(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    for (Outcome* outcome : {&first, &second, &third}) {
        QVERIFY(outcome->wait());
        QVERIFY2(!outcome->exchange().failure, whatFailed(outcome->exchange()).constData());
        QCOMPARE(outcome->exchange().response.candidates.constFirst().text(), u"hello"_s);
    }
    QCOMPARE(m_server->requests().size(), 3);
}

void Http2Test::cancellingKeepsWhatArrived()
{
    m_server->setReplies({Reply::chunked({streamEvent(chunk("what arrived"))}, false)});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(m_front->url()), streamRequest(), this);
    Outcome outcome(job);
    QTRY_COMPARE(outcome.text(), u"what arrived"_s);
    job->cancel();
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure.has_value());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Cancelled);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"what arrived"_s);
    QTRY_COMPARE(m_server->closedByClient(), 1); // the server need not go on making the answer
}

void Http2Test::aCancelledRequestDoesNotDisturbTheNext()
{
    m_server->setReplies({Reply::silence(), Reply::json(chunk("hello", "STOP"))});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(m_front->url()), unaryRequest(), this);
    Outcome cancelled(job);
    QTRY_COMPARE(m_server->requests().size(), 1);
    job->cancel();
    QVERIFY(cancelled.wait());
    Outcome next(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    QVERIFY(next.wait());
    QVERIFY2(!next.exchange().failure, whatFailed(next.exchange()).constData());
    QCOMPARE(next.exchange().response.candidates.constFirst().text(), u"hello"_s);
    QCOMPARE(m_server->requests().size(), 2);
}

void Http2Test::saysWhenNothingMoreComes()
{
    m_server->setReplies({Reply::chunked({streamEvent(chunk("a beginning"))}, false)});
    ModelRequest request = streamRequest();
    request.timeout = std::chrono::milliseconds(700);
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure.has_value());
    QCOMPARE(outcome.exchange().response.end, AnswerEnd::Network);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"a beginning"_s);
    QCOMPARE(m_server->requests().size(), 1);
}

void Http2Test::aBrokenAnswerIsNotAskedForAgain_data()
{
    QTest::addColumn<bool>("begun");
    QTest::newRow("before the first byte") << false;
    QTest::newRow("in the middle") << true;
}

// Each request may cost: what breaks is told and never sent twice.
void Http2Test::aBrokenAnswerIsNotAskedForAgain()
{
    QFETCH(bool, begun);
    Reply broken = Reply::reset();
    if (begun) {
        QTest::ignoreMessage(QtWarningMsg, m_qtTells);
        broken = Reply::chunked({streamEvent(chunk("a beginning"))}, false);
        broken.end = Reply::End::Reset;
        m_server->setPause(std::chrono::milliseconds(100));
    }
    m_server->setReplies({broken});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    const bool told = outcome.exchange().failure || outcome.exchange().httpCode >= 500;
    QVERIFY2(told, whatFailed(outcome.exchange()).constData());
    if (begun) {
        QVERIFY(outcome.exchange().response.end != AnswerEnd::Complete);
        QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"a beginning"_s);
    }
    QCOMPARE(m_server->requests().size(), 1);
}

void Http2Test::theServerGoesAwayInTheMiddle()
{
    m_server->setReplies({Reply::chunked({streamEvent(chunk("a beginning"))}, false)});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(m_front->url()), streamRequest(), this));
    QTRY_COMPARE(outcome.text(), u"a beginning"_s);
    QTest::ignoreMessage(QtWarningMsg, m_qtTells);
    m_front->kill();
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure.has_value());
    QCOMPARE(outcome.exchange().response.end, AnswerEnd::Network);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"a beginning"_s);
    QCOMPARE(m_server->requests().size(), 1);
}

// A connection that was kept and is gone meanwhile must not fail the next request.
void Http2Test::aServerThatIsThereAgainIsUsed()
{
    HttpModelClient client;
    Outcome first(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    QVERIFY(first.wait());
    m_front = std::make_unique<Http2Front>(m_identity, m_server->url());
    QVERIFY(m_front->listens());
    Outcome second(client.send(endpointAt(m_front->url()), unaryRequest(), this));
    QVERIFY(second.wait());
    QVERIFY2(!second.exchange().failure, whatFailed(second.exchange()).constData());
    QCOMPARE(m_server->requests().size(), 2);
}

QTEST_GUILESS_MAIN(Http2Test)
#include "tst_http2.moc"
