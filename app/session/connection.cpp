#include "app/session/connection.h"

#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString sentence(const char* text)
{
    return QCoreApplication::translate("SessionStore", text);
}

// Primary result codes of SQLite, sqlite.org/rescode.html.
enum SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    Constraint = 19,
    Mismatch = 20,
    NotADb = 26,
};

Error errorOf(const QSqlError& error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff;
    const QString detail = error.text();
    switch (isNumber ? code : 0) {
    case Full:
        return {Error::Code::Io,
                sentence(QT_TRANSLATE_NOOP("SessionStore",
                                           "The disk is full, so the session could not be written.")),
                detail};
    case Busy:
    case Locked:
        return {Error::Code::Refused,
                sentence(QT_TRANSLATE_NOOP(
                    "SessionStore", "Another program keeps the session locked, so it could not be written.")),
                detail};
    case ReadOnly:
        return {Error::Code::Io,
                sentence(QT_TRANSLATE_NOOP("SessionStore", "The session may be read but not written.")),
                detail};
    case IoError:
        return {Error::Code::Io,
                sentence(
                    QT_TRANSLATE_NOOP("SessionStore", "The disk reported an error while using the session.")),
                detail};
    case Corrupt:
    case Constraint: // what the schema forbids
    case Mismatch:
    case NotADb:
        return {Error::Code::Parse,
                sentence(QT_TRANSLATE_NOOP("SessionStore", "The session file is damaged.")), detail};
    default:
        return {Error::Code::Io,
                sentence(QT_TRANSLATE_NOOP("SessionStore", "The session could not be read or written.")),
                detail};
    }
}

QString connectOptionsOf(Connection::Mode mode)
{
    const auto common = u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_URI"_s;
    return mode == Connection::Mode::ReadWrite ? common : QString(common + ";QSQLITE_OPEN_READONLY"_L1);
}

// As a file: URL, because SQLite would read some names ("?", ":memory:") in its own way.
QString nameOf(const QString& path, Connection::Mode mode)
{
    const QString url = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    return mode == Connection::Mode::Immutable ? QString(url + "?immutable=1"_L1) : url;
}

} // namespace

Connection::Connection(QString name)
    : m_name(std::move(name))
{ }

Connection::~Connection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Mode mode)
{
    std::unique_ptr<Connection> connection(new Connection(QUuid::createUuid().toString(QUuid::Id128)));
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection->m_name);
    database.setConnectOptions(connectOptionsOf(mode));
    database.setDatabaseName(nameOf(path, mode));
    if (!database.open())
        return errorOf(database.lastError());
    if (mode == Mode::ReadWrite) {
        // A session may come from somebody else: what its schema says is not trusted.
        for (const auto& pragma : {u"PRAGMA foreign_keys = ON"_s, u"PRAGMA synchronous = NORMAL"_s,
                                   u"PRAGMA trusted_schema = OFF"_s}) {
            if (const auto done = connection->run(pragma); !done)
                return done.error();
        }
    }
    return connection;
}

Result<QSqlQuery> Connection::query(const QString& sql, const QVariantList& values) const
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return errorOf(query.lastError());
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (!query.exec())
        return errorOf(query.lastError());
    return query;
}

Result<Done> Connection::run(const QString& sql, const QVariantList& values) const
{
    const auto done = query(sql, values);
    if (!done)
        return done.error();
    return Done();
}

Result<QVariant> Connection::value(const QString& sql, const QVariantList& values) const
{
    auto rows = query(sql, values);
    if (!rows)
        return rows.error();
    if (rows->next())
        return rows->value(0);
    if (rows->lastError().isValid())
        return errorOf(rows->lastError());
    return QVariant();
}

Result<qint64> Connection::insert(const QString& sql, const QVariantList& values) const
{
    const auto done = query(sql, values);
    if (!done)
        return done.error();
    return done->lastInsertId().toLongLong();
}

sqlite3* Connection::handle() const
{
    const QVariant handle = QSqlDatabase::database(m_name, false).driver()->handle();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3* const*>(handle.constData())
                                                       : nullptr;
}

Error sqliteError(int code, const QString& detail)
{
    return errorOf(QSqlError({}, detail, QSqlError::StatementError, QString::number(code)));
}

} // namespace safelight
