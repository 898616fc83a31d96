#include "ui/shell/sendwork.h"

#include "app/workbench/draftsending.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/frame/actions.h"
#include "ui/frame/toolbar.h"

namespace safelight {

SendWork::SendWork(const SendWorkParts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(m_parts.actions.send, &QAction::triggered, this, &SendWork::send);
    connect(m_parts.actions.stop, &QAction::triggered, &m_parts.workbench.sending(), &DraftSending::stopAll);
    connect(&m_parts.workbench, &Workbench::sendingChanged, this, [this](bool sending) {
        m_parts.actions.stop->setEnabled(sending);
        m_parts.toolbar.setSendProblem({});
    });
    m_parts.toolbar.setSendProblem({});
}

void SendWork::send()
{
    const QString problem = m_parts.workbench.sending().problem();
    if (!problem.isEmpty()) {
        m_parts.message.showMessage(problem, {}, Role::Warn);
        return;
    }
    m_parts.message.hide();
    m_parts.workbench.sending().send();
}

void SendWork::sendAgain(const Attempt& attempt)
{
    if (attempt.importedFrom)
        return;
    const Prompt before = m_parts.workbench.document().prompt();
    m_parts.workbench.sending().sendAgain(attempt);
    const bool held =
        !before.text.isEmpty() || !before.systemInstruction.isEmpty() || !before.images.isEmpty();
    if (held && before != attempt.prompt)
        m_parts.message.showMessage(
            tr("The editor shows what is sent again. Undo (Ctrl+Z) brings back what stood there."), {},
            Role::Mute);
}

} // namespace safelight
