#include "app/network/latelibrary.h"
#include "ui/base/plotcanvas.h"

#include <QLibrary>
#include <QPluginLoader>

using namespace Qt::StringLiterals;

namespace safelight {

// Takes the place of the definition in ui/base, which would bring QCustomPlot into the program.
std::unique_ptr<PlotCanvas> makePlotCanvas(QWidget* parent)
{
    QPluginLoader loader(lateLibrary(u"safelight_plots"_s));
    loader.setLoadHints(QLibrary::PreventUnloadHint);
    auto* parts = qobject_cast<PlotParts*>(loader.instance());
    if (!parts)
        qWarning("Plots cannot be drawn: %s", qUtf8Printable(loader.errorString()));
    return parts ? parts->makeCanvas(parent) : nullptr;
}

} // namespace safelight
