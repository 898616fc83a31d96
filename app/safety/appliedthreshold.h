#pragma once

#include "app/safety/safetyrating.h"
#include "app/safety/safetysettings.h"

namespace safelight {

// The threshold that a rating was judged by: the service's own where it says that it overrode, else what the
// request asked for. Absent: not known, or left to the model. Null `asked`: the request is not known.
inline std::optional<BlockThreshold> appliedThreshold(const SafetyRating& rating, const SafetySettings* asked)
{
    if (rating.overwrittenThreshold)
        return rating.overwrittenThreshold->value();
    if (!asked || !rating.category || !rating.category->value())
        return {};
    return asked->threshold(*rating.category->value());
}

} // namespace safelight
