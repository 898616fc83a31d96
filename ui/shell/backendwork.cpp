#include "ui/shell/backendwork.h"

#include "app/workbench/workbench.h"
#include "ui/advice/advicepanel.h"
#include "ui/base/messagebar.h"
#include "ui/frame/actions.h"
#include "ui/frame/statusline.h"
#include "ui/frame/toolbar.h"
#include "ui/prompt/editorpanel.h"
#include "ui/settings/backenddialog.h"

#include <algorithm>

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
    connect(m_parts.actions.setUpBackend, &QAction::triggered, this, [this] {
        const Backend backend = m_parts.workbench.backend();
        const auto all = m_parts.workbench.backends();
        const auto real = std::ranges::find(all, false, &Backend::simulated);
        setUpBackend(backend.simulated && real != all.end() ? real->id : backend.id);
    });
}

void BackendWork::showBackend()
{
    const auto backend = m_parts.workbench.backend();
    m_parts.toolbar.setBackends(m_parts.workbench.backends(), backend);
    m_parts.status.showBackend(backend.name, backend.simulated);
}

void BackendWork::showModels()
{
    m_parts.toolbar.setModels(m_parts.workbench.models());
    m_parts.advice.setModels(m_parts.workbench.models());
    m_parts.editor.setModelInfo(m_parts.workbench.currentModel());
}

void BackendWork::showModel()
{
    m_parts.toolbar.setModel(m_parts.workbench.document().prompt().model);
    m_parts.editor.setModelInfo(m_parts.workbench.currentModel());
}

void BackendWork::chooseBackend(const QString& id)
{
    const auto backends = m_parts.workbench.backends();
    const auto it = std::ranges::find(backends, id, &Backend::id);
    m_parts.workbench.selectBackend(id);
    if (it != backends.end() && !it->simulated && !m_parts.workbench.hasKey(id))
        setUpBackend(id);
}

void BackendWork::setUpBackend(const QString& id)
{
    const auto backends = m_parts.workbench.backends();
    const auto it = std::ranges::find(backends, id, &Backend::id);
    if (it == backends.end())
        return;
    auto* dialog = new BackendDialog(*it, m_parts.workbench.hasKey(id), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        const auto edit = dialog->edit();
        if (const QString problem = m_parts.workbench.setBaseUrl(id, edit.baseUrl); !problem.isEmpty())
            m_parts.message.showProblem(problem, {});
        if (edit.keyChanged)
            m_parts.workbench.setKey(id, edit.key);
        m_parts.workbench.selectBackend(id);
    });
    dialog->open();
}

} // namespace safelight
