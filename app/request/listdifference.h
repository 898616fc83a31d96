#pragma once

#include <QList>

#include <vector>

namespace safelight {

// The longest common subsequence of two short lists: the places of what stays, in order.
template<typename T, typename IsSame>
QList<std::pair<qsizetype, qsizetype>> commonPlaces(const QList<T>& before, const QList<T>& after,
                                                    IsSame isSame)
{
    const qsizetype width = after.size() + 1;
    std::vector<int> lengths(std::size_t((before.size() + 1) * width));
    const auto length = [&](qsizetype i, qsizetype j) -> int& { return lengths[std::size_t(i * width + j)]; };
    for (qsizetype i = before.size() - 1; i >= 0; --i) {
        for (qsizetype j = after.size() - 1; j >= 0; --j)
            length(i, j) = isSame(before.at(i), after.at(j)) ? length(i + 1, j + 1) + 1
                                                             : std::max(length(i + 1, j), length(i, j + 1));
    }
    QList<std::pair<qsizetype, qsizetype>> places;
    for (qsizetype i = 0, j = 0; i < before.size() && j < after.size();) {
        if (isSame(before.at(i), after.at(j)))
            places.append({i++, j++});
        else if (length(i + 1, j) >= length(i, j + 1))
            ++i;
        else
            ++j;
    }
    return places;
}

} // namespace safelight
