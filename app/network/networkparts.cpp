#include "app/network/networkparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Beside the program, as it is built, or where a distribution puts a program's own libraries.
QString libraryPath()
{
    const QDir folder(QCoreApplication::applicationDirPath());
#ifdef Q_OS_WIN
    const QString name = u"safelight_network.dll"_s;
#else
    const QString name = u"safelight_network.so"_s;
#endif
    const QString installed = QDir::cleanPath(folder.filePath(u"../lib/safelight/"_s + name));
    return !QFileInfo::exists(folder.filePath(name)) && QFileInfo::exists(installed) ? installed
                                                                                     : folder.filePath(name);
}

} // namespace

Result<NetworkParts*> loadNetworkParts()
{
    QPluginLoader loader(libraryPath());
    loader.setLoadHints(QLibrary::PreventUnloadHint);
    if (auto* parts = qobject_cast<NetworkParts*>(loader.instance()))
        return parts;
    return Error {
        Error::Code::NotFound,
        QCoreApplication::translate("NetworkParts",
                                    "The part of Safelight that sends requests cannot be loaded from “%1”.")
            .arg(QDir::toNativeSeparators(loader.fileName().isEmpty() ? libraryPath() : loader.fileName())),
        loader.errorString()};
}

} // namespace safelight
