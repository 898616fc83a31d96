#include "ui/advice/templateform.h"

#include "app/wording/advicewords.h"
#include "ui/base/plainedit.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace safelight {

TemplateForm::TemplateForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_remedy(subject.remedy)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setVerticalSpacing(spacing::betweenControls);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildScenario(subject.prompt.text);
    buildAddition();
    buildFields();
    showAddition();
}

// Preselected by what the text seems to be about; the user has the last word.
void TemplateForm::buildScenario(const QString& text)
{
    const auto scenarios = templateTable().scenarios(m_remedy.id);
    if (scenarios.size() < 2)
        return;
    m_scenario = new QComboBox(this);
    m_scenario->setObjectName(u"scenario"_s);
    m_scenario->setAccessibleName(tr("What it is about"));
    for (const auto choice : scenarios)
        m_scenario->addItem(wording::scenario(choice), int(choice));
    const int likely = m_scenario->findData(int(likelyScenario(text)));
    m_scenario->setCurrentIndex(std::max(likely, m_scenario->findData(int(Scenario::General))));
    auto* label = new QLabel(tr("What it is &about"), this);
    label->setBuddy(m_scenario);
    label->setMinimumHeight(m_scenario->sizeHint().height());
    m_layout->addRow(label, m_scenario);
    connect(m_scenario, &QComboBox::currentIndexChanged, this, [this] {
        buildFields();
        showAddition();
        emit changed();
    });
}

void TemplateForm::buildAddition()
{
    m_addition = new PlainEdit(this);
    m_addition->setObjectName(u"addition"_s);
    m_addition->setAccessibleName(tr("Text that is added"));
    m_addition->setTabChangesFocus(true);
    m_addition->setFixedHeight(4 * fontMetrics().lineSpacing() + 16);
    m_again = new QPushButton(tr("&Use the sentences again"), this);
    m_again->setAutoDefault(false);
    m_again->hide();
    auto* label = new QLabel(tr("&Text that is added; you may put it in your own words"), this);
    label->setBuddy(m_addition);
    m_layout->addRow(label);
    m_layout->addRow(m_addition);
    m_layout->addRow(m_again);
    connect(m_addition, &QPlainTextEdit::textChanged, this, [this] {
        m_own = true;
        m_again->show();
        emit changed();
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_own = false;
        m_addition->setFocus();
        showAddition();
        emit changed();
    });
}

void TemplateForm::buildFields()
{
    for (QLineEdit* edit : std::as_const(m_fields)) {
        QWidget* row = edit;
        while (row->parentWidget() != this) // the line of a box
            row = row->parentWidget();
        m_layout->removeRow(row);
    }
    m_fields.clear();
    const Template* current = form();
    if (!current)
        return;
    QWidget* before = m_scenario;
    for (const auto& field : current->fields) {
        QLineEdit* line = addField(field);
        m_fields.insert(field.id, line);
        QWidget* editor = line->focusProxy() ? line->focusProxy() : line; // the line of a box
        if (before)
            setTabOrder(before, editor);
        before = editor;
    }
    if (before)
        setTabOrder(before, m_addition);
    setTabOrder(m_addition, m_again);
}

QLineEdit* TemplateForm::addField(const TemplateField& field)
{
    const QString name = wording::fieldLabel(field.id);
    QWidget* editor = nullptr;
    QLineEdit* line = nullptr;
    if (field.suggestions.isEmpty()) {
        editor = line = new QLineEdit(this);
    } else {
        auto* box = new QComboBox(this);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        for (const auto& id : field.suggestions)
            box->addItem(wording::suggestion(id));
        box->setCurrentIndex(-1); // nothing is chosen for the user
        box->view()->setAccessibleName(name);
        editor = box;
        line = box->lineEdit();
    }
    editor->setObjectName(field.id);
    editor->setAccessibleName(field.required ? tr("%1, needed").arg(name) : name);
    line->setText(m_filled.value(field.id));
    line->setPlaceholderText(wording::fieldHint(field.id, scenario()));
    auto* label = new QLabel(field.required ? tr("%1 (needed)").arg(name) : name, this);
    label->setBuddy(editor);
    label->setMinimumHeight(editor->sizeHint().height()); // beside the middle of the field
    const int place = (m_scenario ? 1 : 0) + int(m_fields.size());
    m_layout->insertRow(place, label, editor);
    connect(line, &QLineEdit::textChanged, this, [this, id = field.id](const QString& text) {
        m_filled.insert(id, text);
        showAddition();
        emit changed();
    });
    return line;
}

void TemplateForm::showAddition()
{
    if (m_own)
        return;
    const QSignalBlocker programmatic(m_addition);
    m_addition->setPlainText(additionText(m_remedy, choices()));
    m_again->hide();
}

Scenario TemplateForm::scenario() const
{
    return m_scenario ? Scenario(m_scenario->currentData().toInt()) : Scenario::General;
}

const Template* TemplateForm::form() const
{
    return templateTable().find(m_remedy.id, scenario());
}

RemedyChoices TemplateForm::choices() const
{
    RemedyChoices choices;
    choices.scenario = scenario();
    if (const Template* current = form()) {
        choices.sentences = wording::templateSentences(*current);
        for (const auto& field : current->fields)
            choices.fields.insert(field.id, m_filled.value(field.id));
    }
    if (m_own)
        choices.addition = m_addition->toPlainText();
    return choices;
}

} // namespace safelight
