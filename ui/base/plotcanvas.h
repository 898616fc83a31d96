#pragma once

#include "ui/base/plot.h"

#include <memory>

namespace safelight {

// What a Plot is drawn on.
class PlotCanvas
{
public:
    virtual ~PlotCanvas() = default;
    // Belongs to the parent it was made for.
    virtual QWidget* widget() const = 0;
    virtual void drawBars(const BarChart& chart, const QPalette& palette, const QFont& font) = 0;
    virtual void drawStack(const StackedBar& stack, const QPalette& palette) = 0;
    virtual void drawNothing(const QPalette& palette) = 0;
    // Along the horizontal axis, at `x` pixels from the left.
    virtual double valueAt(int x) const = 0;
};

// Made with QCustomPlot; it belongs to `parent`.
std::unique_ptr<PlotCanvas> makePlotCanvas(QWidget* parent);

} // namespace safelight
