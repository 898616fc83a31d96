#pragma once

#include "app/simulator/promptrating.h"
#include "app/simulator/reply.h"

namespace safelight::simulation {

// A text answer: thoughts, text in pieces, output limit, stop sequences, a safety stop part-way.
void tellText(Reply& reply, const Situation& situation, const Scores& scores, Luck& luck);

} // namespace safelight::simulation
