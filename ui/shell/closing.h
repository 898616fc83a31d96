#pragma once

#include <QtGlobal>

#include <functional>

class QWidget;

namespace safelight {

// Asks before a window is closed while `count` attempts are in no session, and calls what was chosen; nothing
// when the window stays open.
void askBeforeLosing(qsizetype count, QWidget* window, const std::function<void()>& keep,
                     const std::function<void()>& close);

} // namespace safelight
