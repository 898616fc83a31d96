#include "app/cost/billing.h"

#include "tests/support/answers.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;
using End = BillingContext::End;

namespace {

const QDate today(2026, 11, 21);

PriceBook book()
{
    PriceBook prices;
    prices.bundled = bundledPrices();
    return prices;
}

BillingContext context(int httpCode = 200)
{
    BillingContext result;
    result.httpCode = httpCode;
    result.model = u"gemini-2.5-flash"_s; // 0.30 in, 2.50 out
    result.today = today;
    result.sent = today;
    return result;
}

Response counted(Response response, qint64 prompt, std::optional<qint64> thoughts = {},
                 std::optional<qint64> candidates = {})
{
    TokenUsage usage;
    usage.prompt = prompt;
    usage.thoughts = thoughts;
    usage.candidates = candidates;
    usage.total = prompt + thoughts.value_or(0) + candidates.value_or(0);
    response.usage = usage;
    return response;
}

Response saying(Response response, const QString& message)
{
    response.candidates[0].finishMessage = message;
    return response;
}

Response ending(Response response, AnswerEnd end)
{
    response.end = end;
    return response;
}

// Text came, no finish reason did, and then this.
Response partial(AnswerEnd end)
{
    auto response = answer(u"STOP"_s, u"Half of"_s);
    response.candidates[0].finishReason.reset();
    response.shape = AnswerShape::EventStream;
    return counted(ending(response, end), 100, {}, 40);
}

QString brief(const Billing& billing)
{
    QString text =
        Known<BillingState>::wireName(billing.state) + u' ' + Known<BillingReason>::wireName(billing.reason);
    if (billing.low)
        text += u' ' + QString::number(*billing.low * 1e6, 'f', 2) + ".."_L1
            + QString::number(*billing.high * 1e6, 'f', 2);
    return text;
}

} // namespace

Q_DECLARE_METATYPE(safelight::Response)
Q_DECLARE_METATYPE(safelight::BillingContext)
Q_DECLARE_METATYPE(safelight::FlatRule)

class TestBilling final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void everyReasonHasAState_data();
    void everyReasonHasAState();
    void everyReasonIsTested();
    void theServicesOwnWordsCount_data();
    void theServicesOwnWordsCount();
    void whatAGatewayChargesIsUnknown();
    void noPriceIsNoZero();
    void theModelThatAnsweredIsPriced();
    void theDayOfTheCallDecides_data();
    void theDayOfTheCallDecides();
    void theTrafficTypeSetsTheTier_data();
    void theTrafficTypeSetsTheTier();
    void theTierThatServedIsPaid();
    void aFlatPriceFollowsItsRule_data();
    void aFlatPriceFollowsItsRule();
    void noRuleChargesForWhatNeverLeft();
    void aBlockedImageIsNotCharged();
    void theSimulatorIsMarked();
};

void TestBilling::everyReasonHasAState_data()
{
    QTest::addColumn<Response>("response");
    QTest::addColumn<BillingContext>("context");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Response& response, const BillingContext& call,
                        const QString& expected) { QTest::newRow(name) << response << call << expected; };
    const auto text = counted(answer(u"STOP"_s, u"Hello"_s), 100, 10, 20);
    row("a delivered answer is billed", text, context(), u"billed delivered 105.00..105.00"_s);
    row("a recorded one too", text, context(0), u"billed delivered 105.00..105.00"_s);
    row("so is one that the output limit ended", counted(answer(u"MAX_TOKENS"_s), 100, 40, 0), context(),
        u"billed delivered 130.00..130.00"_s);
    row("an error is not billed", apiError(429, u"RESOURCE_EXHAUSTED"_s), context(429),
        u"notBilled serviceError 0.00..0.00"_s);
    row("a server's error neither", counted(apiError(503), 100), context(503),
        u"notBilled serviceError 0.00..0.00"_s);
    row("a recorded error body neither", apiError(0, u"NOT_FOUND"_s), context(0),
        u"notBilled serviceError 0.00..0.00"_s);
    row("a blocked prompt may be", counted(promptBlock(u"SAFETY"_s), 100), context(),
        u"unknown promptBlocked 0.00..30.00"_s);
    row("an answer without candidates is a blocked prompt", counted(promptBlock({}), 100), context(),
        u"unknown promptBlocked 0.00..30.00"_s);
    row("a blocked answer may be, with its thinking", counted(answer(u"SAFETY"_s), 100, 40, 0), context(),
        u"unknown answerBlocked 0.00..130.00"_s);
    row("a reason nobody knows may be", counted(answer(u"FELL_OFF"_s, u"x"_s), 100, {}, 4), context(),
        u"unknown answerBlocked 0.00..40.00"_s);
    row("thinking that is counted twice is not", counted(answer(u"IMAGE_SAFETY"_s), 100, 40, 0), context(),
        u"unknown answerBlocked 0.00..130.00"_s);
    row("an empty answer may be", counted(answer(u"STOP"_s), 100, {}, 0), context(),
        u"unknown nothingDelivered 0.00..30.00"_s);
    row("no image too", counted(answer(u"NO_IMAGE"_s), 100), context(),
        u"unknown nothingDelivered 0.00..30.00"_s);
    row("what the service says it does not charge",
        saying(counted(answer(u"IMAGE_OTHER"_s), 100, 40), u"You will not be charged."_s), context(),
        u"notBilled saidNotCharged 0.00..0.00"_s);
    row("an error after HTTP 200 may be", partial(AnswerEnd::ErrorTail), context(),
        u"unknown midStreamError 0.00..130.00"_s);
    row("an error body with HTTP 200 too", apiError(500), context(), u"unknown midStreamError"_s);
    row("a stream that just ends may be", partial(AnswerEnd::NoFinish), context(),
        u"unknown interrupted 0.00..130.00"_s);
    row("or breaks", partial(AnswerEnd::BrokenChunk), context(0), u"unknown interrupted 0.00..130.00"_s);
    auto cancelled = context();
    cancelled.end = End::Cancelled;
    row("what the user stopped may be", partial(AnswerEnd::Cancelled), cancelled,
        u"unknown cancelled 0.00..130.00"_s);
    row("what was stopped before anything came has no amount", Response(), cancelled, u"unknown cancelled"_s);
    row("what was finished when it was stopped is billed", text, cancelled,
        u"billed delivered 105.00..105.00"_s);
    auto failed = context(0);
    failed.end = End::Failed;
    row("a failed connection may be", Response(), failed, u"unknown network"_s);
    auto notSent = context(0);
    notSent.end = End::NotSent;
    row("what never left is not", ending({}, AnswerEnd::Network), notSent, u"notBilled notSent 0.00..0.00"_s);
    row("what cannot be read has no amount", ending({}, AnswerEnd::Unreadable), context(),
        u"unknown unreadable"_s);
    row("nothing at all neither", {}, context(0), u"unknown unreadable"_s);
    auto page = apiError(0);
    page.error->html = true;
    row("a recorded web page could be anything", page, context(0), u"unknown unreadable"_s);
    auto reserved = text;
    reserved.usage->trafficType = u"PROVISIONED_THROUGHPUT"_s;
    row("reserved capacity is paid for otherwise", reserved, context(),
        u"notBilled reservedCapacity 0.00..0.00"_s);
    auto hostile = text;
    hostile.usage->prompt = std::numeric_limits<qint64>::max();
    hostile.usage->candidates = -5;
    row("impossible counts are left out", hostile, context(), u"billed delivered 25.00..25.00"_s);
}

void TestBilling::everyReasonHasAState()
{
    QFETCH(Response, response);
    QFETCH(BillingContext, context);
    QFETCH(QString, expected);
    const Billing billing = billingOf(response, context, book());
    QCOMPARE(brief(billing), expected);
    QCOMPARE(billing.low.has_value(), billing.gap == AmountGap::None);
    const QSet openEnded {BillingReason::Cancelled, BillingReason::Network, BillingReason::Interrupted,
                          BillingReason::MidStreamError};
    QCOMPARE(billing.openEnded, openEnded.contains(billing.reason));
}

void TestBilling::everyReasonIsTested()
{
    PriceBook flat;
    flat.flat = {{u"proxy"_s, {}, 1, FlatRule::OnHttp200}};
    auto call = context();
    call.backendId = u"proxy"_s;
    const auto text = answer(u"STOP"_s, u"Hello"_s);
    QSet<BillingReason> seen {billingOf(text, call, flat).reason};
    auto reserved = counted(text, 1);
    reserved.usage->trafficType = u"PROVISIONED_THROUGHPUT"_s;
    auto cancelled = context();
    cancelled.end = End::Cancelled;
    auto failed = context(0);
    failed.end = End::Failed;
    auto notSent = context(0);
    notSent.end = End::NotSent;
    seen << billingOf({}, notSent, book()).reason;
    auto throughGateway = counted(answer(u"STOP"_s, u"Hi"_s), 100, {}, 40);
    throughGateway.form = u"openai.chat"_s;
    seen << billingOf(throughGateway, context(), book()).reason;
    seen << billingOf(text, context(), book()).reason << billingOf(apiError(429), context(429), book()).reason
         << billingOf(saying(answer(u"OTHER"_s), u"no charge"_s), context(), book()).reason
         << billingOf(promptBlock(u"OTHER"_s), context(), book()).reason
         << billingOf(answer(u"OTHER"_s), context(), book()).reason
         << billingOf(answer(u"STOP"_s), context(), book()).reason
         << billingOf(partial(AnswerEnd::ErrorTail), context(), book()).reason
         << billingOf(partial(AnswerEnd::NoFinish), context(), book()).reason
         << billingOf({}, cancelled, book()).reason << billingOf({}, failed, book()).reason
         << billingOf({}, context(), book()).reason << billingOf(reserved, context(), book()).reason;
    QCOMPARE(seen.size(), qsizetype(WireNames<BillingReason>::table.size()));
}

void TestBilling::theServicesOwnWordsCount_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("free");
    const auto row = [](const char* message, bool free) {
        QTest::newRow(message) << QString::fromUtf8(message) << free;
    };
    row("You will not be charged for this request.", true);
    row("You will not be charged for blocked images.", true);
    row("Unable to show the image. You won't be charged.", true);
    row("You won’t be billed for this.", true);
    row("NO CHARGE applies.", true);
    row("This request was not charged.", true);
    row("Unable to show the generated image.", false);
    row("You will be charged for this request.", false);
    row("It is not known whether you will be charged.", false);
    row("The battery is not in charge.", false);
    row("Do not discharge.", false);
    row("", false);
}

void TestBilling::theServicesOwnWordsCount()
{
    QFETCH(QString, message);
    QFETCH(bool, free);
    QCOMPARE(saysNotCharged(saying(answer(u"IMAGE_SAFETY"_s), message)), free);
    auto block = promptBlock(u"SAFETY"_s);
    block.promptFeedback->blockReasonMessage = message;
    QCOMPARE(saysNotCharged(block), free);
    // Where something was delivered, the words are about what was not.
    const auto delivered = saying(counted(answer(u"STOP"_s, u"Here"_s), 100), message);
    const auto billing = billingOf(delivered, context(), book());
    QCOMPARE(billing.state, free ? BillingState::Unknown : BillingState::Billed);
}

void TestBilling::whatAGatewayChargesIsUnknown()
{
    auto response = counted(answer(u"STOP"_s, u"Hi"_s), 100, {}, 40);
    QCOMPARE(billingOf(response, context(), book()).state, BillingState::Billed);
    response.through = u"n8n"_s; // it only wrapped the service's own response
    QCOMPARE(billingOf(response, context(), book()).state, BillingState::Billed);
    response.form = u"openai.chat"_s;
    QCOMPARE(billingOf(response, context(), book()).state, BillingState::Unknown);
    QCOMPARE(billingOf(response, context(), book()).reason, BillingReason::OtherService);
}

void TestBilling::noPriceIsNoZero()
{
    auto call = context();
    call.model = u"gemini-5-xenon"_s;
    const auto response = counted(answer(u"STOP"_s, u"Hello"_s), 100, 10, 20);
    auto billing = billingOf(response, call, book());
    QCOMPARE(billing.state, BillingState::Billed);
    QCOMPARE(billing.gap, AmountGap::NoPrice);
    QVERIFY(!billing.low && !billing.high);
    QCOMPARE(billing.lines.size(), 3);
    QVERIFY(!billing.lines[0].perMillion && !billing.lines[0].high);
    QVERIFY(!billing.priceDate.isValid());

    billing = billingOf(answer(u"STOP"_s, u"Hello"_s), context(), book());
    QCOMPARE(billing.gap, AmountGap::NoUsage);
    QVERIFY(!billing.low);

    auto image = response;
    image.usage->candidatesDetails = {{Modality::Image, 20}};
    billing = billingOf(image, context(), book());
    QCOMPARE(billing.gap, AmountGap::PartWithoutPrice);
    QVERIFY2(!billing.low, "image tokens are not priced as text");

    call.httpCode = 404;
    billing = billingOf(apiError(404), call, book());
    QCOMPARE(billing.low.value(), 0.0);
}

void TestBilling::theModelThatAnsweredIsPriced()
{
    auto response = counted(answer(u"STOP"_s, u"Hello"_s), 1000000);
    QCOMPARE(billingOf(response, context(), book()).high.value(), 0.3);
    response.modelVersion = u"gemini-3.5-flash"_s;
    const auto rerouted = billingOf(response, context(), book());
    QCOMPARE(rerouted.high.value(), 1.5);
    QCOMPARE(rerouted.priceModel, u"gemini-3.5-flash"_s);
    response.modelVersion = u"gemini-unheard-of"_s;
    QCOMPARE(billingOf(response, context(), book()).high.value(), 0.3);
    PriceBook own = book();
    own.user.prices = {own.bundled.find(u"gemini-2.5-flash"_s, today)->price};
    own.user.prices[0].rate(RateKind::Input) = TokenRate {7, {}};
    const auto mine = billingOf(response, context(), own);
    QCOMPARE(mine.high.value(), 7.0);
    QVERIFY(mine.userPrice);
}

void TestBilling::theDayOfTheCallDecides_data()
{
    QTest::addColumn<QDate>("sent");
    QTest::addColumn<QString>("createTime");
    QTest::addColumn<QDate>("now");
    QTest::addColumn<double>("price");
    QTest::addColumn<bool>("assumed");
    const QDate later(2027, 3, 1);
    QTest::newRow("sent before the change, read after it")
        << QDate(2026, 12, 31) << QString() << later << 0.75 << false;
    QTest::newRow("sent on the day of the change") << QDate(2027, 1, 1) << QString() << later << 1.5 << false;
    QTest::newRow("recorded, with the service's date")
        << QDate() << u"2026-12-31T23:59:59Z"_s << later << 0.75 << false;
    QTest::newRow("recorded without a date, read before the change")
        << QDate() << QString() << QDate(2026, 12, 31) << 0.75 << true;
    QTest::newRow("recorded with a broken date, read after the change")
        << QDate() << u"yesterday"_s << later << 1.5 << true;
}

void TestBilling::theDayOfTheCallDecides()
{
    QFETCH(QDate, sent);
    QFETCH(QString, createTime);
    QFETCH(QDate, now);
    QFETCH(double, price);
    QFETCH(bool, assumed);
    auto response = counted(answer(u"STOP"_s, u"Hello"_s), 1000000);
    response.modelVersion = u"gemini-3.8-flash"_s;
    response.createTime = createTime;
    auto call = context();
    call.sent = sent;
    call.today = now;
    const auto billing = billingOf(response, call, book());
    QCOMPARE(billing.high.value(), price);
    QCOMPARE(billing.dateAssumed, assumed);
}

void TestBilling::theTrafficTypeSetsTheTier_data()
{
    QTest::addColumn<QString>("traffic");
    QTest::addColumn<int>("asked");
    QTest::addColumn<double>("price");
    const auto row = [](const char* name, const QString& traffic, ServiceTier asked, double price) {
        QTest::newRow(name) << traffic << int(asked) << price;
    };
    row("nothing said", {}, ServiceTier::Standard, 0.3);
    row("on demand", u"ON_DEMAND"_s, ServiceTier::Standard, 0.3);
    row("priority", u"ON_DEMAND_PRIORITY"_s, ServiceTier::Standard, 0.54);
    row("flex", u"ON_DEMAND_FLEX"_s, ServiceTier::Standard, 0.15);
    row("batch was asked for", {}, ServiceTier::Batch, 0.15);
    row("priority was asked for and not given", u"ON_DEMAND"_s, ServiceTier::Priority, 0.3);
}

void TestBilling::theTrafficTypeSetsTheTier()
{
    QFETCH(QString, traffic);
    QFETCH(int, asked);
    QFETCH(double, price);
    auto response = counted(answer(u"STOP"_s, u"Hello"_s), 1000000);
    response.usage->trafficType = traffic;
    auto call = context();
    call.tier = ServiceTier(asked);
    QCOMPARE(billingOf(response, call, book()).high.value(), price);
}

// Where the answer names the tier that served, that one is paid.
void TestBilling::theTierThatServedIsPaid()
{
    auto response = counted(answer(u"STOP"_s, u"Hello"_s), 1000000);
    auto call = context();
    call.tier = ServiceTier::Priority;
    QCOMPARE(billingOf(response, call, book()).high.value(), 0.54);
    response.usage->serviceTier = u"standard"_s;
    QCOMPARE(billingOf(response, call, book()).high.value(), 0.3);
    QCOMPARE(billingOf(response, call, book()).tier, ServiceTier::Standard);
    response.usage->serviceTier = u"FLEX"_s;
    QCOMPARE(billingOf(response, call, book()).high.value(), 0.15);
    response.usage->serviceTier = u"a tier nobody knows"_s;
    QCOMPARE(billingOf(response, call, book()).tier, ServiceTier::Priority);
}

void TestBilling::aFlatPriceFollowsItsRule_data()
{
    QTest::addColumn<FlatRule>("rule");
    QTest::addColumn<Response>("response");
    QTest::addColumn<int>("httpCode");
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* name, FlatRule rule, const Response& response, int httpCode, End end,
                        const char* state) {
        QTest::newRow(name) << rule << response << httpCode << int(end) << QString::fromLatin1(state);
    };
    const auto text = answer(u"STOP"_s, u"Hello"_s);
    const auto blocked = answer(u"IMAGE_SAFETY"_s);
    using enum FlatRule;
    row("success: delivered", OnSuccess, text, 200, End::Answered, "billed");
    row("success: blocked", OnSuccess, blocked, 200, End::Answered, "notBilled");
    row("success: an error", OnSuccess, apiError(500), 500, End::Answered, "notBilled");
    row("success: cancelled, and who knows", OnSuccess, {}, 0, End::Cancelled, "unknown");
    row("every answer: delivered", OnHttp200, text, 200, End::Answered, "billed");
    row("every answer: blocked", OnHttp200, blocked, 200, End::Answered, "billed");
    row("every answer: blocked, recorded", OnHttp200, blocked, 0, End::Answered, "billed");
    row("every answer: an error", OnHttp200, apiError(429), 429, End::Answered, "notBilled");
    row("every answer: cut off", OnHttp200, partial(AnswerEnd::NoFinish), 200, End::Answered, "billed");
    row("every answer: no answer", OnHttp200, {}, 0, End::Failed, "unknown");
    row("everything: an error", OnEverythingSent, apiError(429), 429, End::Answered, "billed");
    row("everything: cancelled", OnEverythingSent, {}, 0, End::Cancelled, "billed");
}

void TestBilling::aFlatPriceFollowsItsRule()
{
    QFETCH(FlatRule, rule);
    QFETCH(Response, response);
    QFETCH(int, httpCode);
    QFETCH(int, end);
    QFETCH(QString, state);
    PriceBook prices = book();
    prices.flat = {{u"proxy"_s, {}, 0.09, rule}};
    auto call = context(httpCode);
    call.end = End(end);
    call.backendId = u"proxy"_s;
    const auto billing = billingOf(response, call, prices);
    QCOMPARE(Known<BillingState>::wireName(billing.state), state);
    QCOMPARE(billing.reason, BillingReason::FlatPrice);
    QCOMPARE(billing.low.value(), state == "billed"_L1 ? 0.09 : 0.0);
    QCOMPARE(billing.high.value(), state == "notBilled"_L1 ? 0.0 : 0.09);
    QCOMPARE(billing.lines.size(), 1);
}

void TestBilling::noRuleChargesForWhatNeverLeft()
{
    PriceBook prices = book();
    prices.flat = {{u"proxy"_s, {}, 0.09, FlatRule::OnEverythingSent}};
    auto call = context(0);
    call.end = End::NotSent;
    call.backendId = u"proxy"_s;
    const auto billing = billingOf(ending({}, AnswerEnd::Network), call, prices);
    QCOMPARE(brief(billing), u"notBilled notSent 0.00..0.00"_s);
}

void TestBilling::aBlockedImageIsNotCharged()
{
    auto response = counted(answer(u"IMAGE_SAFETY"_s), 100, 40, 1120);
    response.usage->candidatesDetails = {{Modality::Image, 1120}};
    response.modelVersion = u"gemini-3-pro-image"_s;
    const auto billing = billingOf(response, context(), book());
    QCOMPARE(billing.high.value(), (100 * 2.0 + 40 * 12.0) / 1e6);
    QCOMPARE(billing.lines.last().charged, Charged::No);
    QCOMPARE(billing.lines.last().tokens, 1120);
    // The same, counted as the thinking once more.
    response.usage->candidates = 40;
    response.usage->total = 140;
    response.usage->candidatesDetails.clear();
    QCOMPARE(billingOf(response, context(), book()).high.value(), (100 * 2.0 + 40 * 12.0) / 1e6);
}

void TestBilling::theSimulatorIsMarked()
{
    auto call = context();
    call.simulated = true;
    const auto billing = billingOf(counted(answer(u"STOP"_s, u"Hello"_s), 100), call, book());
    QVERIFY(billing.simulated);
    QCOMPARE(billing.state, BillingState::Billed);
}

QTEST_GUILESS_MAIN(TestBilling)
#include "tst_billing.moc"
