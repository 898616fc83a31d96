#include "app/network/latelibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace safelight {

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

} // namespace safelight
