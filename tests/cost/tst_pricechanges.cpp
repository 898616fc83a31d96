#include "app/cost/pricechanges.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 21);

ModelPrice price(const QString& model, double input, QDate from = {}, QDate until = {})
{
    ModelPrice made;
    made.model = model;
    made.from = from;
    made.until = until;
    made.rate(RateKind::Input) = TokenRate {input, {}};
    return made;
}

} // namespace

class TestPriceChanges final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyPriceIsToldApart();
    void aPriceToComeIsComparedOnItsFirstDay();
    void theUsersOwnPriceIsWhatChanges();
    void bothFormatsAreRead();
    void aBrokenFileIsAnError();
};

void TestPriceChanges::everyPriceIsToldApart()
{
    PriceBook book;
    book.bundled.prices = {price(u"same"_s, 1), price(u"other"_s, 2)};
    PriceTable offered;
    offered.prices = {price(u"same"_s, 1), price(u"other"_s, 3), price(u"new"_s, 4)};
    const auto changes = priceChanges(offered, book, today);
    QCOMPARE(changes.size(), 3);
    QCOMPARE(int(changes[0].kind), int(PriceChange::Kind::Same));
    QCOMPARE(int(changes[1].kind), int(PriceChange::Kind::Changed));
    QCOMPARE(changes[1].known->rate(RateKind::Input)->base, 2.0);
    QCOMPARE(int(changes[2].kind), int(PriceChange::Kind::New));
    QVERIFY(!changes[2].known);
}

void TestPriceChanges::aPriceToComeIsComparedOnItsFirstDay()
{
    PriceBook book;
    book.bundled.prices = {price(u"m"_s, 1, {}, {2026, 12, 31}), price(u"m"_s, 2, {2027, 1, 1})};
    PriceTable offered;
    offered.prices = {price(u"m"_s, 2, {2027, 1, 1})};
    QCOMPARE(int(priceChanges(offered, book, today).constFirst().kind), int(PriceChange::Kind::Same));
    offered.prices = {price(u"m"_s, 2)};
    QCOMPARE(int(priceChanges(offered, book, today).constFirst().kind), int(PriceChange::Kind::Changed));
}

void TestPriceChanges::theUsersOwnPriceIsWhatChanges()
{
    PriceBook book;
    book.bundled.prices = {price(u"m"_s, 1)};
    book.user.prices = {price(u"m"_s, 7)};
    PriceTable offered;
    offered.prices = {price(u"m"_s, 1)};
    QCOMPARE(priceChanges(offered, book, today).constFirst().known->rate(RateKind::Input)->base, 7.0);
}

void TestPriceChanges::bothFormatsAreRead()
{
    const auto ours = readPriceFile(encodePriceTable(bundledPrices()), today);
    QVERIFY(ours.has_value());
    QCOMPARE(ours->table.prices, bundledPrices().prices);
    const auto genai = readPriceFile(
        R"([{"id":"google","models":[{"id":"x","match":{"equals":"x"},"prices":{"input_mtok":1,"output_mtok":2}}]}])",
        today);
    QVERIFY(genai.has_value());
    QCOMPARE(genai->table.prices.constFirst().model, u"x"_s);
    QCOMPARE(genai->table.date, today);
}

void TestPriceChanges::aBrokenFileIsAnError()
{
    QVERIFY(!readPriceFile("{", today));
    QVERIFY(!readPriceFile(R"({"models":[{"model":"x","inputt":1}]})", today));
    QVERIFY(!readPriceFile("<html>404</html>", today));
}

QTEST_GUILESS_MAIN(TestPriceChanges)
#include "tst_pricechanges.moc"
