#include "app/workbench/sessioncost.h"
#include "app/workbench/sessionhistory.h"
#include "ui/prompt/editorpanel.h"
#include "ui/settings/pricesdialog.h"
#include "ui/shell/mainwindow_p.h"

// What things cost: the estimate in the editor, the session's total, the prices.
namespace safelight {

void MainWindow::Private::connectMoney()
{
    connect(&workbench, &Workbench::estimateChanged, editor, &EditorPanel::setEstimate);
    connect(&workbench.history(), &SessionHistory::reset, &window, [this] {
        workbench.history().ledger(&window, [this](const Result<Ledger>& found) {
            ledger = found ? *found : Ledger();
            status->showTotals(ledger);
        });
    });
    connect(&workbench, &Workbench::summaryChanged, &window, [this](const AttemptSummary& summary) {
        book(ledger, summary);
        status->showTotals(ledger);
    });
    connect(&workbench, &Workbench::pricesChanged, &window, [this] {
        if (shown.id != 0 && shown.state != AttemptState::Sending)
            workbench.showAttempt(shown.id);
    });
    connect(actions->prices, &QAction::triggered, &window, [this] { openPrices(); });
}

void MainWindow::Private::openPrices()
{
    QList<std::pair<QString, QString>> names;
    for (const auto& backend : workbench.backends())
        names.append({backend.id, backend.name});
    const PricesEdit start {workbench.prices(), settings.value(SettingKey::CountTokens).toBool()};
    auto* dialog = new PricesDialog(start, names, QDate::currentDate(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &window, [this, dialog] {
        const auto edit = dialog->edit();
        settings.setValue(SettingKey::CountTokens, edit.countTokens);
        workbench.setPrices(edit.book);
    });
    dialog->open();
}

} // namespace safelight
