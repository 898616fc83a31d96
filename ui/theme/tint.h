#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace safelight {

// A label whose meaning changes; to be said again when the palette of the program changes.
inline void tint(QLabel* label, const QPalette& palette, Role role)
{
    label->setProperty("muted", false);
    QPalette own = label->palette();
    own.setColor(QPalette::WindowText, color(palette, role));
    label->setForegroundRole(QPalette::WindowText);
    label->setPalette(own);
}

} // namespace safelight
