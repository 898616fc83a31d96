#include "app/settings/secretstore.h"

#include <QCoreApplication>

namespace safelight {

void SessionSecretStore::read(const QString& name, std::function<void(Secret)> then)
{
    later([secret = m_secrets.value(name), then = std::move(then)] { then(secret); });
}

void SessionSecretStore::write(const QString& name, const Secret& secret, std::function<void(Stored)> then)
{
    m_secrets.insert(name, secret);
    later([then = std::move(then)] {
        then({true, QCoreApplication::translate("SecretStore", "The key is kept until the program ends.")});
    });
}

void SessionSecretStore::remove(const QString& name, std::function<void()> then)
{
    m_secrets.remove(name);
    later([then = std::move(then)] { then(); });
}

} // namespace safelight
