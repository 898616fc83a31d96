#include "app/base/latelibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPluginLoader>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error notLoaded(const QString& file, const QString& why)
{
    return {Error::Code::NotFound,
            QCoreApplication::translate("LateLibrary", "A part of Safelight cannot be loaded from “%1”.")
                .arg(QDir::toNativeSeparators(file)),
            why};
}

} // namespace

QString lateLibrary(const QString& name)
{
    const QDir folder(QCoreApplication::applicationDirPath());
#ifdef Q_OS_WIN
    const QString file = name + u".dll"_s;
#else
    const QString file = name + u".so"_s;
#endif
    const QString installed = QDir::cleanPath(folder.filePath(u"../lib/safelight/"_s + file));
    return !QFileInfo::exists(folder.filePath(file)) && QFileInfo::exists(installed) ? installed
                                                                                     : folder.filePath(file);
}

Result<QObject*> loadLate(const QString& name)
{
    const QString library = lateLibrary(name);
    QPluginLoader loader(library);
    loader.setLoadHints(QLibrary::PreventUnloadHint);
    if (auto* instance = loader.instance())
        return instance;
    return notLoaded(library, loader.errorString());
}

Error notThePart(const QString& name)
{
    return notLoaded(
        lateLibrary(name),
        QCoreApplication::translate("LateLibrary", "It belongs to another version of Safelight."));
}

} // namespace safelight
