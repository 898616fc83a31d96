#include "ui/shell/advicework.h"

#include "app/settings/settings.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/workbench.h"
#include "ui/advice/advicepanel.h"
#include "ui/frame/actions.h"
#include "ui/response/responsepanel.h"
#include "ui/shell/shownattempt.h"

namespace safelight {

AdviceWork::AdviceWork(const AdviceWorkParts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connectPanel();
    connectActions();
}

void AdviceWork::connectPanel()
{
    const auto* advice = &m_parts.advice;
    connect(advice, &AdvicePanel::repeatRequested, this,
            [this] { emit repeatRequested(m_parts.shown.attempt()); });
    connect(advice, &AdvicePanel::backEndRequested, this,
            [this] { emit backEndRequested(m_parts.shown.attempt().backendId); });
    connect(advice, &AdvicePanel::remedyApplied, this,
            [this](const QString& id, const Prompt& edited, const QString& undoText) {
                m_parts.workbench.sending().applyRemedy(m_parts.shown.id(), id, edited, undoText);
            });
}

void AdviceWork::connectActions()
{
    auto* show = m_parts.actions.showAdvice;
    connect(show, &QAction::toggled, this, [this](bool visible) {
        m_parts.settings.setValue(SettingKey::AdviceShown, visible);
        m_parts.response.setSidePanelShown(visible);
    });
    connect(m_parts.actions.focusAdvice, &QAction::triggered, this, [this, show] {
        show->setChecked(true);
        m_parts.response.raiseSidePanel();
    });
    show->setChecked(m_parts.settings.value(SettingKey::AdviceShown).toBool());
}

} // namespace safelight
