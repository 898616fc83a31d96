#include "ui/settings/pricesmodel.h"

#include "tests/support/strict.h"
#include "ui/settings/flatpricesmodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using Column = PricesModel::Column;

namespace {

const QDate today(2026, 11, 21);

PriceBook book()
{
    PriceBook prices;
    prices.bundled = bundledPrices();
    return prices;
}

QString text(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestPricesModel final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void ratesAreReadAsTheyAreShown_data();
    void ratesAreReadAsTheyAreShown();
    void whatIsNoRateIsRefused_data();
    void whatIsNoRateIsRefused();
    void bundledPricesStandAsTheyAre();
    void aNewPriceIsTyped();
    void whatIsTypedWrongIsNotTaken();
    void aCopyIsTheUsers();
    void anotherModelNeedsItsOwnIds();
    void importedPricesReplaceOlderOnes();
    void flatPricesAreTyped();
    void flatPricesOfferChoices();
    void nothingIsDoneBesideTheRows();
};

void TestPricesModel::ratesAreReadAsTheyAreShown_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << u"  "_s << QString();
    QTest::newRow("a number") << u"1.25"_s << u"$1.25"_s;
    QTest::newRow("dollars") << u" $120 "_s << u"$120"_s;
    QTest::newRow("a tier") << u"1.25; 2.5 above 200000"_s << u"$1.25; $2.50 above 200\u202f000"_s;
    QTest::newRow("tiers in disorder")
        << u"1; 3 above 500; $2 above 100"_s << u"$1; $2 above 100; $3 above 500"_s;
    QTest::newRow("as it is shown") << u"$1.25; $2.50 above 200\u202f000"_s
                                    << u"$1.25; $2.50 above 200\u202f000"_s;
}

void TestPricesModel::ratesAreReadAsTheyAreShown()
{
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    const auto rate = rateOf(typed);
    QVERIFY(rate.has_value());
    QCOMPARE(rateText(*rate), shown);
}

void TestPricesModel::whatIsNoRateIsRefused_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"free", "1,25", "-1", "1e9", "nan", "inf", "1; 2", "1; 2 above many",
                              "; 2 above 3", "1; above 3", "1 above 3"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
    QTest::newRow("endless") << QString(100000, u'9');
}

void TestPricesModel::whatIsNoRateIsRefused()
{
    QFETCH(QString, typed);
    const auto rate = rateOf(typed);
    QVERIFY(!rate.has_value());
    QVERIFY(rate.error().message.size() < 300);
}

void TestPricesModel::bundledPricesStandAsTheyAre()
{
    PricesModel model(book(), today);
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), bundledPrices().prices.size());
    QCOMPARE(text(model, 0, Column::Model), u"gemini-3-pro-image"_s);
    QCOMPARE(text(model, 0, Column::Image), u"$120"_s);
    QVERIFY(text(model, 0, Column::Source).startsWith(u"22 Jul 2026 · "_s));
    QVERIFY(!(model.flags(model.index(0, 0)) & Qt::ItemIsEditable));
    QVERIFY(!model.setData(model.index(0, Column::Input), u"7"_s));
    model.remove(0);
    QCOMPARE(model.rowCount(), bundledPrices().prices.size());
    QVERIFY(model.userTable().prices.isEmpty());
}

void TestPricesModel::aNewPriceIsTyped()
{
    PricesModel model(book(), today);
    const QAbstractItemModelTester tester(&model);
    QSignalSpy edited(&model, &PricesModel::edited);
    const int row = model.add();
    const auto type = [&](int column, const QString& typed) {
        QVERIFY(model.setData(model.index(row, column), typed));
    };
    type(Column::Model, u" gemini-9 "_s);
    type(Column::From, u"2027-01-01"_s);
    type(Column::Until, u"2027-12-31"_s);
    type(Column::Input, u"1.25; 2.5 above 200000"_s);
    type(Column::Cached, u"0.1"_s);
    type(Column::Output, u"$10"_s);
    type(Column::Image, u"30"_s);
    type(Column::Source, u"my contract"_s);
    QCOMPARE(edited.size(), 9);
    const auto price = model.userTable().prices.value(0);
    QCOMPARE(price.model, u"gemini-9"_s);
    QCOMPARE(price.from, QDate(2027, 1, 1));
    QCOMPARE(price.until, QDate(2027, 12, 31));
    QCOMPARE(price.perMillion(RateKind::Input, 200001), 2.5);
    QCOMPARE(price.perMillion(RateKind::CachedInput, 1), 0.1);
    QCOMPARE(price.perMillion(RateKind::Output, 1), 10.0);
    QCOMPARE(price.perMillion(RateKind::OutputImage, 1), 30.0);
    QCOMPARE(price.checked, today);
    QCOMPARE(text(model, row, Column::From), u"1 Jan 2027"_s);
    QCOMPARE(text(model, row, Column::Input), u"$1.25–$2.50"_s);
    const QString inFull = u"$1.25; $2.50 above 200\u202f000"_s;
    QCOMPARE(model.index(row, Column::Input).data(Qt::EditRole).toString(), inFull);
    QCOMPARE(model.index(row, Column::Input).data(Qt::ToolTipRole).toString(), inFull);
    QCOMPARE(model.index(row, Column::From).data(Qt::EditRole).toString(), u"2027-01-01"_s);
    QCOMPARE(text(model, row, Column::Source), u"21 Nov 2026 · yours: my contract"_s);
    type(Column::From, {});
    type(Column::Input, {});
    QVERIFY(!model.userTable().prices.value(0).from.isValid());
    QVERIFY(!model.userTable().prices.value(0).rate(RateKind::Input));
    model.remove(row);
    QVERIFY(model.userTable().prices.isEmpty());
}

void TestPricesModel::whatIsTypedWrongIsNotTaken()
{
    PricesModel model(book(), today);
    QSignalSpy refused(&model, &PricesModel::refused);
    model.add();
    QVERIFY(!model.setData(model.index(0, Column::Input), u"much"_s));
    QVERIFY(!model.setData(model.index(0, Column::From), u"soon"_s));
    QVERIFY(!model.setData(model.index(0, Column::Until), u"2027-02-30"_s));
    QCOMPARE(refused.size(), 3);
    QVERIFY(refused[0][0].toString().contains(u"“much” is not a price"_s));
    QVERIFY(refused[1][0].toString().contains(u"“soon” is not a date"_s));
    ModelPrice empty;
    empty.checked = today;
    QCOMPARE(model.userTable().prices.value(0), empty);
}

void TestPricesModel::aCopyIsTheUsers()
{
    PricesModel model(book(), today);
    const QAbstractItemModelTester tester(&model);
    const auto original = model.rows().at(0).price;
    model.add(original);
    const auto copy = model.userTable().prices.value(0);
    QCOMPARE(copy.model, original.model);
    QCOMPARE(copy.ids, original.ids);
    QCOMPARE(copy.rates, original.rates);
    QCOMPARE(copy.checked, today);
    QVERIFY(copy.source.isEmpty());
    QVERIFY(model.flags(model.index(0, 0)) & Qt::ItemIsEditable);
}

void TestPricesModel::anotherModelNeedsItsOwnIds()
{
    PricesModel model(book(), today);
    model.add(model.rows().at(0).price);
    QVERIFY(model.setData(model.index(0, Column::Model), u"other"_s));
    QVERIFY(model.userTable().prices.value(0).ids.isEmpty());
}

void TestPricesModel::importedPricesReplaceOlderOnes()
{
    PricesModel model(book(), today);
    const QAbstractItemModelTester tester(&model);
    ModelPrice one;
    one.model = u"one"_s;
    ModelPrice two = one;
    two.model = u"two"_s;
    model.add(one);
    model.add(two);
    one.model = u"ONE"_s;
    ModelPrice three = one;
    three.model = u"three"_s;
    PriceTable imported;
    imported.prices = {one, three};
    model.take(imported);
    QStringList names;
    for (const auto& price : model.userTable().prices)
        names << price.model;
    QCOMPARE(names, (QStringList {u"two"_s, u"ONE"_s, u"three"_s}));
    QCOMPARE(model.rowCount(), 3 + bundledPrices().prices.size());
    model.removeOwn();
    QCOMPARE(model.rowCount(), bundledPrices().prices.size());
}

void TestPricesModel::flatPricesAreTyped()
{
    FlatPricesModel model({}, {{u"simulator"_s, u"Simulator"_s}, {u"gemini"_s, u"Gemini API"_s}});
    const QAbstractItemModelTester tester(&model);
    QSignalSpy refused(&model, &FlatPricesModel::refused);
    const int row = model.add();
    QCOMPARE(text(model, row, FlatPricesModel::Backend), u"Gemini API"_s);
    QCOMPARE(text(model, row, FlatPricesModel::Model), u"every model"_s);
    QVERIFY(model.setData(model.index(row, FlatPricesModel::Amount), u"$0.09"_s));
    QVERIFY(model.setData(model.index(row, FlatPricesModel::Model), u" gemini-3-pro-image "_s));
    QVERIFY(model.setData(model.index(row, FlatPricesModel::Rule), int(FlatRule::OnEverythingSent)));
    QVERIFY(model.setData(model.index(row, FlatPricesModel::Backend), u"simulator"_s));
    for (const auto& wrong : {u"-1"_s, u"much"_s, u"1e9"_s, u"nan"_s, QString()})
        QVERIFY(!model.setData(model.index(row, FlatPricesModel::Amount), wrong));
    QCOMPARE(refused.size(), 5);
    const FlatPrice expected {u"simulator"_s, u"gemini-3-pro-image"_s, 0.09, FlatRule::OnEverythingSent};
    QCOMPARE(model.rows().value(0), expected);
    QCOMPARE(text(model, row, FlatPricesModel::Amount), u"$0.09"_s);
    model.remove(row);
    QCOMPARE(model.rowCount(), 0);
}

void TestPricesModel::flatPricesOfferChoices()
{
    FlatPricesModel model({{u"gemini"_s, {}, 1, FlatRule::OnHttp200}}, {{u"gemini"_s, u"Gemini API"_s}});
    const ChoiceDelegate delegate;
    QWidget parent;
    const auto edit = [&](int column) { return delegate.createEditor(&parent, {}, model.index(0, column)); };
    auto* rule = qobject_cast<QComboBox*>(edit(FlatPricesModel::Rule));
    QVERIFY(rule);
    QCOMPARE(rule->count(), 3);
    QCOMPARE(rule->accessibleName(), u"Charged"_s);
    delegate.setEditorData(rule, model.index(0, FlatPricesModel::Rule));
    QCOMPARE(rule->currentIndex(), int(FlatRule::OnHttp200));
    rule->setCurrentIndex(0);
    delegate.setModelData(rule, &model, model.index(0, FlatPricesModel::Rule));
    QCOMPARE(model.rows().at(0).rule, FlatRule::OnSuccess);
    QVERIFY(!qobject_cast<QComboBox*>(edit(FlatPricesModel::Amount)));
}

void TestPricesModel::nothingIsDoneBesideTheRows()
{
    PricesModel model(book(), today);
    model.remove(-1);
    model.remove(1000);
    QVERIFY(!model.setData({}, u"x"_s));
    QCOMPARE(model.flags({}), Qt::ItemFlags());
    FlatPricesModel flat({}, {});
    flat.remove(0);
    QVERIFY(!flat.setData({}, u"x"_s));
    flat.add();
    QCOMPARE(flat.rowCount(), 1);
}

QTEST_MAIN(TestPricesModel)
#include "tst_pricesmodel.moc"
