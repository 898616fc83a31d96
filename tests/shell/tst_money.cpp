#include "app/sqlite/connection.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/pricedesk.h"
#include "app/workbench/sessionhistory.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"
#include "ui/settings/pricesdialog.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

QString labelText(const QWidget& root, const QString& name)
{
    const auto* label = root.findChild<QLabel*>(name);
    return label ? label->text() : QString();
}

} // namespace

// The estimate before, the session's total after, and the prices in between; on the real simulator.
class tst_Money : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theSimulatorCountsWhatTheEditorEstimated()
    {
        test::Program program;
        QVERIFY(program.open());
        auto& document = program.workbench->document();
        document.setModel(u"gemini-3-pro-image"_s);
        document.setText(u"x"_s.repeated(72));
        QTRY_COMPARE(labelText(*program.window, u"estimatedTokens"_s), u"≈ 18 tokens"_s);
        QVERIFY(labelText(*program.window, u"estimatedMoney"_s).contains(u"(prices of "_s));
        QTRY_VERIFY_WITH_TIMEOUT(labelText(*program.window, u"estimatedTokens"_s).startsWith(u"18 token"_s),
                                 10000);
        document.setText({});
        QTRY_VERIFY(labelText(*program.window, u"estimatedMoney"_s).isEmpty());
    }

    void theSessionIsSummedUpAndNothingIsCharged()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        program.workbench->document().setModel(u"gemini-2.5-flash"_s);
        program.workbench->document().setText(u"Describe a quiet harbour"_s);
        program.workbench->sending().send();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QTRY_VERIFY(test::showsText(*program.window, u"Session: "_s));
        QTRY_VERIFY(test::showsText(*program.window, u", not charged"_s));
    }

    // No zeros in the place of what is not known.
    void totalsThatCannotBeReadAreSaidToBeUnknown()
    {
        test::Program program;
        QVERIFY(program.open());
        QSignalSpy finished(program.workbench.get(), &Workbench::attemptFinished);
        program.workbench->document().setModel(u"gemini-2.5-flash"_s);
        program.workbench->document().setText(u"Describe a quiet harbour"_s);
        program.workbench->sending().send();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QTRY_VERIFY(test::showsText(*program.window, u"Session: "_s));
        const auto breaker = Connection::open(program.sessionPath(), Connection::Mode::ReadWrite);
        QVERIFY((*breaker)->run(u"ALTER TABLE attempts RENAME COLUMN cost_high TO gone"_s));
        emit program.workbench->history().reset(); // as after a merge: they are summed up anew
        QTRY_VERIFY(test::showsText(*program.window, u"Totals unknown"_s));
        QVERIFY(!test::showsText(*program.window, u"Session: "_s));
        QVERIFY((*breaker)->run(u"ALTER TABLE attempts RENAME COLUMN gone TO cost_high"_s));
        emit program.workbench->history().reset();
        QTRY_VERIFY(test::showsText(*program.window, u"Session: "_s));
    }

    void ownPricesAreUsedAndKept()
    {
        QTemporaryDir folder;
        {
            test::Program program(folder.path());
            QVERIFY(program.open());
            program.workbench->document().setText(u"Describe a quiet harbour"_s);
            QTRY_VERIFY(program.workbench->estimate());
            auto* dialog = openPrices(program);
            QVERIFY(dialog);
            dialog->findChild<QPushButton*>(u"newFlat"_s)->click();
            auto* model = flatModel(*dialog);
            QVERIFY(model && model->setData(model->index(0, 0), u"simulator"_s)
                    && model->setData(model->index(0, 2), u"0.5"_s));
            dialog->findChild<QCheckBox*>(u"countTokens"_s)->setChecked(false);
            dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
            QTRY_COMPARE(labelText(*program.window, u"estimatedMoney"_s), u"≈ $0.500, estimate"_s);
        }
        test::Program again(folder.path());
        QCOMPARE(again.workbench->prices().book().flat.size(), 1);
        QCOMPARE(again.settings.value(SettingKey::CountTokens).toBool(), false);
    }

    void cancelLeavesThePricesAlone()
    {
        test::Program program;
        QVERIFY(program.open());
        auto* dialog = openPrices(program);
        QVERIFY(dialog);
        dialog->findChild<QPushButton*>(u"newFlat"_s)->click();
        dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel)->click();
        QVERIFY(program.workbench->prices().book().flat.isEmpty());
        QVERIFY(!program.settings.value(SettingKey::UserPrices).toByteArray().contains("backend"));
    }

private:
    static PricesDialog* openPrices(test::Program& program)
    {
        for (auto* action : program.window->actions()) {
            if (action->text() == u"&Prices…"_s)
                action->trigger();
        }
        return program.window->findChild<PricesDialog*>();
    }

    static QAbstractItemModel* flatModel(const PricesDialog& dialog)
    {
        for (auto* view : dialog.findChildren<QAbstractItemView*>()) {
            if (view->accessibleName() == u"Prices per request"_s)
                return view->model();
        }
        return nullptr;
    }
};

QTEST_MAIN(tst_Money)
#include "tst_money.moc"
