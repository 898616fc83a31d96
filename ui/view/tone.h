#pragma once

#include "app/safety/harm.h"
#include "app/session/attempt.h"
#include "ui/theme/theme.h"

#include <QString>

namespace safelight {

// How an ending looks, the same wherever it is shown: red for a block or an error, amber for what came but
// not as asked, green for delivered, grey for what nobody judged.
Role inkOf(Grade grade);
Role backOf(Grade grade);

struct Tone
{
    Role ink = Role::Mute;
    Role back = Role::Window;
    QString icon;

    friend bool operator==(const Tone&, const Tone&) = default;
};

Tone toneOf(const Attempt& attempt);

// From green, negligible, to red, high; grey when it is not known.
Role probabilityRole(std::optional<HarmProbability> probability);

} // namespace safelight
