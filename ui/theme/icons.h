#pragma once

#include "ui/theme/theme.h"

#include <QIcon>

class QPalette;

namespace safelight {

// An icon of the one set (resources/icons/NAME.svg), tinted by role for this palette, sharp at any scale;
// Mute when disabled. Make it again on PaletteChange.
QIcon themedIcon(const QString& name, const QPalette& palette, Role role = Role::Ink);
QPixmap themedPixmap(const QString& name, const QPalette& palette, Role role, int size,
                     qreal devicePixelRatio);

} // namespace safelight
