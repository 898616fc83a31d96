#include "app/session/sessionfile.h"

#include "app/session/connection.h"
#include "app/session/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The first 100 bytes of every SQLite database: sqlite.org/fileformat2.html §1.3.
struct Header
{
    bool isDatabase = false;
    qint64 pageSize = 0;
    qint64 pages = 0;
    quint32 version = 0;
    quint32 application = 0;
};

Header readHeader(QFile& file)
{
    constexpr qsizetype size = 100;
    const QByteArray bytes = file.read(size);
    Header header;
    if (bytes.size() < size || !bytes.startsWith(QByteArray("SQLite format 3\0", 16)))
        return header;
    const char* const data = bytes.constData();
    const auto pageSize = qFromBigEndian<quint16>(data + 16);
    header.isDatabase = true;
    header.pageSize = pageSize == 1 ? 65536 : pageSize;
    header.pages = qFromBigEndian<quint32>(data + 28);
    header.version = qFromBigEndian<quint32>(data + 60);
    header.application = qFromBigEndian<quint32>(data + 68);
    return header;
}

Error damagedFile(const QString& path, const QString& detail)
{
    return fileProblem(
        Error::Code::Parse,
        QT_TRANSLATE_NOOP("SessionStore", "The session “%1” is damaged and was left as it is."), path,
        detail);
}

Result<Done> checkHeader(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileProblem(Error::Code::Io,
                           QT_TRANSLATE_NOOP("SessionStore", "The session “%1” cannot be read."), path,
                           file.errorString());
    const Header header = readHeader(file);
    if (!header.isDatabase || header.application != schema::applicationId)
        return fileProblem(
            Error::Code::Refused,
            QT_TRANSLATE_NOOP("SessionStore", "“%1” is not a Safelight session, so it was left as it is."),
            path);
    if (header.version > static_cast<quint32>(schema::version))
        return fileProblem(Error::Code::Refused,
                           QT_TRANSLATE_NOOP("SessionStore",
                                             "The session “%1” was written by a newer version of Safelight, "
                                             "so it was left as it is."),
                           path);
    if (header.version == 0 || file.size() < header.pages * header.pageSize)
        return damagedFile(path, u"the file is shorter than it says"_s);
    return Done();
}

Result<Done> checkContent(const QString& path, Connection::Mode mode)
{
    const auto connection = Connection::open(path, mode);
    if (!connection)
        return connection.error();
    const auto version = (*connection)->value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    for (const QString& table : schema::tables(version->toInt())) {
        const auto row = (*connection)->value(u"SELECT 1 FROM %1 LIMIT 1"_s.arg(table));
        if (!row)
            return row.error();
    }
    // Reading every page of a large session would delay the start; what is damaged deep inside shows
    // itself when it is read.
    constexpr qint64 quickEnough = qint64(16) * 1000 * 1000;
    if (QFileInfo(path).size() > quickEnough)
        return Done();
    const auto found = (*connection)->value(u"PRAGMA quick_check(1)"_s);
    if (!found)
        return found.error();
    if (found->toString() != "ok"_L1)
        return Error {Error::Code::Parse, {}, found->toString()};
    return Done();
}

bool isInUse(const QString& path)
{
    return QFileInfo::exists(path + "-wal"_L1);
}

Result<Done> checkPlace(const QFileInfo& info)
{
    const QString path = info.filePath();
    if (info.isDir())
        return fileProblem(Error::Code::Refused,
                           QT_TRANSLATE_NOOP("SessionStore", "“%1” is a folder, not a session."), path);
    if (!info.exists())
        return fileProblem(Error::Code::NotFound,
                           QT_TRANSLATE_NOOP("SessionStore", "The session “%1” does not exist."), path);
    if (!info.isFile())
        return fileProblem(
            Error::Code::Refused,
            QT_TRANSLATE_NOOP("SessionStore", "“%1” is not a file, so it cannot be a session."), path);
    return Done();
}

Result<Done> checkWritable(const QFileInfo& info)
{
    if (!info.isWritable() || !QFileInfo(info.absolutePath()).isWritable())
        return fileProblem(Error::Code::Io,
                           QT_TRANSLATE_NOOP("SessionStore",
                                             "The session “%1” cannot be written: the file or its folder is "
                                             "read-only."),
                           info.filePath());
    return Done();
}

Result<Done> writeSchema(const QString& path)
{
    const auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return connection.error();
    const auto made = transacted(**connection, [&]() -> Result<Done> {
        for (const QString& statement : schema::statements()) {
            if (const auto done = (*connection)->run(statement); !done)
                return done.error();
        }
        return Done();
    });
    if (!made)
        return made.error();
    // Stays in the file's header: whoever opens it later works in this mode.
    return (*connection)->run(u"PRAGMA journal_mode = WAL"_s);
}

Result<Done> checkReadable(const QString& path)
{
    const QFileInfo info(path);
    if (auto place = checkPlace(info); !place)
        return place;
    if (auto header = checkHeader(path); !header)
        return header;
    auto content =
        checkContent(path, isInUse(path) ? Connection::Mode::ReadOnly : Connection::Mode::Immutable);
    // Another window may have begun to write in between, which looks like damage to an immutable reader.
    if (!content && isInUse(path))
        content = checkContent(path, Connection::Mode::ReadOnly);
    if (!content)
        return content.error().code == Error::Code::Parse || content.error().code == Error::Code::Io
            ? damagedFile(path, content.error().detail)
            : content.error();
    return Done();
}

} // namespace

Error fileProblem(Error::Code code, const char* sentence, const QString& path, const QString& detail)
{
    const QString text = QCoreApplication::translate("SessionStore", sentence);
    return {code, text.arg(QFileInfo(path).fileName()), detail.isEmpty() ? path : detail};
}

Result<Done> checkSessionFile(const QString& path)
{
    if (auto readable = checkReadable(path); !readable)
        return readable;
    return checkWritable(QFileInfo(path));
}

Result<std::unique_ptr<Connection>> openToRead(const QString& path)
{
    if (const auto readable = checkReadable(path); !readable)
        return readable.error();
    return Connection::open(path, isInUse(path) ? Connection::Mode::ReadOnly : Connection::Mode::Immutable);
}

Result<Done> upgradeSession(const Connection& connection)
{
    const auto versionOf = [&connection]() -> Result<int> {
        const auto version = connection.value(u"PRAGMA user_version"_s);
        if (!version)
            return version.error();
        return version->toInt();
    };
    const auto found = versionOf();
    if (!found)
        return found.error();
    if (*found >= schema::version)
        return Done();
    return transacted(connection, [&]() -> Result<Done> {
        // Another window may have done it while this one waited for the lock.
        const auto now = versionOf();
        if (!now)
            return now.error();
        for (const QString& statement : *now < schema::version ? schema::upgrade(*now) : QStringList()) {
            if (auto done = connection.run(statement); !done)
                return done;
        }
        return Done();
    });
}

Result<Done> createSessionFile(const QString& path)
{
    const QFileInfo info(path);
    const QFileInfo folder(info.absolutePath());
    if (!folder.isDir())
        return fileProblem(
            Error::Code::NotFound,
            QT_TRANSLATE_NOOP("SessionStore", "The folder for the session “%1” does not exist."), path);
    if (!folder.isWritable())
        return fileProblem(
            Error::Code::Io,
            QT_TRANSLATE_NOOP("SessionStore", "The session “%1” cannot be made: its folder is read-only."),
            path);
    // Made beside its place and moved there whole: a program that is killed leaves no half session.
    const QString made = path + '.'_L1 + QUuid::createUuid().toString(QUuid::Id128) + ".part"_L1;
    auto written = writeSchema(made);
    if (written && !QFile::rename(made, path))
        written = fileProblem(Error::Code::Refused,
                              QT_TRANSLATE_NOOP("SessionStore", "“%1” exists already and was left as it is."),
                              path);
    if (!written) {
        for (const auto& rest : {""_L1, "-journal"_L1, "-wal"_L1, "-shm"_L1})
            QFile::remove(made + rest);
    }
    return written;
}

} // namespace safelight
