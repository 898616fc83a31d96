#include "ui/base/plotcanvas.h"

#include <QObject>

// The library behind the program's makePlotCanvas() (lateplots.cpp). It holds copies of its own of the
// modules it is built from; only values and the interfaces of plotcanvas.h pass between it and the program.
namespace safelight {

class PlotLibrary final : public QObject, public PlotParts
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID SAFELIGHT_PLOT_PARTS_ID)
    Q_INTERFACES(safelight::PlotParts)

public:
    std::unique_ptr<PlotCanvas> makeCanvas(QWidget* parent) override { return makePlotCanvas(parent); }
};

} // namespace safelight

#include "plotlibrary.moc"
