#include "app/sending/retryplan.h"

#include "app/backends/backend.h"
#include "app/client/modelrequest.h"
#include "app/diagnosis/diagnose.h"
#include "app/wire/answerdecoder.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Wait = std::optional<std::chrono::milliseconds>;

QByteArray quotaError(const QByteArray& details)
{
    return R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota","details":[)" + details
        + "]}}";
}

const QByteArray dailyQuota =
    R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"RequestsPerDayPerProject"}]})";
const QByteArray zeroQuota =
    R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"PerMinute","quotaValue":"0"}]})";

QByteArray retryInfo(const QByteArray& delay)
{
    return R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" + delay + R"("})";
}

QByteArray plainError(int code)
{
    return R"({"error":{"code":)" + QByteArray::number(code) + R"(,"message":"No"}})";
}

Wait waitAfter(const RetryPlan& plan, const Exchange& exchange, const RetryProgress& progress = {},
               double chance = 0)
{
    return retryWait(plan, exchange, diagnose(exchange.response), progress, chance);
}

Exchange answered(int code, const QByteArray& body)
{
    Exchange exchange;
    exchange.httpCode = code;
    exchange.raw = body;
    exchange.response = decodeAnswer(body, code);
    return exchange;
}

Exchange broken(Error::Code code, int httpCode = 0)
{
    Exchange exchange;
    exchange.httpCode = httpCode;
    exchange.failure = Error {code, u"Broken"_s};
    exchange.response.end = AnswerEnd::Network;
    return exchange;
}

} // namespace

Q_DECLARE_METATYPE(Wait)

class TestRetryPlan final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void answers_data();
    void answers();
    void brokenConnections();
    void waits_data();
    void waits();
    void allWaitsTogetherHaveALimit();
};

void TestRetryPlan::answers_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Wait>("wait");
    for (const int code : {408, 429, 500, 502, 503, 504})
        QTest::addRow("%d is tried again", code) << code << plainError(code) << Wait(1s);
    for (const int code : {400, 401, 402, 403, 404, 413, 499, 501})
        QTest::addRow("%d ends at once", code) << code << plainError(code) << Wait();
    QTest::newRow("a web page of a gateway") << 502 << QByteArray("<html>Bad gateway</html>") << Wait(1s);
    QTest::newRow("nothing but a 503") << 503 << QByteArray() << Wait(1s);
    QTest::newRow("the service says when") << 429 << quotaError(retryInfo("38s")) << Wait(38s);
    QTest::newRow("the service says at once") << 429 << quotaError(retryInfo("0s")) << Wait(0s);
    QTest::newRow("the service asks for too much") << 429 << quotaError(retryInfo("121s")) << Wait();
    QTest::newRow("a quota of the day") << 429 << quotaError(dailyQuota + "," + retryInfo("3s")) << Wait();
    QTest::newRow("a quota of zero") << 429 << quotaError(zeroQuota + "," + retryInfo("3s")) << Wait();
    QTest::newRow("an answer") << 200
                               << QByteArray(R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},)"
                                             R"("finishReason":"STOP"}]})")
                               << Wait();
    const QByteArray block = R"({"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}})";
    QTest::newRow("a block") << 200 << block << Wait();
    QTest::newRow("a block that a proxy hides in a 429") << 429 << block << Wait();
    QTest::newRow("a block that a proxy hides in a 503") << 503 << block << Wait();
    QTest::newRow("a stopped answer in a 503")
        << 503 << QByteArray(R"({"candidates":[{"finishReason":"SAFETY"}]})") << Wait();
}

void TestRetryPlan::answers()
{
    QFETCH(const int, code);
    QFETCH(const QByteArray, body);
    RetryPlan plan;
    plan.retries = 1;
    QTEST(waitAfter(plan, answered(code, body)), "wait");
    plan.retries = 0;
    QCOMPARE(waitAfter(plan, answered(code, body)), Wait());
}

void TestRetryPlan::brokenConnections()
{
    RetryPlan plan;
    plan.retries = 3;
    QCOMPARE(waitAfter(plan, broken(Error::Code::Network)), Wait(1s));
    QCOMPARE(waitAfter(plan, broken(Error::Code::Network, 200)), Wait()); // the answer had begun
    QCOMPARE(waitAfter(plan, broken(Error::Code::Cancelled)), Wait());
    QCOMPARE(waitAfter(plan, broken(Error::Code::Refused)), Wait());
    QCOMPARE(waitAfter(plan, broken(Error::Code::TooLarge)), Wait());
    Backend charging;
    charging.billsDisconnects = true;
    plan = retryPlanFor(charging, 3);
    QCOMPARE(waitAfter(plan, broken(Error::Code::Network)), Wait());
    QCOMPARE(waitAfter(plan, answered(503, plainError(503))), Wait(1s));
}

void TestRetryPlan::waits_data()
{
    QTest::addColumn<int>("tries");
    QTest::addColumn<double>("chance");
    QTest::addColumn<Wait>("wait");
    QTest::newRow("the first") << 1 << 0.0 << Wait(1s);
    QTest::newRow("doubles") << 2 << 0.0 << Wait(2s);
    QTest::newRow("and again") << 4 << 0.0 << Wait(8s);
    QTest::newRow("up to a minute") << 9 << 0.0 << Wait(60s);
    QTest::newRow("for ever") << 1000 << 0.0 << Wait(60s);
    QTest::newRow("with some chance") << 1 << 0.5 << Wait(1500ms);
    QTest::newRow("no more than allowed") << 5000 << 0.0 << Wait();
}

void TestRetryPlan::waits()
{
    QFETCH(const int, tries);
    QFETCH(const double, chance);
    RetryPlan plan;
    plan.retries = 4999;
    QTEST(waitAfter(plan, answered(503, plainError(503)), {tries, {}}, chance), "wait");
}

void TestRetryPlan::allWaitsTogetherHaveALimit()
{
    RetryPlan plan;
    plan.retries = 100;
    const auto exchange = answered(429, quotaError(retryInfo("100s")));
    QCOMPARE(waitAfter(plan, exchange, {6, 500s}), Wait(100s));
    QCOMPARE(waitAfter(plan, exchange, {6, 501s}), Wait());
}

QTEST_GUILESS_MAIN(TestRetryPlan)
#include "tst_retryplan.moc"
