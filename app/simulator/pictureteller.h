#pragma once

#include "app/simulator/promptrating.h"
#include "app/simulator/reply.h"

namespace safelight::simulation {

// An image model's answer: layer 2, drafts, the picture, its tokens.
void tellPicture(Reply& reply, const Situation& situation, const Scores& scores, Luck& luck);

} // namespace safelight::simulation
