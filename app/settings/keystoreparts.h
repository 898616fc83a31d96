#pragma once

#include "app/settings/secretstore.h"

#include <QtPlugin>

#include <memory>

namespace safelight {

// What reaches the system's key store. It lies in a library of its own (app/main/keystorelibrary.cpp):
// whoever stays with the simulator never loads QtKeychain and what is behind it.
class KeyStoreParts
{
public:
    virtual ~KeyStoreParts() = default;
    virtual std::unique_ptr<SecretStore> makeStore() = 0;
};

} // namespace safelight

#define SAFELIGHT_KEY_STORE_PARTS_ID "org.safelight.KeyStoreParts/1"
Q_DECLARE_INTERFACE(safelight::KeyStoreParts, SAFELIGHT_KEY_STORE_PARTS_ID)
