#pragma once

namespace safelight {

// From 0 to 1.
struct Interval
{
    double low = 0;
    double high = 1;

    friend bool operator==(const Interval&, const Interval&) = default;
};

// Where the true rate lies with 95 % confidence after `passed` of `tries` (Wilson's score interval, without
// continuity correction). Nothing tried: everything is possible.
Interval wilsonInterval(int passed, int tries);

} // namespace safelight
