#include "app/cost/pricebook.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

const QDate today(2026, 11, 21);

ModelPrice price(const QString& model, double input, QDate from = {}, QDate until = {})
{
    ModelPrice result;
    result.model = model;
    result.from = from;
    result.until = until;
    result.rate(RateKind::Input) = TokenRate {input, {}};
    return result;
}

double input(const PriceBook& book, const QString& model, QDate day)
{
    const auto found = book.lookup(model, day);
    return found ? found->price.perMillion(RateKind::Input, 0).value_or(-1) : -2;
}

} // namespace

class TestPriceBook final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theUsersPriceComesFirst();
    void aFlatPriceBelongsToABackEnd();
    void theUsersPricesAreKept();
    void brokenUserPricesAreRefused_data();
    void brokenUserPricesAreRefused();
};

void TestPriceBook::theUsersPriceComesFirst()
{
    PriceBook book;
    book.bundled.prices = {price(u"m"_s, 1), price(u"n"_s, 2)};
    book.user.prices = {price(u"m"_s, 7, {2026, 6, 1}, {2026, 6, 30})};
    QCOMPARE(input(book, u"m"_s, {2026, 5, 31}), 1.0);
    QCOMPARE(input(book, u"m"_s, {2026, 6, 1}), 7.0);
    QCOMPARE(input(book, u"models/m"_s, {2026, 6, 30}), 7.0);
    QCOMPARE(input(book, u"m"_s, {2026, 7, 1}), 1.0);
    QCOMPARE(input(book, u"n"_s, {2026, 6, 1}), 2.0);
    QCOMPARE(input(book, u"o"_s, {2026, 6, 1}), -2.0);
    QVERIFY(book.lookup(u"m"_s, {2026, 6, 1})->user);
    QVERIFY(!book.lookup(u"n"_s, {2026, 6, 1})->user);
}

void TestPriceBook::aFlatPriceBelongsToABackEnd()
{
    PriceBook book;
    book.flat = {{u"proxy"_s, {}, 0.05, FlatRule::OnSuccess},
                 {u"proxy"_s, u"pro"_s, 0.09, FlatRule::OnHttp200}};
    QVERIFY(!book.flatPrice(u"gemini"_s, u"pro"_s));
    QVERIFY(!book.flatPrice({}, {}));
    QCOMPARE(book.flatPrice(u"proxy"_s, u"other"_s)->amount, 0.05);
    QCOMPARE(book.flatPrice(u"proxy"_s, {})->amount, 0.05);
    QCOMPARE(book.flatPrice(u"proxy"_s, u"models/pro"_s)->amount, 0.09);
}

void TestPriceBook::theUsersPricesAreKept()
{
    PriceBook book;
    book.bundled = bundledPrices();
    auto own = price(u"m"_s, 7, {2026, 6, 1});
    own.ids = {u"m-1"_s};
    own.match = ModelMatch {ModelMatch::Kind::StartsWith, u"m-"_s, {}};
    own.rate(RateKind::Output) = TokenRate {1, {{200000, 2}}};
    own.factors.at(std::size_t(ServiceTier::Batch)) = 0.5;
    own.source = u"my invoice"_s;
    own.checked = today;
    book.user.prices = {own};
    book.flat = {{u"proxy"_s, u"pro"_s, 0.09, FlatRule::OnEverythingSent}};
    const auto again = decodeUserPrices(encodeUserPrices(book));
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().message));
    QCOMPARE(*again, book);
    const auto none = decodeUserPrices({});
    QVERIFY(none.has_value());
    QCOMPARE(none->bundled, bundledPrices());
    QVERIFY(none->user.prices.isEmpty() && none->flat.isEmpty());
}

void TestPriceBook::brokenUserPricesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto flat = [](const QByteArray& members) {
        return QByteArray(R"({"models":[],"flat":[{)" + members + "}]}");
    };
    QTest::newRow("cut off") << QByteArray("{")
                             << u"Line 1, column 2: this is not JSON (unterminated object)."_s;
    QTest::newRow("a list") << QByteArray("[]") << u"“models” is not a list of prices."_s;
    QTest::newRow("no back end") << flat(R"("amount":1,"charged":"onSuccess")")
                                 << u"Flat price 1: “backend” is missing."_s;
    QTest::newRow("no amount") << flat(R"("backend":"x","charged":"onSuccess")")
                               << u"Flat price 1: “amount” is not a number."_s;
    QTest::newRow("another rule") << flat(R"("backend":"x","amount":1,"charged":"maybe")")
                                  << u"Flat price 1: “charged” is none of the known rules."_s;
}

void TestPriceBook::brokenUserPricesAreRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto book = decodeUserPrices(json);
    QVERIFY(!book.has_value());
    QCOMPARE(book.error().message, message);
}

QTEST_GUILESS_MAIN(TestPriceBook)
#include "tst_pricebook.moc"
