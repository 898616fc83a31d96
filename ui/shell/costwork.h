#pragma once

#include "app/cost/ledger.h"

#include <QObject>

class QWidget;

namespace safelight {

class Actions;
class EditorPanel;
class Settings;
class StatusLine;
class Workbench;

// What costs need of the window; all of it outlives it.
struct CostWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    EditorPanel& editor;
    StatusLine& status;
};

// What things cost: the estimate in the editor, the session's total, the prices.
class CostWork final : public QObject
{
    Q_OBJECT

public:
    CostWork(const CostWorkParts& parts, QWidget* window);

private:
    void readLedger();
    void showTotals();
    void openPrices();

    QWidget& m_window;
    const CostWorkParts m_parts;
    Ledger m_ledger; // of the open session
    QString m_problem; // why the ledger is not known; empty: it is
};

} // namespace safelight
