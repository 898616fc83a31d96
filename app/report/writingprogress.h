#pragma once

#include <functional>

namespace safelight {

// How a writing goes on; called after each attempt, on the thread of the writer.
struct WritingProgress
{
    std::function<bool(int done, int all)> step; // false: stop; null: nobody watches

    bool goOn(int done, int all) const { return !step || step(done, all); }
};

} // namespace safelight
