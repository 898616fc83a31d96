#pragma once

#include "app/advice/remedy.h"
#include "app/safety/safetyrating.h"
#include "app/safety/safetysettings.h"

namespace safelight {

// Which thresholds stood in the way of these ratings, and the smallest change of each.
struct ThresholdAdvice
{
    enum class State {
        Changes, // there is something to change
        Passing, // these ratings pass these thresholds already
        AllNegligible, // every rating is negligible, and none is named: no threshold explains the stop
        NoRatings,
        Overwritten, // the service used its own threshold instead (gemini-api.md §2)
        OutOfReach, // only categories without a slider are named
        Open, // the categories that blocked are at none or off already
    };

    State state = State::NoRatings;
    QList<ThresholdChange> changes; // in the order of the sliders

    friend bool operator==(const ThresholdAdvice&, const ThresholdAdvice&) = default;
};

// Only for categories the service named as blocking; where it named none, for those whose measured
// probability the threshold blocks. A threshold that is not sent counts as "medium and up", the strictest
// default there is (domain.md).
ThresholdAdvice thresholdAdvice(const QList<SafetyRating>& ratings, const SafetySettings& settings);

// What these thresholds would do to these ratings.
struct WhatIf
{
    QList<HarmCategory> blocked;
    QList<HarmCategory> undecided; // not sent: the model's default decides
    bool measured = false; // is there any rating to go by?

    friend bool operator==(const WhatIf&, const WhatIf&) = default;
};
WhatIf whatIf(const QList<SafetyRating>& ratings, const SafetySettings& settings);

} // namespace safelight
