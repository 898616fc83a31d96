#include "app/cost/estimate.h"

#include "tests/support/strict.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

PriceBook book()
{
    PriceBook prices;
    prices.bundled = bundledPrices();
    return prices;
}

EstimateInput input(const QString& model, qint64 characters, const QList<QSize>& images = {})
{
    EstimateInput result;
    result.model = model;
    result.date = QDate(2026, 11, 21);
    result.characters = characters;
    result.images = images;
    return result;
}

QString text(const TokenRange& range)
{
    return QString::number(range.low) + ".."_L1 + (range.high ? QString::number(*range.high) : QString());
}

} // namespace

class TestEstimate final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void textIsFourCharactersAToken_data();
    void textIsFourCharactersAToken();
    void imagesAreARange_data();
    void imagesAreARange();
    void oneImageIsExpected_data();
    void oneImageIsExpected();
    void textHasTheOutputLimit();
    void moneyIsARange();
    void countedTokensReplaceTheEstimate();
    void noPriceIsNoZero();
    void aFlatPriceIsThePrice();
    void hostileInputDoesNotOverflow();
};

void TestEstimate::textIsFourCharactersAToken_data()
{
    QTest::addColumn<qint64>("characters");
    QTest::addColumn<qint64>("tokens");
    QTest::newRow("nothing") << qint64(0) << qint64(0);
    QTest::newRow("one letter") << qint64(1) << qint64(1);
    QTest::newRow("four") << qint64(4) << qint64(1);
    QTest::newRow("five") << qint64(5) << qint64(2);
    QTest::newRow("below zero") << qint64(-8) << qint64(0);
}

void TestEstimate::textIsFourCharactersAToken()
{
    QFETCH(qint64, characters);
    QFETCH(qint64, tokens);
    const auto estimate = estimateOf(input(u"gemini-2.5-flash"_s, characters), book());
    QCOMPARE(estimate.textTokens, tokens);
    QCOMPARE(text(estimate.input), u"%1..%1"_s.arg(tokens));
}

void TestEstimate::imagesAreARange_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QList<QSize>>("images");
    QTest::addColumn<QString>("tokens");
    const auto row = [](const char* name, const QString& model, const QList<QSize>& images,
                        const QString& tokens) { QTest::newRow(name) << model << images << tokens; };
    const QSize small(300, 384);
    const QSize large(1600, 900);
    row("no image", u"gemini-3-pro-image"_s, {}, u"0..0"_s);
    row("an image model, small", u"gemini-3-pro-image"_s, {small}, u"258..560"_s);
    row("an image model, any size", u"gemini-3-pro-image-preview"_s, {large, large}, u"516..1120"_s);
    row("an older model, small", u"gemini-2.5-flash"_s, {small}, u"258..258"_s);
    row("an older model, by tiles", u"gemini-2.5-flash-001"_s, {large}, u"258..1548"_s);
    row("another model, small", u"gemini-3.8-flash"_s, {small}, u"258..1120"_s);
    row("another model, large", u"who knows"_s, {QSize(4000, 4000)}, u"258..9288"_s);
    row("an image without a size", u"gemini-2.5-flash"_s, {QSize()}, u"258..258"_s);
}

void TestEstimate::imagesAreARange()
{
    QFETCH(QString, model);
    QFETCH(QList<QSize>, images);
    QFETCH(QString, tokens);
    const auto estimate = estimateOf(input(model, 0, images), book());
    QCOMPARE(text(estimate.imageTokens), tokens);
}

void TestEstimate::oneImageIsExpected_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("tokens");
    const auto row = [](const char* name, const QString& model, const QString& size, qint64 low,
                        qint64 high) {
        QTest::newRow(name) << model << size << u"%1..%2"_s.arg(low).arg(high);
    };
    const QString pro = u"gemini-3-pro-image"_s;
    const QString flash = u"gemini-3.1-flash-image"_s;
    row("pro, as the model likes", pro, {}, 1170, 2100);
    row("pro 1K", pro, u"1K"_s, 1170, 2100);
    row("pro 2K", pro, u"2K"_s, 1170, 2100);
    row("pro 4K", pro, u"4K"_s, 2050, 2980);
    row("pro in an unknown size", pro, u"8K"_s, 1170, 2980);
    row("flash 512", flash, u"512"_s, 747, 2169);
    row("flash 1K", flash, u"1K"_s, 1120, 2542);
    row("flash 2K", flash, u"2K"_s, 1680, 3102);
    row("flash 4K", flash, u"4K"_s, 2520, 3942);
    row("2.5", u"gemini-2.5-flash-image"_s, {}, 1290, 1920);
}

void TestEstimate::oneImageIsExpected()
{
    QFETCH(QString, model);
    QFETCH(QString, size);
    QFETCH(QString, tokens);
    auto asked = input(model, 0);
    asked.imageSize = size;
    QCOMPARE(text(estimateOf(asked, book()).output), tokens);
}

void TestEstimate::textHasTheOutputLimit()
{
    auto asked = input(u"gemini-2.5-flash"_s, 4000);
    auto estimate = estimateOf(asked, book());
    QCOMPARE(text(estimate.output), u"0.."_s);
    QCOMPARE(estimate.low.value(), 1000 * 0.3 / 1e6);
    QVERIFY(!estimate.high);
    asked.maxOutputTokens = 2000;
    estimate = estimateOf(asked, book());
    QCOMPARE(text(estimate.output), u"0..2000"_s);
    QCOMPARE(estimate.high.value(), (1000 * 0.3 + 2000 * 2.5) / 1e6);
    asked.model = u"gemini-3-pro-image"_s;
    asked.textOnly = true;
    estimate = estimateOf(asked, book());
    QCOMPARE(text(estimate.output), u"0..2000"_s);
    QCOMPARE(estimate.high.value(), (1000 * 2.0 + 2000 * 12.0) / 1e6);
}

void TestEstimate::moneyIsARange()
{
    auto asked = input(u"gemini-3-pro-image"_s, 72, {QSize(300, 300)});
    const auto estimate = estimateOf(asked, book());
    QCOMPARE(estimate.low.value(), (276 * 2.0 + 1120 * 120.0 + 50 * 12.0) / 1e6);
    QCOMPARE(estimate.high.value(), (578 * 2.0 + 1120 * 120.0 + 980 * 12.0) / 1e6);
    QCOMPARE(estimate.priceModel, u"gemini-3-pro-image"_s);
    QCOMPARE(estimate.priceDate, QDate(2026, 7, 22));
    asked.candidates = 2;
    const auto two = estimateOf(asked, book());
    QCOMPARE(two.low.value(), (276 * 2.0 + 2 * (1120 * 120.0 + 50 * 12.0)) / 1e6);
}

void TestEstimate::countedTokensReplaceTheEstimate()
{
    auto asked = input(u"gemini-3-pro-image"_s, 72, {QSize(300, 300)});
    QVERIFY(!estimateOf(asked, book()).isExact);
    asked.exactInput = 300;
    const auto estimate = estimateOf(asked, book());
    QVERIFY(estimate.isExact);
    QCOMPARE(text(estimate.input), u"300..300"_s);
    QCOMPARE(estimate.low.value(), (300 * 2.0 + 1120 * 120.0 + 50 * 12.0) / 1e6);
}

void TestEstimate::noPriceIsNoZero()
{
    const auto estimate = estimateOf(input(u"gemini-9-neutron"_s, 400), book());
    QCOMPARE(text(estimate.input), u"100..100"_s);
    QVERIFY(!estimate.low && !estimate.high);
    QVERIFY(estimate.priceModel.isEmpty());
}

void TestEstimate::aFlatPriceIsThePrice()
{
    PriceBook prices = book();
    prices.flat = {{u"proxy"_s, {}, 0.09, FlatRule::OnSuccess}};
    auto asked = input(u"gemini-4-argon"_s, 400);
    asked.backendId = u"proxy"_s;
    const auto estimate = estimateOf(asked, prices);
    QCOMPARE(estimate.low.value(), 0.09);
    QCOMPARE(estimate.high.value(), 0.09);
}

void TestEstimate::hostileInputDoesNotOverflow()
{
    constexpr auto huge = std::numeric_limits<qint64>::max();
    constexpr int wide = std::numeric_limits<int>::max();
    auto asked = input(u"gemini-2.5-pro"_s, huge, QList<QSize>(100, QSize(wide, wide)));
    asked.maxOutputTokens = huge;
    asked.candidates = wide;
    const auto estimate = estimateOf(asked, book());
    QVERIFY(estimate.input.low > 0);
    QVERIFY(*estimate.high >= *estimate.low);
    asked.exactInput = -7;
    QCOMPARE(text(estimateOf(asked, book()).input), u"0..0"_s);
}

QTEST_GUILESS_MAIN(TestEstimate)
#include "tst_estimate.moc"
