#include "app/wording/costwords.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

using Amount = std::optional<double>;

// The blocked image of the recorded samples.
Billing blocked()
{
    Billing billing;
    billing.reason = BillingReason::AnswerBlocked;
    billing.low = 0;
    billing.high = 0.002628;
    billing.priceModel = u"gemini-3-pro-image"_s;
    billing.priceDate = QDate(2026, 7, 22);
    billing.priceSource = u"genai-prices"_s;
    return billing;
}

template<typename E, typename Say>
void verifyWords(Say say)
{
    QStringList seen;
    for (const auto& [value, name] : WireNames<E>::table) {
        const QString words = say(value);
        QVERIFY2(!words.isEmpty() && !seen.contains(words), name.data());
        seen << words;
    }
}

} // namespace

Q_DECLARE_METATYPE(Amount)

class TestCostWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyValueHasWords();
    void everyReasonHasASentence();
    void amountsAreShort_data();
    void amountsAreShort();
    void pricesPerMillionAreExact_data();
    void pricesPerMillionAreExact();
    void rangesAreSaid_data();
    void rangesAreSaid();
    void aBlockedImageIsSaidHonestly();
    void whatIsNotKnownIsSaid();
    void aSimulatedAnswerIsChargedToNobody();
    void thePriceHasADateAndASource();
    void anEstimateIsCalledOne();
    void aSessionIsSummedUp();
};

void TestCostWords::everyValueHasWords()
{
    verifyWords<BillingState>([](auto value) { return wording::billingState(value); });
    verifyWords<CostKind>([](auto value) { return wording::costKind(value); });
    verifyWords<Charged>([](auto value) { return wording::charged(value); });
    verifyWords<FlatRule>([](auto value) { return wording::flatRule(value); });
}

void TestCostWords::everyReasonHasASentence()
{
    verifyWords<BillingReason>([](auto value) {
        Billing billing;
        billing.reason = value;
        return wording::billingWhy(billing);
    });
}

void TestCostWords::amountsAreShort_data()
{
    QTest::addColumn<double>("amount");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("about");
    const auto row = [](const char* name, double amount, const QString& text, const QString& about) {
        QTest::newRow(name) << amount << text << about;
    };
    row("nothing", 0, u"$0"_s, u"$0"_s);
    row("almost nothing", 0.00007, u"less than $0.0001"_s, u"< $0.0001"_s);
    row("the blocked image", 0.002628, u"$0.0026"_s, u"≈ $0.0026"_s);
    row("nearly a cent", 0.00996, u"$0.010"_s, u"≈ $0.010"_s);
    row("an image", 0.1344, u"$0.134"_s, u"≈ $0.13"_s);
    row("two images", 0.268, u"$0.268"_s, u"≈ $0.27"_s);
    row("nearly a dollar", 0.9996, u"$1.00"_s, u"≈ $1.00"_s);
    row("dollars", 12.345, u"$12.35"_s, u"≈ $12.35"_s);
    row("thousands", 1234.4, u"$1\u202f234"_s, u"≈ $1\u202f234"_s);
    row("below zero", -1, {}, {});
    row("no number", std::numeric_limits<double>::quiet_NaN(), {}, {});
    row("without end", std::numeric_limits<double>::infinity(), {}, {});
}

void TestCostWords::amountsAreShort()
{
    QFETCH(double, amount);
    QFETCH(QString, text);
    QFETCH(QString, about);
    QCOMPARE(wording::money(amount), text);
    QCOMPARE(wording::moneyAbout(amount), about);
}

void TestCostWords::pricesPerMillionAreExact_data()
{
    QTest::addColumn<double>("price");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 120.0 << u"$120"_s;
    QTest::newRow("cents") << 0.25 << u"$0.25"_s;
    QTest::newRow("tens of cents") << 3.5 << u"$3.50"_s;
    QTest::newRow("parts of a cent") << 0.075 << u"$0.075"_s;
    QTest::newRow("nothing") << 0.0 << u"$0"_s;
    QTest::newRow("below zero") << -1.0 << QString();
}

void TestCostWords::pricesPerMillionAreExact()
{
    QFETCH(double, price);
    QFETCH(QString, text);
    QCOMPARE(wording::perMillion(price), text);
}

void TestCostWords::rangesAreSaid_data()
{
    QTest::addColumn<Amount>("low");
    QTest::addColumn<Amount>("high");
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("span");
    const auto row = [](const char* name, Amount low, Amount high, const QString& range,
                        const QString& span) { QTest::newRow(name) << low << high << range << span; };
    row("one amount", 0.1344, 0.1344, u"$0.134"_s, u"$0.134"_s);
    row("from nothing", 0.0, 0.002628, u"between $0 and $0.0026"_s, u"$0–$0.0026"_s);
    row("from almost nothing", 0.00001, 0.0026, u"between $0 and $0.0026"_s, u"$0–$0.0026"_s);
    row("nothing much", 0.0, 0.00007, u"less than $0.0001"_s, u"less than $0.0001"_s);
    row("the same when rounded", 0.13441, 0.13442, u"$0.134"_s, u"$0.134"_s);
    row("between two", 0.138, 0.407, u"between $0.138 and $0.407"_s, u"$0.138–$0.407"_s);
    row("without an end", 0.002, {}, u"at least $0.0020"_s, u"from $0.0020"_s);
    row("no price", {}, {}, u"no price known"_s, u"no price known"_s);
    row("nothing at all", 0.0, 0.0, u"$0"_s, u"$0"_s);
}

void TestCostWords::rangesAreSaid()
{
    QFETCH(Amount, low);
    QFETCH(Amount, high);
    QFETCH(QString, range);
    QFETCH(QString, span);
    QCOMPARE(wording::moneyRange(low, high), range);
    QCOMPARE(wording::moneySpan(low, high), span);
}

void TestCostWords::aBlockedImageIsSaidHonestly()
{
    QCOMPARE(wording::billingAmount(blocked()), u"Not known whether billed: between $0 and $0.0026."_s);
    QCOMPARE(wording::billingWhy(blocked()),
             u"The answer was withheld or stopped. The prompt and the thinking are counted; no official "
             "statement says whether they are charged. A withheld image is not charged."_s);
    QCOMPARE(wording::billingBrief(blocked()), u"$0–$0.0026"_s);
    Billing free = blocked();
    free.state = BillingState::NotBilled;
    free.reason = BillingReason::SaidNotCharged;
    QCOMPARE(wording::billingSentence(free),
             u"Not billed. The service says itself that this is not charged."_s);
    QCOMPARE(wording::billingBrief(free), u"not billed"_s);
}

void TestCostWords::whatIsNotKnownIsSaid()
{
    Billing billing;
    billing.state = BillingState::Billed;
    billing.reason = BillingReason::Delivered;
    billing.gap = AmountGap::NoPrice;
    QCOMPARE(wording::billingAmount(billing), u"Billed: no price known."_s);
    QCOMPARE(wording::billingBrief(billing), u"no price known"_s);
    QCOMPARE(wording::billingWhy(billing),
             u"An answer was delivered, and answers are billed. No price is known for this model."_s);
    billing.gap = AmountGap::NoUsage;
    QCOMPARE(wording::billingBrief(billing), u"amount not known"_s);
    QVERIFY(wording::priceNote(billing).isEmpty());

    auto drafts = blocked();
    drafts.state = BillingState::Billed;
    drafts.reason = BillingReason::Delivered;
    CostLine line;
    line.kind = CostKind::Draft;
    drafts.lines = {line};
    QVERIFY(wording::billingWhy(drafts).endsWith(
        u"Drafts are counted, but Google says that they are not charged."_s));
    line.kind = CostKind::Cached;
    line.high = 1;
    drafts.lines = {line};
    QVERIFY(wording::billingWhy(drafts).contains(u"No price of cached tokens is known"_s));
    drafts.openEnded = true;
    QVERIFY(wording::billingWhy(drafts).endsWith(u"The amount is what was counted until then."_s));
}

void TestCostWords::aSimulatedAnswerIsChargedToNobody()
{
    auto billing = blocked();
    billing.simulated = true;
    QVERIFY(wording::billingSentence(billing).startsWith(
        u"Prices as if sent to the Gemini API; nothing is charged. Not known"_s));
}

void TestCostWords::thePriceHasADateAndASource()
{
    auto billing = blocked();
    QCOMPARE(wording::priceNote(billing),
             u"Prices of gemini-3-pro-image, checked on 22 Jul 2026 (source: genai-prices)."_s);
    billing.userPrice = true;
    billing.priceDate = {};
    billing.priceSource.clear();
    billing.tier = ServiceTier::Flex;
    billing.dateAssumed = true;
    QCOMPARE(
        wording::priceNote(billing),
        u"Your prices for gemini-3-pro-image. Batch and flex service is cheaper. The answer does not say "
        "when it was given: today’s prices."_s);
}

void TestCostWords::anEstimateIsCalledOne()
{
    Estimate estimate;
    estimate.textTokens = 18;
    estimate.imageTokens = {258, 560};
    estimate.input = {276, 578};
    estimate.output = {1170, 2100};
    estimate.low = 0.135552;
    estimate.high = 0.147316;
    QCOMPARE(wording::estimateTokens(estimate), u"≈ 18 text + 258–560 image tokens"_s);
    QCOMPARE(wording::estimateMoney(estimate), u"≈ $0.136–$0.147, estimate"_s);
    // Where there is a price, its day stands beside it.
    estimate.priceDate = QDate(2026, 7, 22);
    QCOMPARE(wording::estimateMoney(estimate), u"≈ $0.136–$0.147 (prices of 22 Jul 2026)"_s);
    QCOMPARE(wording::priceDay(estimate.priceDate), u"Prices of 22 Jul 2026."_s);
    QVERIFY(wording::priceDay({}).isEmpty());
    QVERIFY(wording::estimateBasis(estimate).contains(u"Output: 1\u202f170–2\u202f100 tokens"_s));
    estimate.input = {276, 276};
    estimate.isExact = true;
    QCOMPARE(wording::estimateTokens(estimate), u"276 tokens"_s);
    estimate = {};
    estimate.textTokens = 18;
    estimate.input = {18, 18};
    estimate.output.high.reset();
    QCOMPARE(wording::estimateTokens(estimate), u"≈ 18 tokens"_s);
    QCOMPARE(wording::estimateMoney(estimate), u"no price known"_s);
    estimate.low = 0.0004;
    QCOMPARE(wording::estimateMoney(estimate), u"input ≈ $0.0004, estimate"_s);
    QVERIFY(wording::estimateBasis(estimate).contains(u"no upper end"_s));
}

void TestCostWords::aSessionIsSummedUp()
{
    Ledger ledger;
    QVERIFY(wording::sessionTotals(ledger).isEmpty());
    QVERIFY(wording::sessionTotalsDetail(ledger).isEmpty());
    AttemptCost cost;
    cost.promptTokens = 1093;
    cost.thoughtsTokens = 519;
    cost.images = 2;
    cost.low = 0.26;
    cost.high = 0.268;
    cost.simulated = true;
    ledger.set(1, cost);
    QCOMPARE(wording::sessionTotals(ledger),
             u"Session: 1\u202f093 in · 519 thinking · 2 images · ≈ $0.27, not charged"_s);
    cost.simulated = false;
    ledger.set(2, cost);
    QCOMPARE(wording::sessionTotals(ledger), u"Session: 1\u202f093 in · 519 thinking · 2 images · ≈ $0.27"_s);
    QVERIFY(wording::sessionTotalsDetail(ledger).contains(u"between $0.260 and $0.268"_s));
    QVERIFY(wording::sessionTotalsDetail(ledger).contains(u"Simulated: "_s));
    cost.low = 0.138;
    ledger.set(2, cost);
    QCOMPARE(wording::sessionTotals(ledger),
             u"Session: 1\u202f093 in · 519 thinking · 2 images · ≈ $0.138–$0.268"_s);
    cost.low = 0;
    cost.high = 0.00001;
    ledger.set(2, cost);
    QVERIFY(wording::sessionTotals(ledger).endsWith(u" · < $0.0001"_s));
    ledger.clear();
    cost.images = 0;
    cost.low.reset();
    cost.high.reset();
    ledger.set(3, cost);
    QCOMPARE(wording::sessionTotals(ledger), u"Session: 1\u202f093 in · 519 thinking · no price known"_s);
    cost.high = 0.5;
    ledger.set(4, cost);
    QVERIFY(wording::sessionTotalsDetail(ledger).endsWith(u", and 1 without a price."_s));
}

QTEST_GUILESS_MAIN(TestCostWords)
#include "tst_costwords.moc"
