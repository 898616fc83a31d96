#include "ui/prompt/generationrow.h"

#include "ui/base/wraplabel.h"
#include "ui/prompt/valueeditors.h"
#include "ui/theme/tint.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QStackedWidget>

namespace safelight {

GenerationRow::GenerationRow(const QString& name, const QString& help, ValueEditor* editor,
                             const QVariant& start)
    : m_editor(editor)
    , m_start(start)
    , m_check(new QCheckBox(name))
    , m_pages(new QStackedWidget)
    , m_notSent(new QLabel(tr("not sent")))
    , m_note(new WrapLabel)
{
    build(name, help);
    connect(m_check, &QCheckBox::toggled, this, [this](bool on) {
        emit valueEdited(on ? m_start : QVariant());
        emit finished();
    });
    connect(m_editor, &ValueEditor::edited, this, [this] { emit valueEdited(m_editor->value()); });
    connect(m_editor, &ValueEditor::finished, this, &GenerationRow::finished);
    showValue(QVariant());
}

void GenerationRow::build(const QString& name, const QString& help)
{
    m_check->setToolTip(help);
    m_check->setMinimumHeight(spacing::target);
    m_check->setAccessibleDescription(help);
    m_notSent->setProperty("muted", true);
    m_editor->focusTarget()->setAccessibleName(name);
    m_editor->focusTarget()->setToolTip(help);
    m_pages->addWidget(m_notSent);
    m_pages->addWidget(m_editor);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setHorizontalSpacing(spacing::betweenControls);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(0, 11);
    layout->setColumnStretch(1, 10);
    layout->addWidget(m_check, 0, 0, Qt::AlignTop);
    layout->addWidget(m_pages, 0, 1);
    layout->addWidget(m_note, 1, 0, 1, 2);
    layout->setRowMinimumHeight(0, spacing::rowHeight);
}

void GenerationRow::showValue(const QVariant& value)
{
    const QSignalBlocker blocker(m_check);
    m_check->setChecked(value.isValid());
    if (value.isValid() && value != m_editor->value())
        m_editor->setValue(value);
    m_pages->setCurrentIndex(value.isValid() ? 1 : 0);
    // A hidden page must not keep the row as high as its editor.
    m_editor->setSizePolicy(QSizePolicy::Preferred,
                            value.isValid() ? QSizePolicy::Fixed : QSizePolicy::Ignored);
    showNote();
}

void GenerationRow::setStart(const QVariant& start)
{
    m_start = start;
}

void GenerationRow::setObstacle(const QString& reason)
{
    m_obstacle = reason;
    showNote();
}

void GenerationRow::setHint(const QString& hint)
{
    m_hint = hint;
    showNote();
}

void GenerationRow::showNote()
{
    const bool set = m_check->isChecked();
    const bool obstructed = !m_obstacle.isEmpty();
    m_check->setEnabled(set || !obstructed);
    QString note = set ? m_hint : QString();
    if (obstructed)
        note = set ? tr("%1 It is sent as it stands.").arg(m_obstacle) : m_obstacle;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    tint(m_note, palette(), obstructed && set ? Role::Warn : Role::Mute);
}

void GenerationRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showNote();
    QWidget::changeEvent(event);
}

} // namespace safelight
