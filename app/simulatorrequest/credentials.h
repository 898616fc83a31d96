#pragma once

#include "app/simulatorrequest/apierror.h"
#include "app/simulatorrequest/httpcall.h"

#include <optional>

namespace safelight::simulation {

// The key that came by header, by bearer or by query; empty: none.
QByteArray keyOf(const HttpCall& call);
// No key is a 403, "invalid" a 400, header and bearer together a 400; any other key is welcome.
std::optional<ApiError> checkCredentials(const HttpCall& call);
// `echoes`: the service's debug detail repeats the key (gemini-api.md §4).
ApiError invalidKey(const QString& key, bool echoes);

} // namespace safelight::simulation
