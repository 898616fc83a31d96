#include "app/base/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

namespace safelight {

namespace {

    QString say(const char* sentence, const QString& path)
    {
        return QCoreApplication::translate("Files", sentence).arg(path);
    }

    Result<Done> checkReadable(const QFileInfo& info, const QString& path, qint64 limit)
    {
        if (info.isSymLink() && !info.exists())
            return Error {
                Error::Code::NotFound,
                say(QT_TRANSLATE_NOOP("Files", "“%1” is a link to something that is not there."), path)};
        if (!info.exists())
            return Error {Error::Code::NotFound,
                          say(QT_TRANSLATE_NOOP("Files", "“%1” does not exist."), path)};
        if (info.isDir())
            return Error {Error::Code::Io,
                          say(QT_TRANSLATE_NOOP("Files", "“%1” is a folder; a file is needed."), path)};
        if (!info.isFile())
            return Error {Error::Code::Io,
                          say(QT_TRANSLATE_NOOP("Files", "“%1” is not an ordinary file."), path)};
        if (info.size() > limit)
            return Error {Error::Code::TooLarge,
                          say(QT_TRANSLATE_NOOP("Files", "“%1” is larger than the limit of %2."), path)
                              .arg(QLocale::c().formattedDataSize(limit))};
        return Done();
    }

} // namespace

Result<QByteArray> readFile(const QString& path, qint64 limit)
{
    const QFileInfo info(path);
    if (const auto checked = checkReadable(info, path, limit); !checked)
        return checked.error();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {Error::Code::Io, say(QT_TRANSLATE_NOOP("Files", "“%1” cannot be read."), path),
                      file.errorString()};
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return Error {Error::Code::Io,
                      say(QT_TRANSLATE_NOOP("Files", "“%1” could not be read to its end."), path),
                      file.errorString()};
    if (bytes.size() > limit)
        return Error {
            Error::Code::TooLarge,
            say(QT_TRANSLATE_NOOP("Files", "“%1” grew past the limit of %2 while being read."), path)
                .arg(QLocale::c().formattedDataSize(limit))};
    return bytes;
}

Result<Done> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error {Error::Code::Io, say(QT_TRANSLATE_NOOP("Files", "“%1” could not be written."), path),
                      file.errorString()};
    return Done();
}

} // namespace safelight
