#include "app/cost/genaiprices.h"

#include "tests/support/strict.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

const QDate today(2026, 11, 21);

QByteArray excerpt()
{
    QFile file(QStringLiteral(SAFELIGHT_TEST_DATA "/cost/genai-prices.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ImportedPrices imported()
{
    auto result = importGenaiPrices(excerpt(), today);
    return result ? *std::move(result) : ImportedPrices();
}

QByteArray withModel(const QByteArray& members)
{
    return R"([{"id":"google","models":[{"id":"ok","prices":{"input_mtok":1}},{)" + members + "}]}]";
}

} // namespace

class TestGenaiPrices final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theModelsOfGoogleAreTaken();
    void matchesAreKept_data();
    void matchesAreKept();
    void tiersAndDatesAreKept();
    void whatCannotBeUsedIsNoted();
    void aWrapperObjectIsReadToo();
    void brokenFilesAreRefusedWhole_data();
    void brokenFilesAreRefusedWhole();
    void importedPricesCanBeKept();
};

void TestGenaiPrices::theModelsOfGoogleAreTaken()
{
    const auto table = imported().table;
    QCOMPARE(table.prices.size(), 5);
    QVERIFY(!table.find(u"gpt-x"_s, today));
    const auto found = table.find(u"gemini-3-pro-image"_s, today);
    QVERIFY(found);
    QCOMPARE(found->price.source, u"genai-prices"_s);
    QCOMPARE(found->price.checked, today);
    QCOMPARE(found->price.perMillion(RateKind::Input, 0), 2.0);
    QCOMPARE(found->price.perMillion(RateKind::OutputImage, 0), 120.0);
    QVERIFY(!found->price.rate(RateKind::CachedInput));
}

void TestGenaiPrices::matchesAreKept_data()
{
    QTest::addColumn<QString>("matched");
    QTest::newRow("gemini-3-pro-image") << u"gemini-3-pro-image-preview"_s;
    QTest::newRow("gemini-3-pro-image-preview-05-20") << u"gemini-3-pro-image-preview"_s;
    QTest::newRow("gemini-2.5-pro-preview-06-05") << u"gemini-2.5-pro"_s;
    QTest::newRow("gemini-2.5-pro-preview-tts") << QString();
    QTest::newRow("Gemini-3.8-Flash-anything") << u"gemini-3.8-flash"_s;
    QTest::newRow("x-live") << u"gemini-live-2.5-flash"_s;
    QTest::newRow("a-live-2.5-b") << u"gemini-live-2.5-flash"_s;
    QTest::newRow("gemma-3") << QString();
}

void TestGenaiPrices::matchesAreKept()
{
    QFETCH(QString, matched);
    const auto found = imported().table.find(QString::fromLatin1(QTest::currentDataTag()), today);
    QCOMPARE(found ? found->id : QString(), matched);
}

void TestGenaiPrices::tiersAndDatesAreKept()
{
    const auto table = imported().table;
    const auto pro = table.find(u"gemini-2.5-pro"_s, today)->price;
    QCOMPARE(pro.perMillion(RateKind::Input, 200000), 1.25);
    QCOMPARE(pro.perMillion(RateKind::Input, 200001), 2.5);
    QCOMPARE(pro.perMillion(RateKind::CachedInput, 200001), 0.25);
    const auto input = [&table](QDate day) {
        return table.find(u"gemini-3.8-flash"_s, day)->price.perMillion(RateKind::Input, 0);
    };
    QCOMPARE(input({2020, 1, 1}), 0.75);
    QCOMPARE(input({2026, 12, 31}), 0.75);
    QCOMPARE(input({2027, 1, 1}), 1.5);
}

void TestGenaiPrices::whatCannotBeUsedIsNoted()
{
    const QStringList expected {
        u"gemini-live-2.5-flash: the price “cache_write_mtok” is not used."_s,
        u"gemma-3: left out, because it has no price per token."_s,
        u"nightly: left out, because its price depends on the time of day."_s,
        u"later: left out, because “sounds_like” is a kind of match that is not known."_s,
    };
    QCOMPARE(imported().notes, expected);
}

void TestGenaiPrices::aWrapperObjectIsReadToo()
{
    const auto wrapped = importGenaiPrices("{\"providers\":" + excerpt() + "}", today);
    QVERIFY(wrapped.has_value());
    QCOMPARE(*wrapped, imported());
}

void TestGenaiPrices::brokenFilesAreRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& json, const QString& message) {
        QTest::newRow(name) << json << message;
    };
    const QString none = u"There is no provider “google” in this file."_s;
    row("nothing", {}, u"Line 1, column 1: this is not JSON (illegal value)."_s);
    row("broken in line 2", "[\n{]", u"Line 2, column 3: this is not JSON (unterminated object)."_s);
    row("an empty list", "[]", none);
    row("an object", "{}", none);
    row("another provider", R"([{"id":"openai","models":[]}])", none);
    row("models that are no list", R"([{"id":"google","models":{}}])",
        u"“models” is not a list of models."_s);
    row("a model without an id", withModel(R"("prices":{"input_mtok":1})"), u"Model 2: “id” is missing."_s);
    row("no prices", withModel(R"("id":"x")"), u"Model 2 (x): “prices” is not an object or a list."_s);
    row("a price that is a text", withModel(R"("id":"x","prices":{"input_mtok":"1"})"),
        u"Model 2 (x): “input_mtok” is not a number."_s);
    row("a price below zero", withModel(R"("id":"x","prices":{"input_mtok":-1})"),
        u"Model 2 (x): “input_mtok” is below zero."_s);
    row("a broken tier", withModel(R"("id":"x","prices":{"input_mtok":{"base":1,"tiers":[{"price":1}]}})"),
        u"Model 2 (x): “input_mtok.tiers” has a tier without a whole “start”."_s);
    row("a broken match", withModel(R"("id":"x","match":"x","prices":{"input_mtok":1})"),
        u"Model 2 (x): “match” is not an object with one rule."_s);
    row("a match of nothing", withModel(R"("id":"x","match":{"or":[]},"prices":{"input_mtok":1})"),
        u"Model 2 (x): “match.or” is not a list of rules."_s);
    row("a broken pattern", withModel(R"("id":"x","match":{"regex":"["},"prices":{"input_mtok":1})"),
        u"Model 2 (x): “match.regex” is not a regular expression."_s);
    row("a match without end",
        withModel(R"("id":"x","match":)" + QByteArray(R"({"or":[)").repeated(20) + R"({"equals":"x"})"
                  + QByteArray("]}").repeated(20) + R"(,"prices":{"input_mtok":1})"),
        u"Model 2 (x): “match” is not an object with one rule."_s);
    row("a broken start date",
        withModel(R"("id":"x","prices":[{"constraint":{"start_date":"soon"},"prices":{"input_mtok":1}}])"),
        u"Model 2 (x): “start_date” is not a day such as 2026-08-05."_s);
    row("a constraint that is none",
        withModel(R"("id":"x","prices":[{"constraint":{"moon":"full"},"prices":{"input_mtok":1}}])"),
        u"Model 2 (x): “constraint” has no start date."_s);
    row("two prices from the same day",
        withModel(R"("id":"x","prices":[{"prices":{"input_mtok":1}},{"prices":{"input_mtok":2}}])"),
        u"Model 2 (x): “prices” has two prices for the same day."_s);
    row("a model twice", withModel(R"("id":"ok","prices":{"input_mtok":1})"),
        u"Entry 2 (ok): another entry has a price for the same days."_s);
}

void TestGenaiPrices::brokenFilesAreRefusedWhole()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto result = importGenaiPrices(json, today);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().message, message);
}

void TestGenaiPrices::importedPricesCanBeKept()
{
    const auto table = imported().table;
    auto again = decodePriceTable(encodePriceTable(table));
    QVERIFY(again.has_value());
    QCOMPARE(*again, table);
}

QTEST_GUILESS_MAIN(TestGenaiPrices)
#include "tst_genaiprices.moc"
