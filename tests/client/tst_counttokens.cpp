#include "app/client/httpmodelclient.h"

#include "tests/client/httpclientfixture.h"
#include "tests/support/strict.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

struct Count
{
    int times = 0;
    std::optional<Result<qint64>> result;
};

void ask(HttpModelClient& client, const QUrl& url, QObject* context, Count& count,
         const ModelRequest& request = {u"gemini-x"_s, R"({"contents":[]})"})
{
    client.countTokens(endpointAt(url), request, context, [&count](Result<qint64> result) {
        ++count.times;
        count.result.emplace(std::move(result));
    });
}

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

} // namespace

class CountTokensTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void asksWithTheWholeRequest_data();
    void asksWithTheWholeRequest();
    void saysWhyThereIsNoCount_data();
    void saysWhyThereIsNoCount();
    void needsAModel();
    void isWithdrawnWithItsContext();
    void answersWhenTheClientGoes();
};

void CountTokensTest::asksWithTheWholeRequest_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("a request")
        << QByteArray(R"({"contents":[],"generationConfig":{}})")
        << QByteArray(
               R"({"generateContentRequest":{"contents":[],"generationConfig":{},"model":"models/gemini-x"}})");
    QTest::newRow("a request on lines of its own")
        << QByteArray(" {\n \"contents\": []\n}\n")
        << QByteArray(R"({"generateContentRequest":{"contents":[],"model":"models/gemini-x"}})");
    for (const char* empty : {"{}", "{ }", ""})
        QTest::addRow("nothing: '%s'", empty)
            << QByteArray(empty) << QByteArray(R"({"generateContentRequest":{"model":"models/gemini-x"}})");
}

void CountTokensTest::asksWithTheWholeRequest()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, sent);
    HttpServer server({Reply::json(R"({"totalTokens":276,"promptTokensDetails":[]})")});
    HttpModelClient client;
    Count count;
    ask(client, server.url(), this, count, {u"gemini-x"_s, body});
    QCOMPARE(count.times, 0);
    QTRY_COMPARE(count.times, 1);
    QVERIFY(*count.result);
    QCOMPARE(**count.result, 276);
    const QByteArray request = server.requests().at(0);
    QVERIFY2(request.startsWith("POST /v1beta/models/gemini-x:countTokens "), request.constData());
    QVERIFY(request.contains(key.reveal()));
    QCOMPARE(QJsonDocument::fromJson(bodyOf(request)), QJsonDocument::fromJson(sent));
}

void CountTokensTest::saysWhyThereIsNoCount_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("detail");
    QTest::newRow("refused") << Reply::json(
        R"({"error":{"code":400,"message":"No key )" + key.reveal() + R"(","status":"INVALID_ARGUMENT"}})",
        400) << u"400 INVALID_ARGUMENT No key [redacted]"_s;
    QTest::newRow("closed") << Reply::close() << QString();
    QTest::newRow("a web page") << Reply::json("<html>hello</html>") << QString();
    QTest::newRow("no count") << Reply::json("{}") << QString();
    QTest::newRow("a count that is no number") << Reply::json(R"({"totalTokens":"many"})") << QString();
    QTest::newRow("a count below zero") << Reply::json(R"({"totalTokens":-3})") << QString();
    QTest::newRow("a count with an error's code") << Reply::json(R"({"totalTokens":3})", 500) << QString();
}

void CountTokensTest::saysWhyThereIsNoCount()
{
    QFETCH(Reply, reply);
    QFETCH(QString, detail);
    HttpServer server({reply});
    HttpModelClient client;
    Count count;
    ask(client, server.url(), this, count);
    QTRY_COMPARE(count.times, 1);
    QVERIFY(!*count.result);
    QVERIFY(!count.result->error().message.isEmpty());
    if (!detail.isEmpty())
        QCOMPARE(count.result->error().detail, detail);
}

void CountTokensTest::needsAModel()
{
    HttpServer server({Reply::json("{}")});
    HttpModelClient client;
    Count count;
    ask(client, server.url(), this, count, {});
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(count.result->error().code, Error::Code::Refused);
    QVERIFY(server.requests().isEmpty());
}

void CountTokensTest::isWithdrawnWithItsContext()
{
    HttpServer server({Reply::silence(), Reply::json(R"({"totalTokens":7})")});
    HttpModelClient client;
    Count gone;
    auto context = std::make_unique<QObject>();
    ask(client, server.url(), context.get(), gone);
    QTRY_COMPARE(server.requests().size(), 1);
    context.reset();
    QTRY_COMPARE(server.closedByClient(), 1);
    Count count;
    ask(client, server.url(), this, count);
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(**count.result, 7);
    QCOMPARE(gone.times, 0);
}

void CountTokensTest::answersWhenTheClientGoes()
{
    HttpServer server({Reply::silence()});
    Count count;
    {
        HttpModelClient client;
        ask(client, server.url(), this, count);
        QTRY_COMPARE(server.requests().size(), 1);
    }
    QTRY_COMPARE(count.times, 1);
    QCOMPARE(count.result->error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(CountTokensTest)
#include "tst_counttokens.moc"
