#pragma once

#include "app/settings/settings.h"

class QSplitter;
class QTabBar;
class QWidget;

namespace safelight {

// Remembers what the user arranged: sizes of a splitter, the chosen tab, the window's place.
void rememberSplitter(QSplitter* splitter, Settings& settings, SettingKey key);
void rememberTab(QTabBar* tabs, Settings& settings, SettingKey key);

} // namespace safelight
