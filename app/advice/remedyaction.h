#pragma once

#include "app/advice/advicefacts.h"
#include "app/advice/remedy.h"

namespace safelight {

// All that advice is given on; for the length of one call.
struct AdviceCase
{
    const Verdict& verdict;
    const Response& response;
    const AdviceContext& context;
};

// What applying this remedy would mean in this case: the thresholds, the settings, the models to choose from.
RemedyAction remedyAction(const QString& id, RemedyKind kind, const AdviceCase& adviceCase);

} // namespace safelight
