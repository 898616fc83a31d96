#pragma once

#include "app/backends/endpoint.h"
#include "app/base/result.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace safelight {

class Simulator;

// What a command line says about the back end.
struct BackendOptions
{
    QString name; // an id or a name; empty: the simulator, or with a URL whatever is there
    QUrl url; // empty: the back end's own
    QString keyVariable; // the environment variable with the key
    std::optional<Backend::Auth> auth;
    QStringList headerVariables; // "NAME=VARIABLE": a secret header from the environment
};

// The configured one of that name, or one for the URL. A stored secret never goes to an address that somebody
// typed: keys then come from the environment only. Fails with a sentence.
Result<Backend> chooseBackend(const BackendOptions& options);

// The simulator, where the back end is one that runs inside the process: `simulator` keeps it alive.
Result<Done> startWhereSimulated(Backend& backend, std::unique_ptr<Simulator>& simulator);

// Its key and secret headers, from the key store or the environment. Waits in an event loop; an interrupt
// from the terminal ends that.
Result<Endpoint> resolveEndpoint(const Backend& backend, const QStringList& headerVariables);

} // namespace safelight
