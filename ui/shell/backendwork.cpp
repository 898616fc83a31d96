#include "ui/shell/backendwork.h"

#include "app/backends/requestrules.h"
#include "app/client/connectioncheck.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/workbench.h"
#include "ui/advice/advicepanel.h"
#include "ui/base/messagebar.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"
#include "ui/frame/toolbar.h"
#include "ui/prompt/editorpanel.h"
#include "ui/settings/backendsdialog.h"

namespace safelight {

BackendWork::BackendWork(const BackendWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    connectWorkbench();
    connectChoices();
    showBackend();
    showModels();
    showModel();
}

void BackendWork::connectWorkbench()
{
    const auto* workbench = &m_parts.workbench;
    connect(&m_parts.workbench.backends(), &BackendChoice::backendsChanged, this, &BackendWork::showBackend);
    connect(workbench, &Workbench::backendChanged, this, &BackendWork::showBackend);
    connect(workbench, &Workbench::keyChanged, this, [this](const QString&, bool, const QString& note) {
        if (!note.isEmpty())
            m_parts.message.showMessage(note, {}, Role::Warn);
    });
    connect(workbench, &Workbench::modelsChanged, this, &BackendWork::showModels);
    connect(&m_parts.workbench.document(), &PromptDocument::modelChanged, this, &BackendWork::showModel);
}

void BackendWork::connectChoices()
{
    connect(&m_parts.toolbar, &Toolbar::backendChosen, this, &BackendWork::chooseBackend);
    connect(&m_parts.toolbar, &Toolbar::modelChosen, &m_parts.workbench.document(),
            &PromptDocument::setModel);
    connect(m_parts.actions.setUpBackend, &QAction::triggered, this,
            [this] { setUpBackend(m_parts.workbench.backends().current().id); });
}

void BackendWork::showBackend()
{
    const auto backend = m_parts.workbench.backends().current();
    m_parts.toolbar.setBackends(m_parts.workbench.backends().all(), backend);
    m_parts.status.showBackend(shownName(backend), backend.simulated);
    m_parts.editor.setRequestLimit(requestLimitOf(backend));
}

void BackendWork::showModels()
{
    m_parts.toolbar.setModels(m_parts.workbench.backends().models());
    m_parts.advice.setModels(m_parts.workbench.backends().models());
    m_parts.editor.setModelInfo(
        m_parts.workbench.backends().model(m_parts.workbench.document().prompt().model));
}

void BackendWork::showModel()
{
    m_parts.toolbar.setModel(m_parts.workbench.document().prompt().model);
    m_parts.editor.setModelInfo(
        m_parts.workbench.backends().model(m_parts.workbench.document().prompt().model));
}

void BackendWork::chooseBackend(const QString& id)
{
    m_parts.workbench.backends().select(id);
    if (!missingSecret(m_parts.workbench.backends().endpoint()).isEmpty())
        setUpBackend(id);
}

void BackendWork::setUpBackend(const QString& id)
{
    BackendChoice& choice = m_parts.workbench.backends();
    const auto check = [&choice](const Backend& backend, const QHash<QString, Secret>& typed,
                                 const ConnectionCheck::Then& then) -> std::unique_ptr<QObject> {
        auto made = std::make_unique<ConnectionCheck>(choice.client(), choice.credentials());
        made->start(backend, typed, then);
        return made;
    };
    auto* dialog = new BackendsDialog(
        {choice.all(), choice.knownSecrets(), choice.current().id, check, m_parts.settings}, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show(id);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { takeEdit(dialog->edit()); });
    dialog->open();
}

// The list first: what is kept in the key store belongs to a row of it.
void BackendWork::takeEdit(const BackendsEdit& edit)
{
    BackendChoice& choice = m_parts.workbench.backends();
    choice.setAll(edit.backends);
    for (const auto& [need, secret] : edit.secrets)
        choice.setSecret(need, secret);
    choice.select(edit.chosen);
}

} // namespace safelight
