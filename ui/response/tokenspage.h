#pragma once

#include "ui/response/inspectorpage.h"
#include "ui/response/tokensmodel.h"

class QLabel;

namespace safelight {

class DataTable;

// What was counted, by kind and modality, and whether it adds up.
class TokensPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit TokensPage(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showUsage(const Attempt& attempt);

    Plot* m_plot = nullptr;
    QLabel* m_sum = nullptr;
    QLabel* m_notes = nullptr;
    DataTable* m_table = nullptr;
    TokensModel m_model;
};

} // namespace safelight
