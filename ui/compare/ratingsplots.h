#pragma once

#include "app/compare/comparison.h"

#include <QWidget>

namespace safelight {

// The ratings of one attempt as small bars with the threshold as a line; all attempts of a comparison have
// the same bars in the same places, from nothing to "High".
class RatingsPlots final : public QWidget
{
    Q_OBJECT

public:
    RatingsPlots(const Comparison& comparison, int column, QWidget* parent = nullptr);

    // Of all columns, so that they stand on one line. 0: nobody has ratings.
    static int heightFor(const Comparison& comparison, const QFont& font);
};

} // namespace safelight
