#pragma once

#include "app/simulatorreply/promptrating.h"
#include "app/simulatorreply/reply.h"

namespace safelight::simulation {

// An image model's answer: layer 2, drafts, the picture, its tokens.
void fillImageReply(Reply& reply, const Situation& situation, const Scores& scores, RandomDraws& draws);

} // namespace safelight::simulation
