#pragma once

#include "ui/base/theme.h"

#include <QLabel>

namespace safelight {

// The theme's style sheet overrules a label's palette, so a label that changes its role says it in a rule.
inline void tint(QLabel* label, const QPalette& palette, Role role)
{
    const QString rule = QStringLiteral("color: %1;").arg(color(palette, role).name());
    if (label->styleSheet() != rule)
        label->setStyleSheet(rule);
}

} // namespace safelight
