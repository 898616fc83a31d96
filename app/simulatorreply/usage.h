#pragma once

#include "app/simulatorreply/reply.h"

namespace safelight::simulation {

// Tokens beyond the prompt's.
struct Spent
{
    qint64 thoughts = 0;
    qint64 text = 0;
    qint64 images = 0; // of all pictures delivered
    bool withheld = false; // made, then withheld: no output is counted
    bool mirrored =
        false; // on a withheld call the candidates count may repeat the thinking (gemini-api.md §6)
    bool answered = false; // a candidate came, if an empty one
};

// usageMetadata as the service writes it.
QJsonObject usageOf(const Situation& situation, const Spent& spent);

} // namespace safelight::simulation
