#include "app/keystore/systemsecretstore.h"
#include "app/settings/keystoreparts.h"

#include <QObject>

// The library behind LateSecretStore. It holds copies of its own of the modules it is built from; only values
// and the interfaces of keystoreparts.h pass between it and the program.
namespace safelight {

class KeyStoreLibrary final : public QObject, public KeyStoreParts
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID SAFELIGHT_KEY_STORE_PARTS_ID)
    Q_INTERFACES(safelight::KeyStoreParts)

public:
    std::unique_ptr<SecretStore> makeStore() override { return std::make_unique<SystemSecretStore>(); }
};

} // namespace safelight

#include "keystorelibrary.moc"
