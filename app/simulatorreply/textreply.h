#pragma once

#include "app/simulatorreply/promptrating.h"
#include "app/simulatorreply/reply.h"

namespace safelight::simulation {

// A text answer: thoughts, text in pieces, output limit, stop sequences, a safety stop part-way.
void fillTextReply(Reply& reply, const Situation& situation, const Scores& scores, RandomDraws& draws);

} // namespace safelight::simulation
