#pragma once

#include <utility>
#include <vector>

namespace safelight {

// A stretch of a sequence, from the first place to behind the last.
struct Stretch
{
    int from = 0;
    int to = 0;

    int size() const { return to - from; }
    bool isEmpty() const { return from >= to; }
};

// Pairs of places where `length` equal numbers stand that occur only once in either stretch; as many as keep
// their order. Takes n log n: what a comparison of everything with everything cannot do for long texts can be
// done between these.
std::vector<std::pair<int, int>> anchors(const std::vector<int>& a, Stretch inA, const std::vector<int>& b,
                                         Stretch inB, int length);

} // namespace safelight
