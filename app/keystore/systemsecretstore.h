#pragma once

#include "app/settings/secretstore.h"

namespace safelight {

// QtKeychain (Secret Service or KWallet on Linux).
class SystemSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;
    void read(const QString& name, std::function<void(Secret)> then) override;
    void write(const QString& name, const Secret& secret, std::function<void(Stored)> then) override;
    void remove(const QString& name, std::function<void()> then) override;

private:
    QHash<QString, Secret> m_thisSession;
};

} // namespace safelight
