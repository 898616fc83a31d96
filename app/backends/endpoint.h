#pragma once

#include "app/backends/backend.h"
#include "app/base/secret.h"

namespace safelight {

// Where a request goes: a back end, its key and the values of its secret headers.
struct Endpoint
{
    struct SecretHeader
    {
        QString name;
        Secret value;

        friend bool operator==(const SecretHeader&, const SecretHeader&) = default;
    };

    Backend backend;
    Secret key;
    QList<SecretHeader> secretHeaders = {};
};

} // namespace safelight
