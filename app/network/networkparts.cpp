#include "app/network/networkparts.h"

#include "app/network/latelibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QPluginLoader>

using namespace Qt::StringLiterals;

namespace safelight {

Result<NetworkParts*> loadNetworkParts()
{
    const QString library = lateLibrary(u"safelight_network"_s);
    QPluginLoader loader(library);
    loader.setLoadHints(QLibrary::PreventUnloadHint);
    if (auto* parts = qobject_cast<NetworkParts*>(loader.instance()))
        return parts;
    return Error {
        Error::Code::NotFound,
        QCoreApplication::translate("NetworkParts",
                                    "The part of Safelight that sends requests cannot be loaded from “%1”.")
            .arg(QDir::toNativeSeparators(loader.fileName().isEmpty() ? library : loader.fileName())),
        loader.errorString()};
}

} // namespace safelight
