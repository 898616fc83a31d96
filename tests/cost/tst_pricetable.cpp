#include "app/cost/pricetable.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

const QDate today(2026, 11, 21);

// Dollars per million of each kind; below zero: no price.
struct Prices
{
    double input = -1;
    double cached = -1;
    double output = -1;
    double image = -1;
};

double priceOf(const ModelPrice& price, RateKind kind, qint64 prompt = 0,
               ServiceTier tier = ServiceTier::Standard)
{
    return price.perMillion(kind, prompt, tier).value_or(-1);
}

QString refusal(const QByteArray& json)
{
    const auto table = decodePriceTable(json);
    return table ? QString() : table.error().message;
}

} // namespace

Q_DECLARE_METATYPE(Prices)

class TestPriceTable final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theBundledTableIsReadWhole();
    void aModelHasItsPrice_data();
    void aModelHasItsPrice();
    void everyRowOfTheTableIsTested();
    void aLongPromptCostsMore_data();
    void aLongPromptCostsMore();
    void aPriceChangesOnItsDay_data();
    void aPriceChangesOnItsDay();
    void gemini4CostsTwiceAsMuchFromDecember();
    void tiersOfServiceHaveAFactor();
    void anUnknownModelHasNoPrice_data();
    void anUnknownModelHasNoPrice();
    void audioCostsItsOwn();
    void brokenFilesAreRefusedWithPlaceAndReason_data();
    void brokenFilesAreRefusedWithPlaceAndReason();
    void aTableSurvivesBeingWritten();
};

void TestPriceTable::theBundledTableIsReadWhole()
{
    QFile file(u":/models/prices.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto table = decodePriceTable(file.readAll());
    QVERIFY2(table.has_value(), table ? "" : qPrintable(table.error().message));
    QCOMPARE(bundledPrices(), *table);
    QCOMPARE(table->date, QDate(2026, 11, 30));
    for (const auto& price : table->prices) {
        QVERIFY2(!price.source.isEmpty(), qPrintable(price.model));
        QVERIFY2(price.checked.isValid() && price.checked <= table->date, qPrintable(price.model));
    }
}

void TestPriceTable::aModelHasItsPrice_data()
{
    QTest::addColumn<QString>("matched");
    QTest::addColumn<Prices>("prices");
    const auto row = [](const char* model, const QString& matched, const Prices& prices) {
        QTest::newRow(model) << matched << prices;
    };
    row("gemini-4-argon", u"gemini-4-argon"_s, {2, 0.1, 10, -1});
    row("gemini-4-carbon", u"gemini-4-carbon"_s, {2, 0.1, 10, -1});
    row("gemini-4-hydrogen", u"gemini-4-hydrogen"_s, {1.5, 0.075, 7.5, -1});
    row("gemini-4-neon", u"gemini-4-neon"_s, {3, 0.15, 15, -1});
    row("nano-banana-pro-preview", u"nano-banana-pro-preview"_s, {2, -1, 12, 120});
    row("gemini-3-pro-image", u"gemini-3-pro-image"_s, {2, -1, 12, 120});
    row("gemini-3-pro-image-preview", u"gemini-3-pro-image-preview"_s, {2, -1, 12, 120});
    row("gemini-3.1-flash-image", u"gemini-3.1-flash-image"_s, {0.5, -1, 3, 60});
    row("gemini-3.1-flash-image-preview", u"gemini-3.1-flash-image-preview"_s, {0.5, -1, 3, 60});
    row("gemini-3.1-flash-lite-image", u"gemini-3.1-flash-lite-image"_s, {0.25, -1, 1.5, 30});
    row("gemini-nano-banana-2.1", u"gemini-nano-banana-2.1"_s, {1.5, -1, 7.5, 30});
    row("gemini-2.5-flash-image", u"gemini-2.5-flash-image"_s, {0.3, -1, 2.5, 30});
    row("gemini-2.5-flash", u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1});
    row("gemini-2.5-flash-001", u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1});
    row("gemini-2.5-flash-preview-09-2025", u"gemini-2.5-flash-preview-09-2025"_s, {0.3, 0.03, 2.5, -1});
    row("models/gemini-2.5-flash", u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1});
    row("publishers/google/models/gemini-2.5-flash", u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1});
    row("GEMINI-2.5-Flash", u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1});
    row("gemini-2.5-flash-lite", u"gemini-2.5-flash-lite"_s, {0.1, 0.01, 0.4, -1});
    row("gemini-2.5-flash-lite-preview-09-2025", u"gemini-2.5-flash-lite-preview"_s, {0.1, 0.01, 0.4, -1});
    row("gemini-2.5-pro", u"gemini-2.5-pro"_s, {1.25, 0.125, 10, -1});
    row("gemini-3-pro-preview", u"gemini-3-pro-preview"_s, {2, 0.2, 12, -1});
    row("gemini-3.1-pro-preview", u"gemini-3.1-pro-preview"_s, {2, 0.2, 12, -1});
    row("gemini-3-flash-preview", u"gemini-3-flash-preview"_s, {0.5, 0.05, 3, -1});
    row("gemini-3.1-flash-lite", u"gemini-3.1-flash-lite"_s, {0.25, 0.025, 1.5, -1});
    row("gemini-3.5-flash", u"gemini-3.5-flash"_s, {1.5, 0.15, 9, -1});
    row("gemini-3.5-flash-lite", u"gemini-3.5-flash-lite"_s, {0.3, 0.03, 2.5, -1});
    row("gemini-3.6-flash", u"gemini-3.6-flash"_s, {0.75, 0.075, 3.75, -1});
    row("gemini-3.7-flash", u"gemini-3.7-flash"_s, {0.75, 0.075, 3.75, -1});
    row("gemini-3.8-flash", u"gemini-3.8-flash"_s, {0.75, 0.075, 3.75, -1});
}

void TestPriceTable::aModelHasItsPrice()
{
    QFETCH(QString, matched);
    QFETCH(Prices, prices);
    const auto found = bundledPrices().find(QString::fromLatin1(QTest::currentDataTag()), today);
    QVERIFY(found);
    QCOMPARE(found->id, matched);
    QCOMPARE(priceOf(found->price, RateKind::Input), prices.input);
    QCOMPARE(priceOf(found->price, RateKind::InputImage), prices.input);
    QCOMPARE(priceOf(found->price, RateKind::CachedInput), prices.cached);
    QCOMPARE(priceOf(found->price, RateKind::Output), prices.output);
    QCOMPARE(priceOf(found->price, RateKind::OutputImage), prices.image);
}

void TestPriceTable::everyRowOfTheTableIsTested()
{
    aModelHasItsPrice_data();
    QVERIFY(!bundledPrices().prices.isEmpty());
    QFile self(QStringLiteral(SAFELIGHT_TEST_DATA "/../cost/tst_pricetable.cpp"));
    QVERIFY(self.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(self.readAll());
    for (const auto& price : bundledPrices().prices)
        QVERIFY2(text.contains("row(\""_L1 + price.model + u'"'), qPrintable(price.model));
}

void TestPriceTable::aLongPromptCostsMore_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<qint64>("prompt");
    QTest::addColumn<Prices>("prices");
    const auto rows = [](const QString& model, const Prices& below, const Prices& above) {
        const auto name = [&model](const char* where) {
            return (model + QLatin1StringView(where)).toLatin1();
        };
        QTest::newRow(name(" just below 200k").constData()) << model << qint64(199999) << below;
        QTest::newRow(name(" at 200k").constData()) << model << qint64(200000) << below;
        QTest::newRow(name(" just above 200k").constData()) << model << qint64(200001) << above;
        QTest::newRow(name(" with a million").constData()) << model << qint64(1000000) << above;
    };
    rows(u"gemini-2.5-pro"_s, {1.25, 0.125, 10, -1}, {2.5, 0.25, 15, -1});
    rows(u"gemini-3-pro-preview"_s, {2, 0.2, 12, -1}, {4, 0.4, 18, -1});
    rows(u"gemini-3.1-pro-preview"_s, {2, 0.2, 12, -1}, {4, 0.4, 18, -1});
    rows(u"gemini-2.5-flash"_s, {0.3, 0.03, 2.5, -1}, {0.3, 0.03, 2.5, -1});
}

void TestPriceTable::aLongPromptCostsMore()
{
    QFETCH(QString, model);
    QFETCH(qint64, prompt);
    QFETCH(Prices, prices);
    const auto found = bundledPrices().find(model, today);
    QVERIFY(found);
    QCOMPARE(priceOf(found->price, RateKind::Input, prompt), prices.input);
    QCOMPARE(priceOf(found->price, RateKind::CachedInput, prompt), prices.cached);
    QCOMPARE(priceOf(found->price, RateKind::Output, prompt), prices.output);
}

void TestPriceTable::aPriceChangesOnItsDay_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<double>("input");
    QTest::addColumn<double>("output");
    for (const auto& model : {u"gemini-3.6-flash"_s, u"gemini-3.7-flash"_s, u"gemini-3.8-flash"_s}) {
        const auto name = [&model](const char* when) { return (model + QLatin1StringView(when)).toLatin1(); };
        QTest::newRow(name(", the day before").constData()) << model << QDate(2026, 12, 31) << 0.75 << 3.75;
        QTest::newRow(name(", the day of the change").constData())
            << model << QDate(2027, 1, 1) << 1.5 << 7.5;
        QTest::newRow(name(", a year later").constData()) << model << QDate(2028, 1, 1) << 1.5 << 7.5;
    }
}

void TestPriceTable::gemini4CostsTwiceAsMuchFromDecember()
{
    for (const auto& model : {u"gemini-4-argon"_s, u"gemini-4-carbon"_s}) {
        const auto before = bundledPrices().find(model, {2026, 11, 30});
        const auto after = bundledPrices().find(model, {2026, 12, 1});
        QVERIFY(before && after);
        QCOMPARE(priceOf(before->price, RateKind::Input), 2.0);
        QCOMPARE(priceOf(after->price, RateKind::Input), 4.0);
        QCOMPARE(priceOf(after->price, RateKind::CachedInput), 0.2); // 5 %
        QCOMPARE(priceOf(after->price, RateKind::Output), 20.0);
        QCOMPARE(after->price.perMillion(RateKind::Input, 0, ServiceTier::Priority), std::optional(4 * 1.8));
    }
    QCOMPARE(priceOf(bundledPrices().find(u"gemini-4-neon"_s, {2026, 12, 1})->price, RateKind::CachedInput),
             0.15);
    QCOMPARE(bundledPrices().find(u"nano-banana-pro-preview"_s, {2026, 12, 1})->price.model,
             u"gemini-3-pro-image"_s);
    // An alias that moves has no price of its own.
    QVERIFY(!bundledPrices().find(u"gemini-flash-latest"_s, {2026, 12, 1}));
}

void TestPriceTable::aPriceChangesOnItsDay()
{
    QFETCH(QString, model);
    QFETCH(QDate, day);
    QFETCH(double, input);
    QFETCH(double, output);
    const auto found = bundledPrices().find(model, day);
    QVERIFY(found);
    QCOMPARE(priceOf(found->price, RateKind::Input), input);
    QCOMPARE(priceOf(found->price, RateKind::Output), output);
}

void TestPriceTable::tiersOfServiceHaveAFactor()
{
    const auto found = bundledPrices().find(u"gemini-3.5-flash"_s, today);
    QVERIFY(found);
    QCOMPARE(priceOf(found->price, RateKind::Output, 0, ServiceTier::Standard), 9.0);
    QCOMPARE(priceOf(found->price, RateKind::Output, 0, ServiceTier::Batch), 4.5);
    QCOMPARE(priceOf(found->price, RateKind::Output, 0, ServiceTier::Flex), 4.5);
    QCOMPARE(priceOf(found->price, RateKind::Output, 0, ServiceTier::Priority), 16.2);
    ModelPrice own;
    own.rate(RateKind::Output) = TokenRate {9, {}};
    QVERIFY2(!own.perMillion(RateKind::Output, 0, ServiceTier::Batch), "no factor told, none guessed");
}

void TestPriceTable::anUnknownModelHasNoPrice_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QDate>("day");
    QTest::newRow("no model") << QString() << today;
    QTest::newRow("another make") << u"claude-9"_s << today;
    QTest::newRow("named in documents only") << u"gemini-5-xenon"_s << today;
    QTest::newRow("speech is another model") << u"gemini-2.5-flash-preview-tts"_s << today;
    QTest::newRow("an older preview had another price") << u"gemini-2.5-flash-preview-04-17"_s << today;
    QTest::newRow("a longer name is another model") << u"gemini-2.5-flash-image-maker"_s << today;
    QTest::newRow("a shorter name too") << u"gemini-2.5"_s << today;
    QTest::newRow("a tuned model") << u"tunedModels/gemini-2.5-flash"_s << today;
    QTest::newRow("a million letters") << QString(1 << 20, u'g') << today;
    QTest::newRow("no day") << u"gemini-2.5-flash"_s << QDate();
}

void TestPriceTable::anUnknownModelHasNoPrice()
{
    QFETCH(QString, model);
    QFETCH(QDate, day);
    QVERIFY(!bundledPrices().find(model, day));
}

void TestPriceTable::audioCostsItsOwn()
{
    const auto flash = bundledPrices().find(u"gemini-2.5-flash"_s, today);
    QCOMPARE(priceOf(flash->price, RateKind::InputAudio), 1.0);
    QCOMPARE(priceOf(flash->price, RateKind::CachedAudio), 0.1);
    const auto uniform = bundledPrices().find(u"gemini-3.5-flash-lite"_s, today);
    QCOMPARE(priceOf(uniform->price, RateKind::InputAudio), 0.3);
    QCOMPARE(priceOf(uniform->price, RateKind::CachedAudio), 0.03);
    ModelPrice half;
    half.rate(RateKind::InputAudio) = TokenRate {1, {}};
    half.rate(RateKind::CachedInput) = TokenRate {0.1, {}};
    QVERIFY2(!half.perMillion(RateKind::CachedAudio, 0), "dear audio is not cached at the price of text");
}

void TestPriceTable::brokenFilesAreRefusedWithPlaceAndReason_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& json, const QString& message) {
        QTest::newRow(name) << json << message;
    };
    const auto entry = [](const QByteArray& members) {
        return QByteArray(R"({"models":[{"model":"ok","input":1},{)" + members + "}]}");
    };
    row("nothing", {}, u"Line 1, column 1: this is not JSON (illegal value)."_s);
    row("broken in the third line", "{\n \"models\": [\n  {\"model\": }\n]}",
        u"Line 3, column 14: this is not JSON (object is missing after a comma)."_s);
    row("cut off", "{\"models\": [", u"Line 1, column 13: this is not JSON (unterminated array)."_s);
    row("a list", "[]", u"This is not a price file."_s);
    row("no models", "{}", u"“models” is not a list of prices."_s);
    row("a broken date", R"({"date":"21 Nov 2026","models":[]})",
        u"“date” is not a day such as 2026-08-05."_s);
    row("no model", entry(R"("input":1)"), u"Entry 2: “model” is missing."_s);
    row("an entry that is none", R"({"models":[7]})", u"Entry 1: “model” is missing."_s);
    row("a text for a price", entry(R"("model":"x","input":"1")"),
        u"Entry 2 (x): “input” is not a number."_s);
    row("null for a price", entry(R"("model":"x","input":null)"), u"Entry 2 (x): “input” is not a number."_s);
    row("a price below zero", entry(R"("model":"x","output":-1)"), u"Entry 2 (x): “output” is below zero."_s);
    row("an absurd price", entry(R"("model":"x","output":1e300)"),
        u"Entry 2 (x): “output” is more than 100000."_s);
    row("no price at all", entry(R"("model":"x","outputImage":3)"),
        u"Entry 2 (x): there is neither a price for input nor for output."_s);
    row("a misspelt member", entry(R"("model":"x","ouput":3)"),
        u"Entry 2 (x): “ouput” is not a member of a price."_s);
    row("a day that is none", entry(R"("model":"x","input":1,"from":"2026-02-30")"),
        u"Entry 2 (x): “from” is not a day such as 2026-08-05."_s);
    row("an end before its beginning",
        entry(R"("model":"x","input":1,"from":"2026-02-02","until":"2026-02-01")"),
        u"Entry 2 (x): “until” lies before “from”."_s);
    row("two prices for one day", entry(R"("model":"OK","input":1,"from":"2026-02-02")"),
        u"Entry 2 (OK): another entry has a price for the same days."_s);
    row("a tier without a start", entry(R"("model":"x","input":{"base":1,"tiers":[{"price":3}]})"),
        u"Entry 2 (x): “input.tiers” has a tier without a whole “above”."_s);
    row("a tier without a price", entry(R"("model":"x","input":{"base":1,"tiers":[{"above":3}]})"),
        u"Entry 2 (x): “input.tiers.price” is not a number."_s);
    row("tiers that are no list", entry(R"("model":"x","input":{"base":1})"),
        u"Entry 2 (x): “input.tiers” is not a list."_s);
    row("ids that are no list", entry(R"("model":"x","input":1,"ids":"y")"),
        u"Entry 2 (x): “ids” is not a list."_s);
    row("an id that is no text", entry(R"("model":"x","input":1,"ids":[7])"),
        u"Entry 2 (x): “ids” holds something that is not a text."_s);
    row("a match that is none", entry(R"("model":"x","input":1,"match":{})"),
        u"Entry 2 (x): “match” is not an object with one rule."_s);
    row("a match of an unknown kind", entry(R"("model":"x","input":1,"match":{"sounds_like":"y"})"),
        u"Entry 2 (x): “match” has a rule that is not known."_s);
    row("a broken pattern", entry(R"("model":"x","input":1,"match":{"or":[{"regex":"("}]})"),
        u"Entry 2 (x): “match.regex” is not a regular expression."_s);
    row("a broken factor", entry(R"("model":"x","input":1,"factors":{"batch":"half"})"),
        u"Entry 2 (x): “factors.batch” is not a number."_s);
}

void TestPriceTable::brokenFilesAreRefusedWithPlaceAndReason()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    QCOMPARE(refusal(json), message);
}

void TestPriceTable::aTableSurvivesBeingWritten()
{
    const auto again = decodePriceTable(encodePriceTable(bundledPrices()));
    QVERIFY(again.has_value());
    QCOMPARE(*again, bundledPrices());
}

QTEST_GUILESS_MAIN(TestPriceTable)
#include "tst_pricetable.moc"
