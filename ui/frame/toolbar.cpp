#include "ui/frame/toolbar.h"

#include "ui/base/elidedlabel.h"
#include "ui/frame/actions.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

Toolbar::Toolbar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build(actions);
    updateIcons();
}

void Toolbar::build(const Actions& actions)
{
    const auto makeButton = [this](const QString& name) {
        auto* button = new QToolButton(this);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(name);
        button->setMinimumHeight(32);
        return button;
    };
    m_send = makeButton(tr("Send the prompt"));
    m_send->setProperty("primary", true);
    m_send->setText(tr("Send   Ctrl+↵"));
    connect(m_send, &QToolButton::clicked, actions.send, &QAction::trigger);
    m_stop = makeButton(tr("Stop the request"));
    m_stop->setProperty("framed", true);
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(actions.stop->toolTip());
    m_stop->setEnabled(actions.stop->isEnabled());
    connect(m_stop, &QToolButton::clicked, actions.stop, &QAction::trigger);
    connect(actions.stop, &QAction::enabledChanged, m_stop, &QToolButton::setEnabled);
    m_backend = makeButton(tr("Back end"));
    m_backend->setProperty("framed", true);
    m_backend->setPopupMode(QToolButton::InstantPopup);
    m_backendMenu = new QMenu(m_backend);
    m_backend->setMenu(m_backendMenu);
    m_decode = makeButton(tr("Decode a response"));
    m_decode->setProperty("framed", true);
    m_decode->setToolTip(actions.decode->toolTip());
    connect(m_decode, &QToolButton::clicked, actions.decode, &QAction::trigger);
    m_code = makeButton(tr("Get code"));
    m_code->setProperty("framed", true);
    m_code->setToolTip(tr("This request in Python, JavaScript, cURL, or as a promptfoo test"));
    m_code->setPopupMode(QToolButton::InstantPopup);
    m_report = makeButton(tr("Export report"));
    m_report->setProperty("framed", true);
    m_report->setToolTip(actions.exportReport->toolTip());
    m_report->setPopupMode(QToolButton::InstantPopup);
    for (auto* button : {m_decode, m_code, m_report})
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    setTexts(Texts::Full);
    buildModelChoice();
    m_note = new ElidedLabel({}, this);
    m_note->setProperty("muted", true);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::insidePane, spacing::betweenControls, spacing::insidePane,
                            spacing::betweenControls);
    row->setSpacing(spacing::betweenControls);
    for (QWidget* widget : {static_cast<QWidget*>(m_send), static_cast<QWidget*>(m_stop),
                            static_cast<QWidget*>(m_backend), static_cast<QWidget*>(m_model)})
        row->addWidget(widget);
    row->addWidget(m_note, 1);
    row->addWidget(m_decode);
    row->addWidget(m_code);
    row->addWidget(m_report);
}

void Toolbar::buildModelChoice()
{
    m_model = new QComboBox(this);
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setAccessibleName(tr("Model"));
    m_model->setToolTip(tr("The model that is asked. Any id can be typed; it is sent as it stands."));
    m_model->setMinimumWidth(200);
    m_model->setMaximumWidth(250);
    m_model->setMinimumHeight(32);
    m_model->completer()->setFilterMode(Qt::MatchContains);
    m_model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    const auto choose = [this] {
        const QString id = m_model->currentText().trimmed();
        if (!id.isEmpty())
            emit modelChosen(id);
        updateModelNote();
    };
    connect(m_model, &QComboBox::activated, this, choose);
    connect(m_model->lineEdit(), &QLineEdit::editingFinished, this, choose);
}

void Toolbar::setBackends(const QList<Backend>& backends, const Backend& current)
{
    m_current = current;
    m_backendMenu->clear();
    auto* group = new QActionGroup(m_backendMenu);
    for (const auto& backend : backends) {
        auto* action = m_backendMenu->addAction(backend.name);
        action->setCheckable(true);
        action->setChecked(backend.id == current.id);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = backend.id] { emit backendChosen(id); });
    }
    m_backendMenu->addSeparator();
    m_backendMenu->addAction(m_actions.setUpBackend);
    m_backend->setText(current.name);
    m_backend->setToolTip(current.simulated ? tr("Answers are made up on this machine; nothing leaves it.")
                                            : current.baseUrl.toDisplayString());
    updateIcons();
}

void Toolbar::setModels(const QList<ModelInfo>& models)
{
    m_models = models;
    const QString shown = m_model->currentText();
    const QSignalBlocker blocker(m_model);
    m_model->clear();
    for (const auto& model : models) {
        m_model->addItem(model.id);
        const QString tip =
            model.note.isEmpty() ? model.displayName : model.displayName + u"\n"_s + model.note;
        m_model->setItemData(m_model->count() - 1, tip, Qt::ToolTipRole);
    }
    m_model->setCurrentIndex(m_model->findText(shown));
    m_model->setEditText(shown);
    updateModelNote();
}

void Toolbar::setModel(const QString& id)
{
    const QSignalBlocker blocker(m_model);
    m_model->setCurrentIndex(m_model->findText(id));
    m_model->setEditText(id);
    updateModelNote();
}

void Toolbar::updateModelNote()
{
    const auto it = std::ranges::find(m_models, m_model->currentText().trimmed(), &ModelInfo::id);
    if (it != m_models.end())
        m_note->setText(it->note);
    else
        m_note->setText(m_models.isEmpty() ? QString()
                                           : tr("Not in this back end's list; sent as it stands"));
    m_note->setToolTip(m_note->text());
}

void Toolbar::setCodeMenu(QMenu* menu)
{
    m_code->setMenu(menu);
}

void Toolbar::setReportMenu(QMenu* menu)
{
    m_report->setMenu(menu);
}

void Toolbar::setSendProblem(const QString& sentence)
{
    m_send->setToolTip(sentence.isEmpty() ? tr("Send the prompt (Ctrl+Return)") : sentence);
    m_send->setEnabled(m_actions.send->isEnabled());
}

void Toolbar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_send)
        updateIcons();
}

void Toolbar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setTexts(Texts::Full);
    if (layout()->minimumSize().width() > width())
        setTexts(Texts::Short);
}

// In a narrow window the buttons at the end say less; their names and tool tips stay.
void Toolbar::setTexts(Texts texts)
{
    const bool full = texts == Texts::Full;
    m_decode->setText(full ? tr("Decode a response…") : tr("Decode…"));
    m_code->setText(full ? tr("Get code") : tr("Code"));
    m_report->setText(full ? tr("Export report") : tr("Report"));
}

void Toolbar::updateIcons()
{
    m_send->setIcon(themedIcon(u"play"_s, palette(), Role::AccentInk));
    m_stop->setIcon(themedIcon(u"stop"_s, palette(), Role::Ink));
    m_backend->setIcon(themedIcon(m_current.simulated ? u"shield"_s : u"link"_s, palette(),
                                  m_current.simulated ? Role::Warn : Role::Good));
}

} // namespace safelight
