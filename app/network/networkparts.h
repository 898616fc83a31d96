#pragma once

#include "app/base/result.h"
#include "app/client/modelclient.h"

#include <QtPlugin>
#include <QUrl>

#include <memory>

namespace safelight {

// The built-in simulator, running until it is destroyed.
class SimulatorHandle
{
public:
    virtual ~SimulatorHandle() = default;
    // Binds to loopback only; port 0 takes a free one. "http://127.0.0.1:PORT". Fails when the port is taken.
    virtual Result<QUrl> start(quint16 port) = 0;
};

// What speaks over a network. It lies in a library of its own (app/main/networklibrary.cpp), which is loaded
// when it is first needed: Qt Network, the HTTP server and Kerberos behind them would take a tenth of the
// start.
class NetworkParts
{
public:
    virtual ~NetworkParts() = default;
    virtual std::unique_ptr<ModelClient> makeClient() = 0;
    virtual std::unique_ptr<SimulatorHandle> makeSimulator(quint32 seed) = 0;
};

// Never null; lives as long as the program. The error says which file is missing or does not fit.
Result<NetworkParts*> loadNetworkParts();

} // namespace safelight

#define SAFELIGHT_NETWORK_PARTS_ID "org.safelight.NetworkParts/1"
Q_DECLARE_INTERFACE(safelight::NetworkParts, SAFELIGHT_NETWORK_PARTS_ID)
