#pragma once

#include "ui/theme/theme.h"

#include <QString>

namespace safelight {

// The appearance that a kept name means ("light", "dark", "contrast"); any other, also none, follows the
// desktop.
inline Appearance appearanceNamed(const QString& name)
{
    if (name == QLatin1StringView("light"))
        return Appearance::Light;
    if (name == QLatin1StringView("dark"))
        return Appearance::Dark;
    if (name == QLatin1StringView("contrast"))
        return Appearance::HighContrast;
    return Appearance::System;
}

} // namespace safelight
