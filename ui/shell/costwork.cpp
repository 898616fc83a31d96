#include "ui/shell/costwork.h"

#include "app/settings/settings.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/pricedesk.h"
#include "app/workbench/sessioncost.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"
#include "ui/prompt/editorpanel.h"
#include "ui/settings/pricesdialog.h"

namespace safelight {

CostWork::CostWork(const CostWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    const auto* workbench = &m_parts.workbench;
    connect(workbench, &Workbench::estimateChanged, &m_parts.editor, &EditorPanel::setEstimate);
    connect(&m_parts.workbench.history(), &SessionHistory::reset, this, &CostWork::readLedger);
    connect(workbench, &Workbench::summaryChanged, this, [this](const AttemptSummary& summary) {
        book(m_ledger, summary);
        showTotals();
    });
    connect(m_parts.actions.prices, &QAction::triggered, this, &CostWork::openPrices);
}

void CostWork::readLedger()
{
    m_parts.workbench.history().ledger(this, [this](const Result<Ledger>& found) {
        m_problem = found ? QString() : found.error().message;
        m_ledger = found ? *found : Ledger();
        showTotals();
    });
}

// A part is not a total.
void CostWork::showTotals()
{
    if (m_problem.isEmpty())
        m_parts.status.showTotals(m_ledger);
    else
        m_parts.status.showTotalsProblem(m_problem);
}

void CostWork::openPrices()
{
    QList<std::pair<QString, QString>> names;
    for (const auto& backend : m_parts.workbench.backends().all())
        names.append({backend.id, backend.name});
    const PricesEdit start {m_parts.workbench.prices().book(),
                            m_parts.settings.value(SettingKey::CountTokens).toBool()};
    auto* dialog = new PricesDialog(start, names, QDate::currentDate(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto edit = dialog->edit();
        m_parts.settings.setValue(SettingKey::CountTokens, edit.countTokens);
        m_parts.workbench.prices().setBook(edit.book);
    });
    dialog->open();
}

} // namespace safelight
