#pragma once

#include "app/settings/settings.h"

class QSplitter;
class QTabBar;
class QWidget;

namespace safelight {

// Remembers what the user arranged: sizes of a splitter, the chosen tab. Call it when all parts or tabs are
// in: it restores what was kept and keeps what is changed from then on. What no longer fits (a tab that is
// gone, bytes that are no state) is passed over. `settings` outlives the widget.
void rememberSplitter(QSplitter* splitter, Settings& settings, SettingKey key);
void rememberTab(QTabBar* tabs, Settings& settings, SettingKey key);

} // namespace safelight
