#include "ui/shell/viewwork.h"

#include "app/settings/settings.h"
#include "ui/frame/about.h"
#include "ui/frame/actions.h"
#include "ui/frame/welcomepage.h"
#include "ui/history/historypanel.h"
#include "ui/prompt/editorpanel.h"
#include "ui/theme/appearancename.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMainWindow>
#include <QScreen>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The first control of a pane that takes the keyboard.
void focusInside(QWidget* pane)
{
    for (QWidget* widget = pane->nextInFocusChain(); widget != pane; widget = widget->nextInFocusChain()) {
        if (pane->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace

ViewWork::ViewWork(const ViewWorkParts& parts, QMainWindow* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    restoreGeometry();
    connectPanes();
    connectAppearance();
    connectHelp();
}

void ViewWork::restoreGeometry()
{
    if (m_window.restoreGeometry(m_parts.settings.value(SettingKey::WindowGeometry).toByteArray()))
        return;
    const QSize room = m_window.screen()->availableGeometry().size() * 0.95;
    m_window.resize(QSize(1440, 900).boundedTo(room));
}

void ViewWork::keepGeometry() const
{
    m_parts.settings.setValue(SettingKey::WindowGeometry, m_window.saveGeometry());
}

void ViewWork::connectPanes()
{
    const auto& actions = m_parts.actions;
    connect(actions.showHistory, &QAction::toggled, &m_parts.historyPane, &QWidget::setVisible);
    connect(actions.showWelcome, &QAction::triggered, this,
            [this] { m_parts.stack.setCurrentWidget(&m_parts.welcome); });
    connect(actions.focusPrompt, &QAction::triggered, this, [this] { m_parts.editor.focusPrompt(); });
    connect(actions.focusResult, &QAction::triggered, this,
            [this] { focusInside(m_parts.stack.currentWidget()); });
    connect(actions.focusHistory, &QAction::triggered, this, [this] {
        m_parts.actions.showHistory->setChecked(true);
        m_parts.history.focusList();
    });
}

void ViewWork::connectAppearance()
{
    const auto* appearance = m_parts.actions.appearance;
    const QString kept = m_parts.settings.text(SettingKey::Appearance);
    for (auto* action : appearance->actions())
        action->setChecked(action->data().toString() == (kept.isEmpty() ? u"system"_s : kept));
    connect(appearance, &QActionGroup::triggered, this,
            [this](const QAction* action) { applyAppearance(action->data().toString()); });
}

void ViewWork::connectHelp()
{
    connect(m_parts.actions.about, &QAction::triggered, this, [this] { showAbout(&m_window); });
    connect(m_parts.actions.shortcuts, &QAction::triggered, this,
            [this] { showShortcuts(&m_window, m_window.actions()); });
}

void ViewWork::applyAppearance(const QString& name)
{
    m_parts.settings.setValue(SettingKey::Appearance, name);
    if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
        applyTheme(*application, appearanceNamed(name));
}

} // namespace safelight
