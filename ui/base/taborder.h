#pragma once

class QWidget;

namespace safelight {

// What is made later stands last in its window's keyboard order, behind other panes. This puts whatever takes
// the keyboard inside `made` (or is it) behind `before`, and answers the last of it: `before` where there is
// none.
QWidget* orderAfter(QWidget* before, QWidget* made);

// Whatever takes the keyboard right before `part`, outside of it; null where there is nothing else.
QWidget* focusableBefore(const QWidget* part);

} // namespace safelight
