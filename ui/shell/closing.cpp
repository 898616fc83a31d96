#include "ui/shell/closing.h"

#include "app/workbench/workbench.h"
#include "ui/frame/actions.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace safelight {

Closing::Closing(Workbench& workbench, const Actions& actions, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_workbench(workbench)
    , m_actions(actions)
{
    connect(m_actions.quit, &QAction::triggered, window, &QWidget::close);
}

bool Closing::mayClose()
{
    if (const auto count = m_workbench.unkeptCount(); count > 0 && !m_losing) {
        ask(count);
        return false;
    }
    if (m_workbench.isSending())
        m_workbench.stop();
    return true;
}

void Closing::ask(qsizetype count)
{
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Close Safelight"),
                                tr("%n attempt(s) could not be written into a session and would be lost.", "",
                                   static_cast<int>(count)),
                                QMessageBox::Cancel, &m_window);
    box->setObjectName(u"closeQuestion"_s);
    box->setInformativeText(tr("A new session in a place that can be written to takes them in."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* keeping = box->addButton(tr("&New session…"), QMessageBox::AcceptRole);
    auto* losing = box->addButton(tr("Close and &lose them"), QMessageBox::DestructiveRole);
    box->setDefaultButton(keeping);
    connect(keeping, &QPushButton::clicked, m_actions.newSession, &QAction::trigger);
    connect(losing, &QPushButton::clicked, this, [this] {
        m_losing = true;
        m_window.close();
    });
    box->open();
}

} // namespace safelight
