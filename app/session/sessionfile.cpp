#include "app/session/sessionfile.h"

#include "app/session/schema.h"
#include "app/sqlite/connection.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QtEndian>
#include <QUuid>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error damagedFile(const QString& path, const QString& detail)
{
    return fileProblem(
        Error::Code::Parse,
        QT_TRANSLATE_NOOP("SessionStore", "The session “%1” is damaged and was left as it is."), path,
        detail);
}

const auto goneMark = u"another file, or none, is at "_s;

Error notASession(const QString& path)
{
    return fileProblem(
        Error::Code::Refused,
        QT_TRANSLATE_NOOP("SessionStore", "“%1” is not a Safelight session, so it was left as it is."), path);
}

// What SQLite cannot open at all is a damaged session when it still begins like one, else something else.
bool beginsLikeASession(const QString& path)
{
    QFile file(path);
    constexpr qsizetype headerSize = 100; // sqlite.org/fileformat2.html §1.3
    constexpr qsizetype applicationAt = 68;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = file.read(headerSize);
    return header.size() == headerSize && header.startsWith(QByteArray("SQLite format 3\0", 16))
        && qFromBigEndian<quint32>(header.constData() + applicationAt) == schema::applicationId;
}

// With nothing beside it, the file is all there is; SQLite would take the missing half of a page for zeros.
Result<Done> checkLength(const Connection& connection, const QString& path)
{
    const auto bytes =
        connection.value(u"SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"_s);
    if (!bytes)
        return bytes.error();
    if (QFileInfo(path).size() < bytes->toLongLong())
        return Error {Error::Code::Parse, {}, u"the file is shorter than it says"_s};
    return Done();
}

// The file's version.
Result<int> checkKind(const Connection& connection, const QString& path)
{
    const auto application = connection.value(u"PRAGMA application_id"_s);
    if (!application)
        return application.error();
    if (application->toLongLong() != schema::applicationId)
        return notASession(path);
    const auto version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (static_cast<quint32>(version->toInt()) > static_cast<quint32>(schema::version))
        return fileProblem(Error::Code::Refused,
                           QT_TRANSLATE_NOOP("SessionStore",
                                             "The session “%1” was written by a newer version of Safelight, "
                                             "so it was left as it is."),
                           path);
    if (version->toInt() == 0)
        return damagedFile(path, u"its version is 0"_s);
    return version->toInt();
}

// No session has triggers, views or computed columns; whoever put them into one wants something with them.
Result<Done> checkSchema(const Connection& connection, const QString& path)
{
    const auto strange =
        connection.value(u"SELECT name FROM sqlite_schema s WHERE type IN ('trigger', 'view')"
                         " OR (type = 'table' AND name <> 'texts'"
                         " AND (sql LIKE 'CREATE VIRTUAL%' OR EXISTS"
                         " (SELECT 1 FROM pragma_table_xinfo(s.name) WHERE hidden <> 0)))"_s);
    if (!strange)
        return strange.error();
    if (!strange->isNull())
        return fileProblem(
            Error::Code::Refused,
            QT_TRANSLATE_NOOP(
                "SessionStore",
                "The session “%1” contains parts that Safelight never writes, so it was left as "
                "it is."),
            path, strange->toString());
    return Done();
}

Result<Done> checkTables(const Connection& connection, int version)
{
    for (const QString& table : schema::tables(version)) {
        if (const auto row = connection.value(u"SELECT 1 FROM %1 LIMIT 1"_s.arg(table)); !row)
            return row.error();
    }
    return Done();
}

Result<Done> checkContent(const QString& path, Connection::Mode mode)
{
    const auto connection = Connection::open(path, mode);
    if (!connection)
        return connection.error();
    const auto version = checkKind(**connection, path);
    if (!version)
        return version.error();
    if (mode == Connection::Mode::Immutable) {
        if (auto done = checkLength(**connection, path); !done)
            return done;
    }
    if (auto done = checkSchema(**connection, path); !done)
        return done;
    if (auto done = checkTables(**connection, *version); !done)
        return done;
    // Reading every page of a large session would delay the start; what is damaged deep inside shows
    // itself when it is read.
    constexpr qint64 quickEnough = qint64(16) * 1000 * 1000;
    if (QFileInfo(path).size() > quickEnough)
        return Done();
    const auto found = (*connection)->value(u"PRAGMA integrity_check(1)"_s);
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
    const auto connection = Connection::open(path, Connection::Mode::Create);
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

// When the first attempts were sent, by their ids: in a session that stays as it is. Absent where the file
// cannot be read; within a checkpoint a file alone may be anything.
QHash<qint64, qint64> firstTimesSent(const QString& path, Connection::Mode mode)
{
    QHash<qint64, qint64> times;
    const auto connection = Connection::open(path, mode);
    if (!connection)
        return {};
    constexpr qint64 thisCentury = 1'000'000'000'000; // of milliseconds: a number of another table is none
    const auto read = (*connection)
                          ->forEach(u"SELECT id, sent_at FROM attempts NOT INDEXED WHERE typeof(sent_at) = "
                                    u"'integer' AND sent_at > ?"
                                    " ORDER BY id LIMIT 50"_s,
                                    {thisCentury}, [&times](const SqlRow& row) {
                                        times.insert(row.number(0), row.number(1));
                                    });
    return read ? times : QHash<qint64, qint64>();
}

// SQLite takes the log beside a file for the file's newest part, whatever file that is. Whoever put another
// session in the place of one whose program had been killed would lose it to that one's log.
Result<Done> checkLog(const QString& path)
{
    const auto alone = firstTimesSent(path, Connection::Mode::Immutable);
    const auto together = firstTimesSent(path, Connection::Mode::ReadOnly);
    for (auto it = alone.cbegin(); it != alone.cend(); ++it) {
        if (together.value(it.key(), it.value()) != it.value())
            return fileProblem(
                Error::Code::Refused,
                QT_TRANSLATE_NOOP(
                    "SessionStore",
                    "The session “%1” has another session’s unfinished changes beside it, in the "
                    "file whose name ends in “-wal”. Move that file away, then open the session."),
                path);
    }
    return Done();
}

Result<Done> checkReadable(const QString& path)
{
    const QFileInfo info(path);
    if (auto place = checkPlace(info); !place)
        return place;
    if (QFile file(path); !file.open(QIODevice::ReadOnly))
        return fileProblem(Error::Code::Io,
                           QT_TRANSLATE_NOOP("SessionStore", "The session “%1” cannot be read."), path,
                           file.errorString());
    auto content =
        checkContent(path, isInUse(path) ? Connection::Mode::ReadOnly : Connection::Mode::Immutable);
    // Another window may have begun to write in between, which looks like damage to an immutable reader.
    if (!content && isInUse(path))
        content = checkContent(path, Connection::Mode::ReadOnly);
    if (content && isInUse(path))
        return checkLog(path);
    if (content || content.error().code == Error::Code::Refused)
        return content;
    return beginsLikeASession(path) ? damagedFile(path, content.error().detail) : notASession(path);
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
        return version ? Result<int>(version->toInt()) : version.error();
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
    return written ? moveIntoPlace(made, path) : (removeWithRest(made), written);
}

void removeLog(const QString& path)
{
    for (const auto& rest : {"-journal"_L1, "-wal"_L1, "-shm"_L1})
        QFile::remove(path + rest);
}

void removeWithRest(const QString& path)
{
    QFile::remove(path);
    removeLog(path);
}

FileIdentity identityOf(const QString& path)
{
#ifdef Q_OS_UNIX
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) == 0)
        return {static_cast<quint64>(found.st_dev), static_cast<quint64>(found.st_ino)};
#else
    Q_UNUSED(path)
#endif
    return {};
}

Error sessionFileGone(const QString& path)
{
    return fileProblem(
        Error::Code::NotFound,
        QT_TRANSLATE_NOOP(
            "SessionStore",
            "The session “%1” was moved, deleted or replaced while it was open. Nothing more can be "
            "kept in it. Open or create another session."),
        path, goneMark + path);
}

bool isSessionFileGone(const Error& error)
{
    return error.code == Error::Code::NotFound && error.detail.startsWith(goneMark);
}

Result<Done> moveIntoPlace(const QString& made, const QString& path)
{
    // What an earlier file of this name left beside it is not the new one's: SQLite would read it as such.
    if (!QFileInfo::exists(path))
        removeLog(path);
    if (QFile::rename(made, path))
        return Done();
    removeWithRest(made);
    return fileProblem(Error::Code::Refused,
                       QT_TRANSLATE_NOOP("SessionStore", "“%1” exists already and was left as it is."), path);
}

} // namespace safelight
