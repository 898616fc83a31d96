#include "ui/shell/closing.h"

#include "app/workbench/draftsending.h"
#include "app/workbench/opensession.h"
#include "app/workbench/workbench.h"
#include "ui/frame/actions.h"

#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

Closing::Closing(Workbench& workbench, const Actions& actions, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_workbench(workbench)
    , m_actions(actions)
{
    connect(m_actions.quit, &QAction::triggered, window, &QWidget::close);
    connect(&m_workbench, &Workbench::sendingChanged, this, [this](bool sending) {
        if (!sending && std::exchange(m_isWaiting, false))
            m_window.close();
    });
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &Closing::keepWithoutAsking,
            Qt::DirectConnection);
}

bool Closing::mayClose()
{
    if (m_workbench.sending().isBusy() && !m_leaving) {
        askAboutSending();
        return false;
    }
    if (const auto count = m_workbench.session().unkeptCount(); count > 0 && !m_losing) {
        askAboutUnkept(count);
        return false;
    }
    return true;
}

void Closing::keepWithoutAsking()
{
    m_leaving = true;
    m_losing = true;
    m_workbench.sending().queue().finish();
}

void Closing::askAboutSending()
{
    if (m_window.findChild<QMessageBox*>(u"sendingQuestion"_s))
        return;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Quit Safelight"),
                                tr("A response is still arriving."), QMessageBox::NoButton, &m_window);
    box->setObjectName(u"sendingQuestion"_s);
    box->setInformativeText(tr("What has arrived so far is kept in the session. Requests that are still "
                               "waiting in the queue are not sent."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* keep = box->addButton(tr("&Keep What Arrived and Quit"), QMessageBox::AcceptRole);
    auto* wait = box->addButton(tr("&Wait"), QMessageBox::ActionRole);
    auto* goOn = box->addButton(tr("&Go On"), QMessageBox::RejectRole);
    wait->setToolTip(tr("Quit by itself when the response is complete"));
    box->setDefaultButton(goOn);
    box->setEscapeButton(goOn);
    connect(keep, &QPushButton::clicked, this, [this] {
        m_leaving = true;
        m_window.close();
    });
    connect(wait, &QPushButton::clicked, this, &Closing::closeWhenDone);
    connect(goOn, &QPushButton::clicked, this, [this] { m_isWaiting = false; });
    box->open();
}

void Closing::closeWhenDone()
{
    m_isWaiting = true;
    if (!m_workbench.sending().isBusy())
        m_window.close();
}

void Closing::askAboutUnkept(qsizetype count)
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
