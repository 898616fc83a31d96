#include "app/cost/billing.h"
#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/samples.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

Billing recorded(const QString& name)
{
    PriceBook book;
    book.bundled = bundledPrices();
    BillingContext context;
    context.today = QDate(2026, 11, 21);
    return billingOf(decodeAnswer(test::sample(name)), context, book);
}

} // namespace

class TestBillingSamples final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everySampleHasABilling_data();
    void everySampleHasABilling();
    void theBlockedImageIsReadToTheLastCent();
    void draftsAreARange();
};

void TestBillingSamples::everySampleHasABilling_data()
{
    QTest::addColumn<QJsonObject>("expected");
    const auto all = test::sampleExpectations();
    QVERIFY(!all.isEmpty());
    for (auto it = all.begin(); it != all.end(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.value()["billing"_L1].toObject();
}

void TestBillingSamples::everySampleHasABilling()
{
    QFETCH(QJsonObject, expected);
    const Billing billing = recorded(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(billing.low.has_value(), billing.high.has_value());
    QCOMPARE(billing.low.has_value(), billing.gap == AmountGap::None);
    if (billing.low)
        QVERIFY(*billing.low >= 0 && *billing.low <= *billing.high);
    if (expected.contains("state"_L1))
        QCOMPARE(Known<BillingState>::wireName(billing.state), expected["state"_L1].toString());
    if (expected.contains("low"_L1))
        QCOMPARE(billing.low.value(), expected["low"_L1].toDouble());
    if (expected.contains("high"_L1))
        QCOMPARE(billing.high.value(), expected["high"_L1].toDouble());
}

void TestBillingSamples::theBlockedImageIsReadToTheLastCent()
{
    const Billing billing = recorded(u"image-safety.json"_s);
    QCOMPARE(billing.state, BillingState::Unknown);
    QCOMPARE(billing.reason, BillingReason::AnswerBlocked);
    QCOMPARE(billing.low.value(), 0.0);
    QCOMPARE(billing.high.value(), (276 * 2.0 + 173 * 12.0) / 1e6);
    QCOMPARE(billing.high.value(), 0.002628);
    QCOMPARE(billing.priceDate, QDate(2026, 7, 22));
    QCOMPARE(billing.priceModel, u"gemini-3-pro-image-preview"_s);
    QCOMPARE(billing.currency, u"USD"_s);
    QVERIFY(billing.dateAssumed);
    QCOMPARE(billing.lines.size(), 3);
    const auto line = [&billing](int i) { return billing.lines.at(i); };
    QCOMPARE(line(0).modality.text() + QString::number(line(0).tokens), u"TEXT18"_s);
    QCOMPARE(line(1).modality.text() + QString::number(line(1).tokens), u"IMAGE258"_s);
    QCOMPARE(line(2).kind, CostKind::Thinking);
    QCOMPARE(line(2).tokens, 173);
}

void TestBillingSamples::draftsAreARange()
{
    const Billing billing = recorded(u"stop-image-with-drafts.json"_s);
    QCOMPARE(billing.state, BillingState::Billed);
    const double beside = (276 * 2.0 + 201 * 12.0 + 100 * 12.0) / 1e6;
    QCOMPARE(billing.low.value(), beside + 1120 * 120 / 1e6);
    QCOMPARE(billing.high.value(), beside + 3360 * 120 / 1e6);
}

QTEST_GUILESS_MAIN(TestBillingSamples)
#include "tst_billingsamples.moc"
