#include "app/base/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

#include <algorithm>

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class FilesText
{
    Q_DECLARE_TR_FUNCTIONS(Files)
};

Result<Done> checkReadable(const QFileInfo& info, const QString& path, qint64 limit)
{
    if (info.isSymLink() && !info.exists())
        return Error {Error::Code::NotFound,
                      FilesText::tr("“%1” is a link to something that is not there.").arg(path)};
    if (!info.exists())
        return Error {Error::Code::NotFound, FilesText::tr("“%1” does not exist.").arg(path)};
    if (info.isDir())
        return Error {Error::Code::Io, FilesText::tr("“%1” is a folder; a file is needed.").arg(path)};
    if (!info.isFile())
        return Error {Error::Code::Io, FilesText::tr("“%1” is not an ordinary file.").arg(path)};
    if (info.size() > limit)
        return Error {Error::Code::TooLarge,
                      FilesText::tr("“%1” is larger than the limit of %2.")
                          .arg(path, QLocale::c().formattedDataSize(limit))};
    return Done();
}

// Until the end, or one byte past the limit. A file may grow while it is read, and those of /proc say
// that they are empty; room for the whole limit is never taken at once.
QByteArray readUpTo(QFile& file, qint64 expected, qint64 limit)
{
    constexpr qint64 step = 1 << 20;
    QByteArray bytes = file.read(expected);
    while (bytes.size() <= limit) {
        const QByteArray more = file.read(std::min(step, limit + 1 - bytes.size()));
        if (more.isEmpty())
            break;
        bytes += more;
    }
    return bytes;
}

} // namespace

Result<QByteArray> readFile(const QString& path, qint64 limit)
{
    const QFileInfo info(path);
    if (const auto checked = checkReadable(info, path, limit); !checked)
        return checked.error();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {Error::Code::Io, FilesText::tr("“%1” cannot be read.").arg(path), file.errorString()};
    const qint64 expected = file.size();
    QByteArray bytes = readUpTo(file, expected, limit);
    if (file.error() != QFileDevice::NoError || bytes.size() < expected)
        return Error {Error::Code::Io, FilesText::tr("“%1” could not be read to its end.").arg(path),
                      file.error() != QFileDevice::NoError ? file.errorString() : QString()};
    if (bytes.size() > limit)
        return Error {Error::Code::TooLarge,
                      FilesText::tr("“%1” grew past the limit of %2 while being read.")
                          .arg(path, QLocale::c().formattedDataSize(limit))};
    return bytes;
}

Result<Done> writeFile(const QString& path, const QByteArray& bytes)
{
    // QSaveFile would put a file in the place of a device or pipe.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return Error {Error::Code::Io,
                      info.isDir() ? FilesText::tr("“%1” is a folder; a file is needed.").arg(path)
                                   : FilesText::tr("“%1” is not an ordinary file.").arg(path)};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error {Error::Code::Io, FilesText::tr("“%1” could not be written.").arg(path),
                      file.errorString()};
    return Done();
}

} // namespace safelight
