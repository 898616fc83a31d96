#include "app/client/connectioncheck.h"

#include "app/client/httpmodelclient.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

using Outcome = ConnectionReport::Outcome;

namespace {

const QByteArray modelList = R"({"models":[{"name":"models/a"},{"name":"models/b"}]})";
const QByteArray wrongKey =
    R"({"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[)"
    R"({"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})";

} // namespace

// Is it there, does it take the key, does it list models: against a server of the test.
class TestConnectionCheck final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void answers_data();
    void answers();
    void asksWithWhatWasTyped();
    void nobodyListens();
    void missingPartsAreNamedAndNothingIsAsked_data();
    void missingPartsAreNamedAndNothingIsAsked();
    void deletingItWithdrawsTheQuestion();

private:
    static Backend proxyAt(const QUrl& url);
    std::optional<ConnectionReport> check(const Backend& backend,
                                          const QHash<QString, Secret>& typed = {
                                              {u"session/proxy"_s, Secret("typed-key")}});

    HttpModelClient m_client;
    SessionCredentials m_session;
    EnvironmentCredentials m_environment;
    const CredentialSources m_sources {m_session, m_environment, m_session};
};

Backend TestConnectionCheck::proxyAt(const QUrl& url)
{
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"My proxy"_s;
    proxy.baseUrl = url;
    proxy.apiVersion = u"v1beta"_s;
    proxy.auth = Backend::Auth::Bearer;
    proxy.keySource = Backend::KeySource::Session;
    return proxy;
}

std::optional<ConnectionReport> TestConnectionCheck::check(const Backend& backend,
                                                           const QHash<QString, Secret>& typed)
{
    std::optional<ConnectionReport> report;
    ConnectionCheck made(m_client, m_sources);
    made.start(backend, typed, [&report](const ConnectionReport& found) { report = found; });
    if (!QTest::qWaitFor([&report] { return report.has_value(); }, 20'000))
        return {};
    return report;
}

void TestConnectionCheck::answers_data()
{
    QTest::addColumn<test::Reply>("reply");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("httpCode");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const test::Reply& reply, Outcome outcome, int code,
                        const QString& says) { QTest::newRow(name) << reply << outcome << code << says; };
    row("a list of models", test::Reply::json(modelList), Outcome::Works, 0, u"Connected"_s);
    row("an empty list", test::Reply::json(R"({"models":[]})"), Outcome::NoModelList, 0,
        u"lists no models"_s);
    row("a wrong key, as a 400", test::Reply::json(wrongKey, 400), Outcome::CredentialRefused, 400,
        u"refused the key"_s);
    row("no access", test::Reply::json("{}", 401), Outcome::CredentialRefused, 401, u"refused the key"_s);
    row("forbidden", test::Reply::json("{}", 403), Outcome::CredentialRefused, 403, u"refused the key"_s);
    row("no list at this address", test::Reply::json("{}", 404), Outcome::NoModelList, 404,
        u"lists no models"_s);
    row("a broken service", test::Reply::json("{}", 500), Outcome::ServiceError, 500, u"HTTP 500"_s);
    row("a web page",
        test::Reply::raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Hi</title></html>"),
        Outcome::NoModelList, 0, u"lists no models"_s);
    row("a web page that is an error",
        test::Reply::raw("HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\n\r\n<html>Bad gateway</html>"),
        Outcome::ServiceError, 502, u"HTTP 502"_s);
    row("a connection that breaks", test::Reply::close(), Outcome::Unreachable, 0, {});
}

void TestConnectionCheck::answers()
{
    QFETCH(const test::Reply, reply);
    test::HttpServer server({reply});
    const auto report = check(proxyAt(server.url()));
    QVERIFY(report);
    QTEST(report->outcome, "outcome");
    QTEST(report->httpCode, "httpCode");
    QFETCH(const QString, says);
    QVERIFY2(report->sentence.contains(says) && !report->sentence.isEmpty(), qPrintable(report->sentence));
    QCOMPARE(report->models, report->outcome == Outcome::Works ? 2 : 0);
    QCOMPARE(report->isReachable(), report->outcome != Outcome::Unreachable);
    QVERIFY(!report->detail.contains(u"typed-key"_s));
}

void TestConnectionCheck::asksWithWhatWasTyped()
{
    test::HttpServer server({test::Reply::json(modelList)});
    QVERIFY(check(proxyAt(QUrl(server.url().toString() + u"/base"_s))));
    const QByteArray asked = server.requests().value(0);
    QVERIFY2(asked.startsWith("GET /base/v1beta/models"), asked.constData());
    QVERIFY2(asked.toLower().contains("authorization: bearer typed-key"), asked.constData());
}

void TestConnectionCheck::nobodyListens()
{
    const QUrl gone = test::HttpServer({}).url(); // it is closed at once
    const auto report = check(proxyAt(gone));
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Unreachable);
    QVERIFY(!report->sentence.isEmpty());
}

void TestConnectionCheck::missingPartsAreNamedAndNothingIsAsked_data()
{
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<bool>("hasAddress");
    QTest::newRow("no key") << false << true;
    QTest::newRow("no address") << true << false;
}

void TestConnectionCheck::missingPartsAreNamedAndNothingIsAsked()
{
    QFETCH(const bool, hasKey);
    QFETCH(const bool, hasAddress);
    test::HttpServer server({test::Reply::json(modelList)});
    QHash<QString, Secret> typed;
    if (hasKey)
        typed.insert(u"session/proxy"_s, Secret("typed-key"));
    const auto report = check(proxyAt(hasAddress ? server.url() : QUrl()), typed);
    QVERIFY(report);
    QCOMPARE(report->outcome, Outcome::Incomplete);
    QVERIFY(!report->sentence.isEmpty());
    QVERIFY(server.requests().isEmpty());
}

void TestConnectionCheck::deletingItWithdrawsTheQuestion()
{
    test::HttpServer server({test::Reply::silence()});
    bool isAnswered = false;
    auto made = std::make_unique<ConnectionCheck>(m_client, m_sources);
    made->start(proxyAt(server.url()), {{u"session/proxy"_s, Secret("typed-key")}},
                [&isAnswered](const ConnectionReport&) { isAnswered = true; });
    QTRY_COMPARE(server.requests().size(), 1);
    made.reset();
    QTRY_COMPARE(server.closedByClient(), 1);
    QVERIFY(!isAnswered);
}

QTEST_MAIN(TestConnectionCheck)
#include "tst_connectioncheck.moc"
