#pragma once

#include <QColor>

class QApplication;
class QPalette;

namespace safelight {

// What a colour means (design/tokens.md). No widget names a raw colour.
enum class Role {
    Window,
    Pane,
    Line,
    Ink,
    Mute,
    Accent,
    AccentInk,
    Selected,
    Good,
    GoodBack,
    Low,
    Warn,
    WarnBack,
    Bad,
    BadBack,
};

enum class Appearance { System, Light, Dark, HighContrast };

// The colour of a role in the theme that this palette belongs to (light, dark or high contrast).
QColor color(const QPalette& palette, Role role);
bool isDark(const QPalette& palette);

// Our style and palette. May be called again to change the appearance; widgets get PaletteChange. System
// follows the desktop's palette as it was at the start.
void applyTheme(QApplication& application, Appearance appearance);

namespace spacing {
inline constexpr int betweenPanes = 8;
inline constexpr int insidePane = 12;
inline constexpr int betweenControls = 8;
inline constexpr int rowHeight = 28;
inline constexpr int target = 24;
} // namespace spacing

} // namespace safelight
