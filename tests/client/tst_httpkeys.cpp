#include "app/client/httpmodelclient.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

// Where the key goes, and where it must not; and the list of models.
class HttpKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void followsARedirectWithinTheService();
    void followsNoRedirectElsewhere_data();
    void followsNoRedirectElsewhere();
    void followsNoRedirectForEver();
    void masksTheKeyWhereverItComesBack_data();
    void masksTheKeyWhereverItComesBack();
    void masksTheKeyWhileItArrives();
    void listsModelsPageByPage();
    void saysWhyThereIsNoList_data();
    void saysWhyThereIsNoList();
    void callsNobodyOnceTheContextIsGone();
    void answersWhenTheClientGoes();
};

void HttpKeysTest::followsARedirectWithinTheService()
{
    HttpServer server({Reply::redirect(307, "/elsewhere?x=1"), Reply::json(chunk("hi", "STOP"))});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    QCOMPARE(server.requests().size(), 2);
    const QByteArray second = server.requests().at(1);
    QVERIFY(second.startsWith("POST /elsewhere?x=1 "));
    QVERIFY(second.endsWith(unaryRequest().body));
    QCOMPARE(outcome.exchange().url.path(), u"/elsewhere"_s);
    QCOMPARE(outcome.exchange().response.candidates.constFirst().text(), u"hi"_s);
}

void HttpKeysTest::followsNoRedirectElsewhere_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("target"); // PORT: of the other server, OWN: of the first
    QTest::newRow("another port") << 307 << QByteArray("http://127.0.0.1:PORT/");
    QTest::newRow("another name of the same computer") << 308 << QByteArray("http://localhost:OWN/");
    QTest::newRow("another host") << 302 << QByteArray("http://localhost:PORT/v1beta");
    QTest::newRow("without a scheme") << 301 << QByteArray("//localhost:PORT/");
    QTest::newRow("another scheme") << 307 << QByteArray("https://127.0.0.1:OWN/");
    QTest::newRow("a user in it") << 307 << QByteArray("http://me:pw@127.0.0.1:OWN/");
    QTest::newRow("with the key in it") << 307 << QByteArray("/x?key=" + key.reveal());
}

void HttpKeysTest::followsNoRedirectElsewhere()
{
    QFETCH(int, code);
    QFETCH(QByteArray, target);
    HttpServer other({Reply::json("{}")});
    HttpServer server({});
    target.replace("PORT", QByteArray::number(other.url().port()));
    target.replace("OWN", QByteArray::number(server.url().port()));
    server.setReplies({Reply::redirect(code, target)});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::Refused);
    QVERIFY2(exchange.failure->message.contains("not followed"_L1), qPrintable(exchange.failure->message));
    QCOMPARE(exchange.httpCode, code);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(other.connections(), 0);
    QVERIFY(!everythingIn(exchange).contains(key.reveal()));
}

void HttpKeysTest::followsNoRedirectForEver()
{
    HttpServer server({Reply::redirect(307, "/again")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.exchange().failure->code, Error::Code::Refused);
    QCOMPARE(server.requests().size(), 6);
}

void HttpKeysTest::masksTheKeyWhereverItComesBack_data()
{
    QTest::addColumn<Reply>("reply");
    const QByteArray secret = key.reveal();
    const QByteArray body = chunk("your key is " + secret, "STOP");
    QTest::newRow("in the body") << Reply::json(body);
    QTest::newRow("in a header") << Reply::json("{}", 200, "X-Echo: " + secret + "\r\n");
    QTest::newRow("in a header's name") << Reply::json("{}", 200, "X-" + secret + ": 1\r\n");
    QTest::newRow("in a header's name, in small letters")
        << Reply::json("{}", 200, "x-" + secret.toLower() + ": 1\r\n");
    QTest::newRow("as base64") << Reply::json(chunk(secret.toBase64(), "STOP"));
    const QByteArray whole = streamEvent(body);
    const qsizetype middle = whole.indexOf(secret) + secret.size() / 2;
    QTest::newRow("split between two packets") << Reply::chunked({whole.first(middle), whole.sliced(middle)});
    QByteArray spelled;
    for (const char c : secret)
        spelled += "\\u00" + QByteArray(1, c).toHex();
    QTest::newRow("in escapes") << Reply::json(chunk("your key is " + spelled, "STOP"));
    QTest::newRow("in escapes of an error")
        << Reply::json(R"({"error":{"code":400,"message":"bad key )" + spelled + R"("}})", 400);
    QTest::newRow("split between two events")
        << Reply::chunked({streamEvent(chunk("your key is " + secret.first(12))),
                           streamEvent(chunk(secret.sliced(12), "STOP"))});
    QTest::newRow("percent-encoded in a header")
        << Reply::json("{}", 200, "X-Echo: %41" + secret.sliced(1) + "\r\n");
    QTest::newRow("in what is no JSON") << Reply::json("<html>" + secret + "</html>", 502);
}

void HttpKeysTest::masksTheKeyWhereverItComesBack()
{
    QFETCH(Reply, reply);
    HttpServer server({reply});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    const QByteArray all = everythingIn(outcome.exchange());
    QVERIFY(!all.contains(key.reveal()));
    QVERIFY(!all.contains(key.reveal().toBase64()));
    QVERIFY(!all.contains(key.reveal().toLower()));
    QVERIFY2(!all.contains(key.reveal().last(8)), all.constData()); // nor the end of it
    QVERIFY(all.count("[redacted]") >= 2); // the one sent and the one that came back
    for (const auto& step : outcome.progress()) {
        for (const auto& candidate : step.soFar.candidates)
            QVERIFY(!candidate.text().contains(QString::fromLatin1(key.reveal())));
    }
}

void HttpKeysTest::masksTheKeyWhileItArrives()
{
    const QByteArray whole = streamEvent(chunk("key: " + key.reveal()));
    HttpServer server({Reply::chunked({whole.first(70), whole.sliced(70)}, false)});
    HttpModelClient client;
    RequestJob* job = client.send(endpointAt(server.url()), streamRequest(), this);
    Outcome outcome(job);
    QTRY_COMPARE(outcome.text(), u"key: [redacted]"_s);
    job->cancel();
    QVERIFY(outcome.wait());
}

namespace {

struct Listing
{
    int times = 0;
    std::optional<Result<QList<ModelInfo>>> result;
};

void list(HttpModelClient& client, const QUrl& url, QObject* context, Listing& listing)
{
    client.listModels(endpointAt(url), context, [&listing](Result<QList<ModelInfo>> result) {
        ++listing.times;
        listing.result.emplace(std::move(result));
    });
}

} // namespace

void HttpKeysTest::listsModelsPageByPage()
{
    HttpServer server({Reply::json(R"({"models":[{"name":"models/test-a"}],"nextPageToken":"p/2+="})"),
                       Reply::json(R"({"models":[{"name":"models/test-b"}]})")});
    HttpModelClient client;
    Listing listing;
    list(client, server.url(), this, listing);
    QCOMPARE(listing.times, 0);
    QTRY_COMPARE(listing.times, 1);
    QVERIFY(*listing.result);
    const auto& models = **listing.result;
    QCOMPARE(models.size(), 2);
    QCOMPARE(models.at(0).id, u"test-a"_s);
    QCOMPARE(models.at(1).id, u"test-b"_s);
    QVERIFY(server.requests().at(0).startsWith("GET /v1beta/models?pageSize=1000 "));
    QVERIFY2(server.requests().at(1).startsWith("GET /v1beta/models?pageSize=1000&pageToken=p%2F2%2B%3D "),
             server.requests().at(1).constData());
    QVERIFY(server.requests().at(1).contains(key.reveal()));
}

void HttpKeysTest::saysWhyThereIsNoList_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("detail");
    QTest::newRow("refused") << Reply::json(
        R"({"error":{"code":403,"message":"No key )" + key.reveal() + R"(","status":"PERMISSION_DENIED"}})",
        403) << u"403 PERMISSION_DENIED No key [redacted]"_s;
    QTest::newRow("closed") << Reply::close() << QString();
    QTest::newRow("a web page") << Reply::json("<html>hello</html>") << QString();
    QTest::newRow("redirected elsewhere")
        << Reply::redirect(302, "https://elsewhere.example/") << u"https://elsewhere.example/"_s;
}

void HttpKeysTest::saysWhyThereIsNoList()
{
    QFETCH(Reply, reply);
    QFETCH(QString, detail);
    HttpServer server({reply});
    HttpModelClient client;
    Listing listing;
    list(client, server.url(), this, listing);
    QTRY_COMPARE(listing.times, 1);
    QVERIFY(!*listing.result);
    QVERIFY(!listing.result->error().message.isEmpty());
    if (!detail.isEmpty())
        QCOMPARE(listing.result->error().detail, detail);
}

void HttpKeysTest::callsNobodyOnceTheContextIsGone()
{
    HttpServer server({Reply::json(R"({"models":[]})")});
    HttpModelClient client;
    Listing gone;
    auto context = std::make_unique<QObject>();
    list(client, server.url(), context.get(), gone);
    context.reset();
    Listing listing;
    list(client, server.url(), this, listing);
    QTRY_COMPARE(listing.times, 1);
    QCOMPARE(gone.times, 0);
}

void HttpKeysTest::answersWhenTheClientGoes()
{
    HttpServer server({Reply::silence()});
    Listing listing;
    {
        HttpModelClient client;
        list(client, server.url(), this, listing);
        QTRY_COMPARE(server.requests().size(), 1);
    }
    QTRY_COMPARE(listing.times, 1);
    QCOMPARE(listing.result->error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(HttpKeysTest)
#include "tst_httpkeys.moc"
