#include "app/client/httpmodelclient.h"
#include "app/network/networkparts.h"
#include "app/simulator/simulator.h"

#include <QObject>

// The library behind loadNetworkParts(). It holds copies of its own of the modules it is built from; only
// values and the interfaces of networkparts.h pass between it and the program.
namespace safelight {

namespace {

class RunningSimulator final : public SimulatorHandle
{
public:
    explicit RunningSimulator(quint32 seed)
        : m_simulator(seed)
    { }
    Result<QUrl> start(quint16 port) override { return m_simulator.start(port); }

private:
    Simulator m_simulator;
};

} // namespace

class NetworkLibrary final : public QObject, public NetworkParts
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID SAFELIGHT_NETWORK_PARTS_ID)
    Q_INTERFACES(safelight::NetworkParts)

public:
    std::unique_ptr<ModelClient> makeClient() override { return std::make_unique<HttpModelClient>(); }
    std::unique_ptr<SimulatorHandle> makeSimulator(quint32 seed) override
    {
        return std::make_unique<RunningSimulator>(seed);
    }
};

} // namespace safelight

#include "networklibrary.moc"
