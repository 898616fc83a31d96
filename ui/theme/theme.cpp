#include "ui/theme/theme.h"

#include "ui/theme/themestyle.h"

#include <QApplication>
#include <QPalette>
#include <QToolTip>
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

// By the colour of links: a widget may set its text's own colour, nobody sets that one.
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
    // Painting everything again is slow: only when something changes.
    const QPalette palette = paletteOf(scheme);
    if (QApplication::palette() == palette)
        return;
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace safelight
