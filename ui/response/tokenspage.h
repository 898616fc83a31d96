#pragma once

#include "ui/response/inspectorpage.h"
#include "ui/response/tokensmodel.h"

class QLabel;

namespace safelight {

class DataTable;

// What was counted, by kind and modality, whether it adds up, what it costs and whether it was charged.
class TokensPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit TokensPage(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showUsage(const Attempt& attempt);
    void showBilling(const Attempt& attempt);

    Plot* m_plot = nullptr;
    QLabel* m_amount = nullptr;
    QLabel* m_why = nullptr;
    QLabel* m_notes = nullptr;
    DataTable* m_table = nullptr;
    TokensModel m_model;
};

} // namespace safelight
