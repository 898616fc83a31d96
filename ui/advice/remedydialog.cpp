#include "ui/advice/remedydialog.h"

#include "app/settings/settings.h"
#include "app/wording/advicewords.h"
#include "app/wording/changewords.h"
#include "ui/base/diffview.h"
#include "ui/base/scrolled.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr QSize pleasantSize(560, 560);

} // namespace

RemedyDialog::RemedyDialog(const RemedySubject& subject, Settings& settings, QWidget* parent)
    : QDialog(parent)
    , m_subject(subject)
    , m_settings(settings)
    , m_edited(subject.prompt)
    , m_form(makeRemedyForm(subject))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setWindowTitle(wording::remedyTitle(subject.remedy.id));
    setObjectName(u"remedyDialog"_s);
    setSizeGripEnabled(true);
    build();
    if (!restoreGeometry(settings.value(SettingKey::RemedyDialogGeometry).toByteArray()))
        resize(pleasantSize);
    update();
}

void RemedyDialog::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane, 4);
    column->setSpacing(spacing::insidePane);
    column->addWidget(new WrapLabel(wording::remedyWhy(m_subject.remedy)));
    if (m_form) {
        column->addWidget(m_form);
        connect(m_form, &RemedyForm::changed, this, &RemedyDialog::update);
    }
    column->addWidget(buildPreview(), 1);

    m_problem = mutedLabel();
    m_problem->setObjectName(u"problem"_s);
    QPushButton* apply = m_buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(u"apply"_s);
    apply->setProperty("primary", true);
    apply->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, spacing::insidePane);
    outer->setSpacing(spacing::betweenControls);
    outer->addWidget(new Scrolled(content), 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(spacing::insidePane, 0, spacing::insidePane, 0);
    foot->addWidget(m_problem);
    foot->addWidget(m_buttons);
    outer->addLayout(foot);
}

QWidget* RemedyDialog::buildPreview()
{
    auto* preview = new QWidget;
    m_heading = new QLabel;
    QFont strong = m_heading->font();
    strong.setWeight(QFont::DemiBold);
    m_heading->setFont(strong);
    m_diff = new DiffView;
    m_diff->setObjectName(u"diff"_s);
    m_changes = new WrapLabel;
    m_changes->setObjectName(u"changes"_s);
    auto* column = new QVBoxLayout(preview);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addWidget(m_diff, 1);
    column->addWidget(m_changes);
    column->addStretch(0);
    return preview;
}

void RemedyDialog::update()
{
    const auto result =
        applyRemedy(m_subject.remedy, m_subject.prompt, m_form ? m_form->choices() : RemedyChoices());
    m_edited = result ? *result : m_subject.prompt;
    m_problem->setText(result ? QString() : problemOf(result.error()));
    m_problem->setVisible(!result);
    auto* apply = m_buttons->findChild<QPushButton*>(u"apply"_s);
    apply->setEnabled(bool(result));
    apply->setAccessibleDescription(m_problem->text());
    showEdit();
}

void RemedyDialog::showEdit()
{
    const Prompt& before = m_subject.prompt;
    const bool system = m_subject.remedy.action.kind == RemedyKind::SystemInstruction;
    const bool text = system || m_subject.remedy.action.kind == RemedyKind::AddText
        || m_subject.remedy.action.kind == RemedyKind::Rewrite;
    m_heading->setText(!text        ? tr("What changes")
                           : system ? tr("The system instruction as it would be")
                                    : tr("The prompt as it would be"));
    m_diff->setVisible(text);
    if (text) {
        m_diff->setAccessibleName(m_heading->text());
        m_diff->showDiff(system ? textDiff(before.systemInstruction, m_edited.systemInstruction)
                                : textDiff(before.text, m_edited.text));
    }
    const auto changes = wording::promptChanges(before, m_edited);
    m_changes->setText(changes.isEmpty() && !text ? tr("Nothing yet.") : changes.join(u'\n'));
    m_changes->setVisible(!m_changes->text().isEmpty());
}

QString RemedyDialog::problemOf(const Error& error) const
{
    const bool isTemplate = m_subject.remedy.action.kind == RemedyKind::AddText
        || m_subject.remedy.action.kind == RemedyKind::SystemInstruction;
    if (!isTemplate || error.detail.isEmpty() || error.detail == m_subject.remedy.id)
        return error.message;
    QStringList labels;
    for (const auto& id : error.detail.split(u", "_s))
        labels << wording::fieldLabel(id);
    return tr("Still to fill in: %1.").arg(labels.join(u", "_s));
}

void RemedyDialog::done(int result)
{
    m_settings.setValue(SettingKey::RemedyDialogGeometry, saveGeometry());
    QDialog::done(result);
}

} // namespace safelight
