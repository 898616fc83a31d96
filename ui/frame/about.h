#pragma once

#include <QList>

class QAction;
class QWidget;

namespace safelight {

// What this program is, its version and licence.
void showAbout(QWidget* parent);
// Every shortcut of the window, made from its actions, so that the list cannot be wrong.
void showShortcuts(QWidget* parent, const QList<QAction*>& actions);

} // namespace safelight
