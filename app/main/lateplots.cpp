#include "app/base/latelibrary.h"
#include "ui/base/plotcanvas.h"

using namespace Qt::StringLiterals;

namespace safelight {

// Takes the place of the definition in ui/base, which would bring QCustomPlot into the program.
std::unique_ptr<PlotCanvas> makePlotCanvas(QWidget* parent)
{
    const auto parts = latePart<PlotParts>(u"safelight_plots"_s);
    if (!parts)
        qWarning("Plots cannot be drawn: %s", qUtf8Printable(parts.error().detail));
    return parts ? (*parts)->makeCanvas(parent) : nullptr;
}

} // namespace safelight
