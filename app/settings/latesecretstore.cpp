#include "app/settings/latesecretstore.h"

#include "app/base/latelibrary.h"
#include "app/settings/keystoreparts.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

SecretStore& LateSecretStore::store()
{
    if (m_store)
        return *m_store;
    if (const auto parts = latePart<KeyStoreParts>(u"safelight_keystore"_s)) {
        m_store = (*parts)->makeStore();
    } else {
        m_whyNot = tr("%1 So the key is kept until the program ends.").arg(parts.error().message);
        m_store = std::make_unique<SessionSecretStore>();
    }
    return *m_store;
}

void LateSecretStore::read(const QString& name, std::function<void(Secret)> then)
{
    store().read(name, std::move(then));
}

void LateSecretStore::write(const QString& name, const Secret& secret, std::function<void(Stored)> then)
{
    store().write(name, secret, [this, then = std::move(then)](Stored stored) {
        if (!m_whyNot.isEmpty())
            stored.why = m_whyNot;
        then(stored);
    });
}

void LateSecretStore::remove(const QString& name, std::function<void()> then)
{
    store().remove(name, std::move(then));
}

} // namespace safelight
