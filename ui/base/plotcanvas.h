#pragma once

#include "ui/base/plot.h"

#include <QtPlugin>

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

// Made with QCustomPlot. The program has a definition of its own (app/main/lateplots.cpp), so that
// QCustomPlot and Qt's printing, which it needs, are loaded with the first plot: before the first picture
// they would take a twentieth of the start. Null where that fails.
std::unique_ptr<PlotCanvas> makePlotCanvas(QWidget* parent);

// The library that is loaded then.
class PlotParts
{
public:
    virtual ~PlotParts() = default;
    virtual std::unique_ptr<PlotCanvas> makeCanvas(QWidget* parent) = 0;
};

} // namespace safelight

#define SAFELIGHT_PLOT_PARTS_ID "org.safelight.PlotParts/1"
Q_DECLARE_INTERFACE(safelight::PlotParts, SAFELIGHT_PLOT_PARTS_ID)
