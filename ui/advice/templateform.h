#pragma once

#include "app/advice/templates.h"
#include "ui/advice/remedyform.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace safelight {

// The blanks of a template by scenario, and the sentences they make, which the user may put in words of their
// own (another language, say) before they are added.
class TemplateForm final : public RemedyForm
{
    Q_OBJECT

public:
    explicit TemplateForm(const RemedySubject& subject, QWidget* parent = nullptr);
    RemedyChoices choices() const override;

private:
    void buildScenario(const QString& text);
    void buildAddition();
    void buildFields();
    QLineEdit* addField(const TemplateField& field);
    void showAddition();
    Scenario scenario() const;
    const Template* form() const;

    Remedy m_remedy;
    QComboBox* m_scenario = nullptr; // null: the template is the same for all
    QFormLayout* m_layout = nullptr;
    QHash<QString, QLineEdit*> m_fields; // of the scenario in force
    QHash<QString, QString> m_filled; // kept when the scenario changes
    QPlainTextEdit* m_addition = nullptr;
    QPushButton* m_again = nullptr;
    bool m_own = false; // the addition is in the user's words
};

} // namespace safelight
