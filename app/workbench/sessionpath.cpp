#include "app/workbench/sessionpath.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace safelight {

QString defaultSessionPath()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    folder.mkpath(u"."_s);
    return folder.filePath(u"Default.safelight"_s);
}

QString withSessionEnding(const QString& path)
{
    return QFileInfo(path).suffix().isEmpty() ? QString(path + ".safelight"_L1) : path;
}

} // namespace safelight
