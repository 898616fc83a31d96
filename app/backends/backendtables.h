#pragma once

#include "app/backends/backend.h"

namespace safelight {

// A back end that comes with the program, and the settings of earlier versions that said something about it.
struct BuiltInBackend
{
    Backend backend;
    QString formerBaseUrl; // the name of the setting; empty: there was none
};
const QList<BuiltInBackend>& builtInBackends();

// What a new back end can be made from.
const QList<Backend>& backendTemplates();

// The bundled row that was written for this service, by where its base URL points; for what a typed address
// accepts. Null where none is known.
const Backend* bundledBackendAt(const QUrl& baseUrl);

} // namespace safelight
