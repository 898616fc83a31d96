#include "app/base/anchors.h"

#include <QHash>

#include <algorithm>

namespace safelight {

namespace {

using Pairs = std::vector<std::pair<int, int>>;

struct Seen
{
    int inA = 0; // how often
    int inB = 0;
    int placeA = 0;
    int placeB = 0;
};

quint64 hashOf(const std::vector<int>& numbers, int from, int length)
{
    quint64 hash = 1469598103934665603U; // FNV-1a
    for (int i = from; i < from + length; ++i)
        hash = (hash ^ static_cast<quint64>(numbers[static_cast<std::size_t>(i)])) * 1099511628211U;
    return hash;
}

bool isEqual(const std::vector<int>& a, int inA, const std::vector<int>& b, int inB, int length)
{
    return std::equal(a.begin() + inA, a.begin() + inA + length, b.begin() + inB);
}

// By place in a.
Pairs onlyOnce(const std::vector<int>& a, Stretch inA, const std::vector<int>& b, Stretch inB, int length)
{
    QHash<quint64, Seen> seen;
    seen.reserve(inA.size());
    for (int i = inA.from; i + length <= inA.to; ++i) {
        Seen& entry = seen[hashOf(a, i, length)];
        ++entry.inA;
        entry.placeA = i;
    }
    for (int i = inB.from; i + length <= inB.to; ++i) {
        const auto entry = seen.find(hashOf(b, i, length));
        if (entry == seen.end())
            continue;
        ++entry->inB;
        entry->placeB = i;
    }
    Pairs pairs;
    for (const Seen& entry : std::as_const(seen)) {
        // Two stretches may share a hash.
        if (entry.inA == 1 && entry.inB == 1 && isEqual(a, entry.placeA, b, entry.placeB, length))
            pairs.emplace_back(entry.placeA, entry.placeB);
    }
    std::ranges::sort(pairs);
    return pairs;
}

// The longest run of pairs whose places in b rise too.
Pairs inOrder(const Pairs& pairs)
{
    std::vector<int> ends; // the pair that ends the best run of each length
    std::vector<int> before(pairs.size(), -1);
    for (int i = 0; i < static_cast<int>(pairs.size()); ++i) {
        const auto placeInB = [&pairs](int pair) { return pairs[static_cast<std::size_t>(pair)].second; };
        const auto longer = std::ranges::lower_bound(ends, placeInB(i), {}, placeInB);
        if (longer != ends.begin())
            before[static_cast<std::size_t>(i)] = *std::prev(longer);
        if (longer == ends.end())
            ends.push_back(i);
        else
            *longer = i;
    }
    Pairs run;
    for (int i = ends.empty() ? -1 : ends.back(); i >= 0; i = before[static_cast<std::size_t>(i)])
        run.push_back(pairs[static_cast<std::size_t>(i)]);
    std::ranges::reverse(run);
    return run;
}

} // namespace

Pairs anchors(const std::vector<int>& a, Stretch inA, const std::vector<int>& b, Stretch inB, int length)
{
    return inOrder(onlyOnce(a, inA, b, inB, length));
}

} // namespace safelight
