#include "ui/base/theme.h"

#include "ui/base/themestyle.h"

#include <QApplication>
#include <QPalette>
#include <QVariant>

#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct RoleColors
{
    Role role;
    QRgb light;
    QRgb dark;
    QRgb contrast;
};

// design/tokens.md; the third column is ours: black ground, white ink, saturated marks. Where a token
// misses 4.5 : 1 for text or 3 : 1 for marks on a ground it is used on, it is darker here.
constexpr std::array roleColors {
    RoleColors {Role::Window, 0xfff4f5f7, 0xff1c1f24, 0xff000000},
    RoleColors {Role::Pane, 0xffffffff, 0xff24282f, 0xff000001},
    RoleColors {Role::Line, 0xffdde1e8, 0xff3a404a, 0xffffffff},
    RoleColors {Role::Ink, 0xff1b1f27, 0xffe6e9ee, 0xffffffff},
    RoleColors {Role::Mute, 0xff616b80, 0xff9aa4b2, 0xffd0d0d0},
    RoleColors {Role::Accent, 0xff3b6fe0, 0xff6f9bff, 0xffffff00},
    RoleColors {Role::AccentInk, 0xffffffff, 0xff10131a, 0xff000000},
    RoleColors {Role::Selected, 0xffe8effd, 0xff2b3a57, 0xff003a8c},
    RoleColors {Role::Good, 0xff1a7a50, 0xff55c596, 0xff3cff9a},
    RoleColors {Role::GoodBack, 0xffe9f6ef, 0xff1d3a2e, 0xff002a14},
    RoleColors {Role::Low, 0xff719630, 0xffa6cc5e, 0xffb8ff3c},
    RoleColors {Role::Warn, 0xff8f5c10, 0xffe0a94a, 0xffffc83c},
    RoleColors {Role::WarnBack, 0xfffdf5e4, 0xff3d3220, 0xff2a2000},
    RoleColors {Role::Bad, 0xffc43d3d, 0xffef7b7b, 0xffff8c8c},
    RoleColors {Role::BadBack, 0xfffdeeee, 0xff43292b, 0xff3a0000},
};

enum class Scheme { Light, Dark, Contrast };

QColor schemeColor(Scheme scheme, Role role)
{
    const auto& colors = roleColors.at(static_cast<std::size_t>(role));
    return QColor::fromRgb(scheme == Scheme::Light      ? colors.light
                               : scheme == Scheme::Dark ? colors.dark
                                                        : colors.contrast);
}

// By the colour of links: a style sheet's "background" and "color" change the other roles of a widget.
Scheme schemeOf(const QPalette& palette)
{
    const QColor mark = palette.color(QPalette::Active, QPalette::Link);
    for (const auto scheme : {Scheme::Light, Scheme::Dark, Scheme::Contrast}) {
        if (mark == schemeColor(scheme, Role::Accent))
            return scheme;
    }
    const QColor window = palette.color(QPalette::Active, QPalette::Window); // a palette of someone else
    return window.lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

QPalette paletteOf(Scheme scheme)
{
    const auto role = [scheme](Role r) { return schemeColor(scheme, r); };
    QPalette palette;
    palette.setColor(QPalette::Window, role(Role::Window));
    palette.setColor(QPalette::WindowText, role(Role::Ink));
    palette.setColor(QPalette::Base, role(Role::Pane));
    palette.setColor(QPalette::AlternateBase, role(Role::Window));
    palette.setColor(QPalette::Text, role(Role::Ink));
    palette.setColor(QPalette::Button, role(Role::Pane));
    palette.setColor(QPalette::ButtonText, role(Role::Ink));
    palette.setColor(QPalette::BrightText, role(Role::Bad));
    palette.setColor(QPalette::PlaceholderText, role(Role::Mute));
    palette.setColor(QPalette::Highlight, role(Role::Selected));
    palette.setColor(QPalette::HighlightedText, role(Role::Ink));
    palette.setColor(QPalette::Link, role(Role::Accent));
    palette.setColor(QPalette::LinkVisited, role(Role::Accent));
    palette.setColor(QPalette::ToolTipBase, role(Role::Pane));
    palette.setColor(QPalette::ToolTipText, role(Role::Ink));
    palette.setColor(QPalette::Light, role(Role::Pane));
    palette.setColor(QPalette::Midlight, role(Role::Line));
    palette.setColor(QPalette::Mid, role(Role::Line));
    palette.setColor(QPalette::Dark, role(Role::Mute));
    palette.setColor(QPalette::Shadow, role(Role::Line));
    for (const auto text :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, text, role(Role::Mute));
    return palette;
}

// %1 ink, %2 pane, %3 line, %4 mute, %5 accent, %6 ink on accent, %7 window, %8 selected
constexpr QStringView paneSheet = uR"(
QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }
QFrame[card="true"] { background: %2; border: 1px solid %3; border-radius: 6px; }
QFrame[separator="true"] { background: %3; border: none; }
QLabel[muted="true"] { color: %4; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: %4; border: none; border-bottom: 2px solid transparent;
  padding: 8px 12px; }
QTabBar::tab:hover { color: %1; }
QTabBar::tab:selected { color: %1; border-bottom: 2px solid %5; font-weight: 600; }
QTabBar::tab:disabled { color: %4; }
QTabBar::tab:selected:focus { background: %8; }
QTabWidget::pane { border: none; border-top: 1px solid %3; }
QHeaderView { background: %7; border: none; }
QHeaderView::section { background: %7; color: %4; border: none; border-bottom: 1px solid %3; padding: 6px 8px; }
QTableCornerButton::section { background: %7; border: none; }
QAbstractSpinBox { min-height: 24px; }
QSplitter::handle { background: transparent; }
QGroupBox { border: 1px solid %3; border-radius: 6px; margin-top: 10px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: %1; }
QProgressBar { border: 1px solid %3; border-radius: 4px; background: %7; color: %1; text-align: center; }
QProgressBar::chunk { background: %5; border-radius: 3px; }
)";

constexpr QStringView buttonSheet = uR"(
QPushButton, QToolButton[framed="true"] {
  background: %2; color: %1; border: 1px solid %3; border-radius: 6px; padding: 4px 12px; min-height: 20px; }
QPushButton:hover, QToolButton[framed="true"]:hover { border-color: %5; }
QPushButton:pressed, QToolButton[framed="true"]:pressed, QPushButton:checked,
QToolButton[framed="true"]:checked { background: %8; }
QPushButton:focus, QToolButton[framed="true"]:focus { border: 2px solid %5; padding: 3px 11px; }
QPushButton:disabled, QToolButton[framed="true"]:disabled { color: %4; border-color: %3; }
QToolButton[framed="true"]::menu-indicator { subcontrol-position: right center; right: 6px; }
QPushButton[primary="true"], QToolButton[primary="true"] {
  background: %5; color: %6; border: 1px solid %5; border-radius: 6px; padding: 5px 14px; font-weight: 600; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus {
  border: 2px solid %1; padding: 4px 13px; }
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled {
  background: %7; color: %4; border-color: %3; }
)";

constexpr QStringView scrollSheet = uR"(
QScrollBar:vertical { background: transparent; border: none; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; border: none; height: 12px; margin: 0; }
QScrollBar::handle { background: %9; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %4; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
)";

constexpr QStringView menuSheet = uR"(
QMenuBar { background: %7; color: %1; border: none; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: %8; color: %1; }
QMenu { background: %2; color: %1; border: 1px solid %3; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; border: 1px solid transparent; }
QMenu::item:selected { background: %8; color: %1; border-color: %10; }
QMenu::item:disabled { color: %4; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 8px; }
QMenu::separator { height: 1px; background: %3; margin: 4px 8px; }
QComboBox QAbstractItemView { background: %2; color: %1; border: 1px solid %3; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 26px; }
QComboBox QAbstractItemView::item:selected { background: %8; color: %1; }
)";

QString styleSheetOf(Scheme scheme)
{
    const auto name = [scheme](Role role) { return schemeColor(scheme, role).name(); };
    // The selected row alone is not 3 : 1 against the black ground: there it gets a frame.
    const Role selectedFrame = scheme == Scheme::Contrast ? Role::Accent : Role::Selected;
    // A grip of 3 : 1 that is calmer than the text.
    const QString grip = scheme == Scheme::Light ? u"#8b93a3"_s
        : scheme == Scheme::Dark                 ? u"#727c8b"_s
                                                 : name(Role::Line);
    const QString sheet = paneSheet.toString() + buttonSheet + scrollSheet + menuSheet;
    return sheet
        .arg(name(Role::Ink), name(Role::Pane), name(Role::Line), name(Role::Mute), name(Role::Accent),
             name(Role::AccentInk), name(Role::Window), name(Role::Selected), grip)
        .arg(name(selectedFrame));
}

} // namespace

QColor color(const QPalette& palette, Role role)
{
    return schemeColor(schemeOf(palette), role);
}

bool isDark(const QPalette& palette)
{
    return schemeOf(palette) != Scheme::Light;
}

void applyTheme(QApplication& application, Appearance appearance)
{
    // The desktop's own palette, remembered before ours replaces it; its being there says that our style is
    // set.
    static constexpr auto desktopProperty = "safelightDesktopIsDark";
    if (!application.property(desktopProperty).isValid()) {
        application.setProperty(desktopProperty, isDark(QGuiApplication::palette()));
        QApplication::setStyle(new ThemeStyle);
    }
    Scheme scheme = application.property(desktopProperty).toBool() ? Scheme::Dark : Scheme::Light;
    if (appearance == Appearance::Light)
        scheme = Scheme::Light;
    else if (appearance == Appearance::Dark)
        scheme = Scheme::Dark;
    else if (appearance == Appearance::HighContrast)
        scheme = Scheme::Contrast;
    // Polishing every widget again is slow: only when something changes.
    const QString sheet = styleSheetOf(scheme);
    if (application.styleSheet() == sheet)
        return;
    QApplication::setPalette(paletteOf(scheme));
    application.setStyleSheet(sheet);
}

} // namespace safelight
