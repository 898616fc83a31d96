#include "ui/base/viewstate.h"

#include <QSplitter>
#include <QTabBar>

namespace safelight {

void rememberSplitter(QSplitter* splitter, Settings& settings, SettingKey key)
{
    const QByteArray state = settings.value(key).toByteArray();
    const Qt::Orientation orientation = splitter->orientation();
    const int handle = splitter->handleWidth();
    if (!state.isEmpty() && splitter->restoreState(state)) {
        splitter->setOrientation(orientation); // the state of an older layout carries its own
        splitter->setHandleWidth(handle);
    }
    // Only a drag by the user is kept, not what the layout does when the window grows.
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, &settings, key] { settings.setValue(key, splitter->saveState()); });
}

void rememberTab(QTabBar* tabs, Settings& settings, SettingKey key)
{
    bool isNumber = false;
    const int index = settings.value(key).toInt(&isNumber);
    if (isNumber && index >= 0 && index < tabs->count() && tabs->isTabVisible(index)
        && tabs->isTabEnabled(index))
        tabs->setCurrentIndex(index);
    QObject::connect(tabs, &QTabBar::currentChanged, tabs,
                     [&settings, key](int current) { settings.setValue(key, current); });
}

} // namespace safelight
