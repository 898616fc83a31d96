#include "ui/advice/choiceforms.h"

#include "app/wording/advicewords.h"
#include "ui/base/plainedit.h"
#include "ui/base/tinted.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QListWidget>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QVBoxLayout* columnOf(QWidget* form)
{
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->setSpacing(spacing::betweenControls);
    return column;
}

int modelLimit(const RemedySubject& subject)
{
    const auto it = std::ranges::find(subject.models, subject.prompt.model, &ModelInfo::id);
    const bool known = it != subject.models.end() && it->outputTokenLimit;
    return known ? *it->outputTokenLimit : std::numeric_limits<int>::max();
}

QString rewriteHint(const QString& remedy)
{
    if (remedy == "english"_L1)
        return RewriteForm::tr("Write your translation over the text.");
    if (remedy == "splitPrompt"_L1)
        return RewriteForm::tr("Take out the part that is to wait.");
    return RewriteForm::tr("Change what should be said differently.");
}

} // namespace

RewriteForm::RewriteForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_text(new PlainEdit(subject.prompt.text, this))
{
    m_text->setObjectName(u"newText"_s);
    m_text->setAccessibleName(tr("New text"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(110);
    auto* column = columnOf(this);
    column->addWidget(mutedLabel(rewriteHint(subject.remedy.id)));
    column->addWidget(m_text, 1);
    connect(m_text, &QPlainTextEdit::textChanged, this, &RemedyForm::changed);
}

RemedyChoices RewriteForm::choices() const
{
    RemedyChoices choices;
    choices.text = m_text->toPlainText();
    return choices;
}

ThresholdForm::ThresholdForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_changes(subject.remedy.action.thresholds)
{
    auto* column = columnOf(this);
    for (const auto& change : m_changes) {
        auto* box = new QCheckBox(wording::thresholdChange(change), this);
        box->setChecked(true);
        column->addWidget(box);
        m_boxes << box;
        connect(box, &QCheckBox::toggled, this, &RemedyForm::changed);
    }
}

RemedyChoices ThresholdForm::choices() const
{
    RemedyChoices choices;
    choices.thresholds.emplace();
    for (qsizetype i = 0; i < m_changes.size(); ++i) {
        if (m_boxes.at(i)->isChecked())
            choices.thresholds->append(m_changes.at(i));
    }
    return choices;
}

ModelForm::ModelForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_model(new QComboBox(this))
{
    m_model->setObjectName(u"model"_s);
    m_model->setAccessibleName(tr("Model"));
    for (const auto& id : subject.remedy.action.models) {
        const auto it = std::ranges::find(subject.models, id, &ModelInfo::id);
        const QString note = it == subject.models.end() ? QString() : it->note;
        m_model->addItem(note.isEmpty() ? id : tr("%1 (%2)").arg(id, note), id);
    }
    auto* form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Model"), m_model);
    connect(m_model, &QComboBox::currentIndexChanged, this, &RemedyForm::changed);
}

RemedyChoices ModelForm::choices() const
{
    RemedyChoices choices;
    choices.model = m_model->currentData().toString();
    return choices;
}

LimitForm::LimitForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_settings(*subject.remedy.action.generation)
    , m_limit(new QSpinBox(this))
{
    m_limit->setObjectName(u"limit"_s);
    m_limit->setAccessibleName(tr("Output limit in tokens"));
    m_limit->setRange(1, modelLimit(subject));
    m_limit->setSingleStep(1024);
    m_limit->setGroupSeparatorShown(true);
    m_limit->setValue(m_settings.maxOutputTokens.value_or(1));
    auto* form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Output &limit in tokens"), m_limit);
    connect(m_limit, &QSpinBox::valueChanged, this, &RemedyForm::changed);
}

RemedyChoices LimitForm::choices() const
{
    RemedyChoices choices;
    choices.generation = m_settings;
    choices.generation->maxOutputTokens = m_limit->value();
    return choices;
}

ImagesForm::ImagesForm(const RemedySubject& subject, QWidget* parent)
    : RemedyForm(parent)
    , m_images(new QListWidget(this))
{
    m_images->setObjectName(u"keptImages"_s);
    m_images->setAccessibleName(tr("Reference images that stay"));
    const auto& images = subject.prompt.images;
    for (qsizetype i = 0; i < images.size(); ++i) {
        const QString name = images.at(i).fileName;
        auto* item = new QListWidgetItem(
            tr("%1. %2").arg(i + 1).arg(name.isEmpty() ? tr("a picture without a name") : name), m_images);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(i < images.size() / 2 ? Qt::Checked : Qt::Unchecked);
    }
    m_images->setMinimumHeight(90);
    auto* column = columnOf(this);
    column->addWidget(mutedLabel(tr("Those with a tick stay.")));
    column->addWidget(m_images, 1);
    connect(m_images, &QListWidget::itemChanged, this, &RemedyForm::changed);
}

RemedyChoices ImagesForm::choices() const
{
    RemedyChoices choices;
    for (int i = 0; i < m_images->count(); ++i) {
        if (m_images->item(i)->checkState() == Qt::Checked)
            choices.keptImages << i;
    }
    return choices;
}

} // namespace safelight
