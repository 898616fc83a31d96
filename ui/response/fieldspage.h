#pragma once

#include "app/base/background.h"
#include "ui/response/fieldsmodel.h"
#include "ui/response/inspectorpage.h"

class QLabel;

namespace safelight {

class DataTable;
class SearchField;

// Every field of the answer, its value and what it means.
class FieldsPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit FieldsPage(QWidget* parent = nullptr);
    void showAttempt(const Attempt& attempt) override;

private:
    void showRows(const QList<FieldRow>& rows);
    void filter();
    void showNote();

    SearchField* m_search = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_nothing = nullptr;
    DataTable* m_table = nullptr;
    FieldsModel m_model;
    QList<FieldRow> m_all;
    QByteArray m_bytes; // that m_all was or is being read from
    QString m_deciding;
    Latest m_reading;
};

} // namespace safelight
