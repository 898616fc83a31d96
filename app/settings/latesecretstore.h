#pragma once

#include "app/settings/secretstore.h"

#include <memory>

namespace safelight {

// The system's key store, loaded with the first key that is asked for or kept. Where it cannot be loaded keys
// are kept for this session only, and the sentence says why.
class LateSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;
    void read(const QString& name, std::function<void(Secret)> then) override;
    void write(const QString& name, const Secret& secret, std::function<void(Stored)> then) override;
    void remove(const QString& name, std::function<void()> then) override;

private:
    SecretStore& store();

    std::unique_ptr<SecretStore> m_store;
    QString m_whyNot; // the system's could not be loaded
};

} // namespace safelight
