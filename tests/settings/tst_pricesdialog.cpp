#include "ui/settings/pricesdialog.h"

#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"
#include "ui/base/messagebar.h"
#include "ui/settings/pricechangesdialog.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 21);

PricesEdit bundled()
{
    PricesEdit edit;
    edit.book.bundled = bundledPrices();
    return edit;
}

} // namespace

class TestPricesDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void startsFromWhatIsKept();
    void aCopyOfAPriceIsChanged();
    void aFlatPriceIsAdded();
    void theCountingIsTheUsersChoice();
    void anImportIsTakenWithItsNotes();
    void whatChangesIsShownAndMayBeLeft();
    void aFileAtAnAddressIsFetchedWhenAsked();
    void aBrokenImportIsRefusedWithPlaceAndReason_data();
    void aBrokenImportIsRefusedWithPlaceAndReason();
    void whatCannotBeKeptIsSaid();
    void cancelKeepsNothing();
    void everyControlHasAName();
    void isPaintedInEveryTheme_data();
    void isPaintedInEveryTheme();

private:
    void open(const PricesEdit& edit = bundled());
    QPushButton* button(const char* name) const
    {
        return m_dialog->findChild<QPushButton*>(QLatin1StringView(name));
    }
    QTableView* table(const QString& name) const
    {
        for (auto* view : m_dialog->findChildren<QTableView*>()) {
            if (view->accessibleName() == name)
                return view;
        }
        return nullptr;
    }
    PriceChangesDialog* changesOf(const QString& path);
    QTableView* prices() const { return table(u"Prices per million tokens"_s); }
    bool says(const QString& words) const
    {
        const auto* bar = m_dialog->findChild<MessageBar*>();
        for (const auto* label : bar->findChildren<QLabel*>()) {
            if (bar->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PricesDialog> m_dialog;
};

void TestPricesDialog::init()
{
    test::strict();
    applyTheme(*qApp, Appearance::Light);
}

void TestPricesDialog::open(const PricesEdit& edit)
{
    m_dialog = std::make_unique<PricesDialog>(
        edit,
        QList<std::pair<QString, QString>> {{u"simulator"_s, u"Built-in simulator"_s},
                                            {u"gemini"_s, u"Gemini API"_s}},
        today);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestPricesDialog::startsFromWhatIsKept()
{
    auto edit = bundled();
    edit.book.user.prices = {bundledPrices().prices.at(3)};
    edit.book.flat = {{u"gemini"_s, {}, 0.09, FlatRule::OnSuccess}};
    edit.countTokens = false;
    open(edit);
    QCOMPARE(m_dialog->edit().book, edit.book);
    QCOMPARE(m_dialog->edit().countTokens, false);
    QCOMPARE(prices()->model()->rowCount(), 1 + bundledPrices().prices.size());
    QVERIFY(button("resetPrices")->isEnabled());
    button("resetPrices")->click();
    QVERIFY(m_dialog->edit().book.user.prices.isEmpty());
    QVERIFY(!button("resetPrices")->isEnabled());
}

void TestPricesDialog::aCopyOfAPriceIsChanged()
{
    open();
    QVERIFY(!button("copyPrice")->isEnabled() || prices()->currentIndex().isValid());
    prices()->setCurrentIndex(prices()->model()->index(0, 0));
    QVERIFY(!button("removePrice")->isEnabled());
    button("copyPrice")->click();
    auto* editor = prices()->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), u"$2"_s);
    editor->setText(u"3.5"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_dialog->edit().book.user.prices.value(0).perMillion(RateKind::Input, 0), 3.5);
    const auto own = m_dialog->edit().book.user.prices.value(0);
    QCOMPARE(own.model, bundledPrices().prices.at(0).model);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(button("removePrice")->isEnabled());
    button("removePrice")->click();
    QVERIFY(m_dialog->edit().book.user.prices.isEmpty());
}

void TestPricesDialog::aFlatPriceIsAdded()
{
    open();
    m_dialog->findChild<QTabWidget*>()->setCurrentIndex(1);
    button("newFlat")->click();
    auto* flat = table(u"Prices per request"_s);
    auto* editor = flat->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->setText(u"much"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(says(u"“much” is not a price"_s));
    QVERIFY(flat->model()->setData(flat->model()->index(0, 2), u"0.09"_s));
    QVERIFY(!m_dialog->findChild<MessageBar*>()->isVisible());
    const FlatPrice expected {u"gemini"_s, {}, 0.09, FlatRule::OnHttp200};
    QCOMPARE(m_dialog->edit().book.flat, QList<FlatPrice> {expected});
    flat->setCurrentIndex(flat->model()->index(0, 0));
    button("removeFlat")->click();
    QVERIFY(m_dialog->edit().book.flat.isEmpty());
}

void TestPricesDialog::theCountingIsTheUsersChoice()
{
    open();
    auto* count = m_dialog->findChild<QCheckBox*>(u"countTokens"_s);
    QVERIFY(count->isChecked());
    count->click();
    QCOMPARE(m_dialog->edit().countTokens, false);
}

void TestPricesDialog::anImportIsTakenWithItsNotes()
{
    open();
    QSignalSpy ended(m_dialog.get(), &PricesDialog::importEnded);
    const QString path = QStringLiteral(SAFELIGHT_TEST_DATA "/cost/genai-prices.json");
    auto* changes = changesOf(path);
    QVERIFY(changes);
    // Nothing is taken before it was seen.
    QVERIFY(m_dialog->edit().book.user.prices.isEmpty());
    const auto differing = changes->changed().prices.size();
    QVERIFY(differing > 0 && differing <= 5);
    changes->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toBool(), true);
    QVERIFY(says(u"some of the file is not used"_s));
    QCOMPARE(m_dialog->edit().book.user.prices.size(), differing);
    // Once more changes nothing, and says so.
    m_dialog->importFile(path);
    QTRY_COMPARE(ended.size(), 2);
    QVERIFY(says(u"already in use"_s));
    QCOMPARE(m_dialog->edit().book.user.prices.size(), differing);
    m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
}

PriceChangesDialog* TestPricesDialog::changesOf(const QString& path)
{
    QSignalSpy shown(m_dialog.get(), &PricesDialog::changesShown);
    m_dialog->importFile(path);
    [&shown] { QTRY_COMPARE(shown.size(), 1); }();
    return m_dialog->findChild<PriceChangesDialog*>();
}

void TestPricesDialog::whatChangesIsShownAndMayBeLeft()
{
    open();
    QSignalSpy ended(m_dialog.get(), &PricesDialog::importEnded);
    PriceTable table = bundledPrices();
    std::ranges::find(table.prices, u"gemini-4-argon"_s, &ModelPrice::model)->rate(RateKind::Input)->base =
        2.5;
    const QString path = m_folder.filePath(u"ours.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(encodePriceTable(table)) > 0);
    file.close();
    auto* changes = changesOf(path);
    QVERIFY(changes);
    auto* model = changes->findChild<QTableView*>()->model();
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, PriceChangesModel::Change).data().toString(), u"input $2 → $2.50"_s);
    QCOMPARE(model->index(0, PriceChangesModel::Days).data().toString(), u"until 30 Nov 2026"_s);
    changes->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel)->click();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toBool(), false);
    QVERIFY(m_dialog->edit().book.user.prices.isEmpty());
}

void TestPricesDialog::aFileAtAnAddressIsFetchedWhenAsked()
{
    open();
    test::HttpServer server({test::Reply::json(
        R"([{"id":"google","models":[{"id":"gemini-9","match":{"equals":"gemini-9"},"prices":{"input_mtok":1,"output_mtok":2}}]}])")});
    QSignalSpy shown(m_dialog.get(), &PricesDialog::changesShown);
    QSignalSpy ended(m_dialog.get(), &PricesDialog::importEnded);
    button("fetchPrices")->click();
    auto* question = m_dialog->findChild<QInputDialog*>(u"priceAddress"_s);
    QVERIFY(question);
    QVERIFY(server.requests().isEmpty());
    question->setTextValue(server.url().toString());
    question->accept();
    QTRY_COMPARE(shown.size(), 1);
    auto* changes = m_dialog->findChild<PriceChangesDialog*>();
    QCOMPARE(changes->changed().prices.constFirst().model, u"gemini-9"_s);
    changes->accept();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(m_dialog->edit().book.user.prices.size(), 1);
    m_dialog->importFrom(QUrl(u"http://example.com/prices.json"_s));
    QTRY_COMPARE(ended.size(), 2);
    QVERIFY(says(u"must begin with https://"_s));
}

void TestPricesDialog::aBrokenImportIsRefusedWithPlaceAndReason_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("words");
    QTest::newRow("no JSON") << QByteArray("[\n  {]") << u"Line 2, column 5: this is not JSON"_s;
    QTest::newRow("a wrong price") << QByteArray(
        R"([{"id":"google","models":[{"id":"x","prices":{"input_mtok":"1"}}]}])")
                                   << u"Model 1 (x): “input_mtok” is not a number."_s;
    QTest::newRow("nothing in it") << QByteArray() << u"Nothing was imported."_s;
}

void TestPricesDialog::aBrokenImportIsRefusedWithPlaceAndReason()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, words);
    open();
    const QString path = m_folder.filePath(u"prices.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
    file.close();
    QSignalSpy ended(m_dialog.get(), &PricesDialog::importEnded);
    m_dialog->importFile(path);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(says(words));
    QVERIFY(m_dialog->edit().book.user.prices.isEmpty());
    m_dialog->importFile(m_folder.filePath(u"missing.json"_s));
    QTRY_COMPARE(ended.size(), 2);
    QVERIFY(says(u"Nothing was imported."_s));
}

void TestPricesDialog::whatCannotBeKeptIsSaid()
{
    open();
    button("newPrice")->click();
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(says(u"Entry 1: “model” is missing."_s));
    auto* model = prices()->model();
    QVERIFY(model->setData(model->index(0, 0), u"m"_s));
    m_dialog->accept();
    QVERIFY(says(u"there is neither a price for input nor for output"_s));
    QVERIFY(model->setData(model->index(0, 3), u"1"_s));
    m_dialog->accept();
    QVERIFY(!m_dialog->isVisible());
}

void TestPricesDialog::cancelKeepsNothing()
{
    open();
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    button("newPrice")->click();
    m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel)->click();
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(accepted.isEmpty());
}

void TestPricesDialog::everyControlHasAName()
{
    open();
    QCOMPARE(test::withoutName(m_dialog.get()), QStringList());
}

void TestPricesDialog::isPaintedInEveryTheme_data()
{
    QTest::addColumn<int>("appearance");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("tab");
    QTest::newRow("prices-light") << int(Appearance::Light) << QSize(900, 520) << 0;
    QTest::newRow("prices-dark") << int(Appearance::Dark) << QSize(900, 520) << 0;
    QTest::newRow("prices-small") << int(Appearance::Light) << QSize(640, 400) << 0;
    QTest::newRow("prices-flat") << int(Appearance::Light) << QSize(900, 520) << 1;
}

void TestPricesDialog::isPaintedInEveryTheme()
{
    QFETCH(int, appearance);
    QFETCH(QSize, size);
    QFETCH(int, tab);
    applyTheme(*qApp, Appearance(appearance));
    auto edit = bundled();
    edit.book.user.prices = {bundledPrices().prices.at(7)};
    edit.book.user.prices[0].source = u"my contract"_s;
    edit.book.flat = {{u"gemini"_s, {}, 0.09, FlatRule::OnSuccess},
                      {u"gemini"_s, u"gemini-nano-banana-2.1"_s, 0.055, FlatRule::OnEverythingSent}};
    open(edit);
    m_dialog->resize(size);
    m_dialog->findChild<QTabWidget*>()->setCurrentIndex(tab);
    m_dialog->importFile(m_folder.filePath(u"missing.json"_s));
    QTRY_VERIFY(says(u"Nothing was imported."_s));
    const QImage image = test::pictureOf(m_dialog.get(), QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(test::colorsIn(image) >= 8);
}

QTEST_MAIN(TestPricesDialog)
#include "tst_pricesdialog.moc"
