#pragma once

#include "app/diagnosis/verdict.h"
#include "ui/theme/theme.h"

#include <QString>

namespace safelight {

// How an outcome looks: red for a block or an error, amber for what came but not as asked, green for
// delivered.
struct Tone
{
    Role ink = Role::Mute;
    Role back = Role::Window;
    QString icon;

    friend bool operator==(const Tone&, const Tone&) = default;
};

Tone toneOf(const Verdict& verdict);

} // namespace safelight
