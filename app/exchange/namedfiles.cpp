// The files that a command line names, and which of them may be read.
#include "app/base/files.h"
#include "app/exchange/callparts.h"

#include <QDir>
#include <QFileInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 namedFilesLimit = 256LL * 1024 * 1024; // bytes, of all files together

// Wherever the name and the links in it lead: the file lies in the folder or below it.
bool isInside(const QString& realFile, const QString& realFolder)
{
    return realFile.startsWith(realFolder.endsWith(u'/') ? realFolder : QString(realFolder + u'/'));
}

Result<QByteArray> readBeside(const QString& folder, const QString& name, qint64 limit)
{
    if (folder.isEmpty())
        return Error {
            Error::Code::NotFound,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                         "The command reads the file “%1”. Choose that file, or open "
                                         "the command as a file beside it."))
                .arg(name)};
    const QString file = QFileInfo(QDir(folder).filePath(name)).canonicalFilePath();
    if (file.isEmpty())
        return Error {
            Error::Code::NotFound,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The command reads “%1”, which is not in its folder."))
                .arg(name)};
    if (!isInside(file, QFileInfo(folder).canonicalFilePath()))
        return Error {Error::Code::Refused,
                      sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                   "“%1” is outside the command's folder and was not read. "
                                                   "Choose it to use it."))
                          .arg(name)};
    return readFile(file, limit);
}

} // namespace

FileReading filesOf(const QString& folder, const QHash<QString, QString>& chosen)
{
    const auto left = std::make_shared<qint64>(namedFilesLimit);
    return [folder, chosen, left](const QString& name) -> Result<QByteArray> {
        const auto choice = chosen.constFind(name);
        auto bytes = choice != chosen.cend() ? readFile(*choice, *left) : readBeside(folder, name, *left);
        if (bytes)
            *left -= bytes->size();
        return bytes;
    };
}

FileReading notingMissing(FileReading files, QStringList& missing)
{
    return [files = std::move(files), &missing](const QString& name) {
        auto bytes = files(name);
        if (!bytes && !missing.contains(name) && missing.size() < mostMissingFiles)
            missing.append(name);
        return bytes;
    };
}

QHash<QString, QString> chosenFor(const QStringList& missing, const QStringList& paths)
{
    QHash<QString, QString> chosen;
    for (const QString& name : missing) {
        const QString last = name.section(u'/', -1).section(u'\\', -1);
        for (const QString& path : paths) {
            if (QFileInfo(path).fileName() == last)
                chosen.insert(name, path);
        }
    }
    if (chosen.isEmpty() && missing.size() == 1 && paths.size() == 1)
        chosen.insert(missing.first(), paths.first());
    return chosen;
}

} // namespace safelight
