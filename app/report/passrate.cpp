#include "app/report/passrate.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace safelight {

Interval wilsonInterval(int passed, int tries)
{
    if (tries <= 0)
        return {};
    static const double z = boost::math::quantile(boost::math::normal(), 0.975);
    const double n = tries;
    const double rate = std::clamp(double(passed) / n, 0.0, 1.0);
    const double scale = 1 + z * z / n;
    const double middle = (rate + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
    // At the ends the formula gives exactly 0 and 1, but for rounding.
    return {passed <= 0 ? 0 : std::max(middle - half, 0.0),
            passed >= tries ? 1 : std::min(middle + half, 1.0)};
}

} // namespace safelight
