#include "app/network/networkparts.h"

#include "app/base/latelibrary.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace safelight {

Result<NetworkParts*> loadNetworkParts()
{
    const QString library = u"safelight_network"_s;
    const auto parts = latePart<NetworkParts>(library);
    if (parts)
        return *parts;
    return Error {Error::Code::NotFound,
                  QCoreApplication::translate(
                      "NetworkParts", "The part of Safelight that sends requests cannot be loaded from “%1”.")
                      .arg(QDir::toNativeSeparators(lateLibrary(library))),
                  parts.error().detail};
}

} // namespace safelight
