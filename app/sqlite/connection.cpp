#include "app/sqlite/connection.h"

#include <QUrl>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int patienceMs = 5000; // with another program's lock
constexpr qsizetype mostIdle = 100; // statements

// As a file: URL, because SQLite would read some names ("?", ":memory:") in its own way.
QByteArray urlOf(const QString& path, Connection::Mode mode)
{
    const QByteArray url = QUrl::fromLocalFile(path).toEncoded();
    return mode == Connection::Mode::Immutable ? QByteArray(url + "?immutable=1") : url;
}

int flagsOf(Connection::Mode mode)
{
    const int common = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    switch (mode) {
    case Connection::Mode::ReadWrite:
        return common | SQLITE_OPEN_READWRITE;
    case Connection::Mode::Create:
        return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Connection::Mode::ReadOnly:
    case Connection::Mode::Immutable:
        break;
    }
    return common | SQLITE_OPEN_READONLY;
}

// A session may come from somebody else.
void distrustSchema(sqlite3* database)
{
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Mode mode)
{
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(urlOf(path, mode).constData(), &database, flagsOf(mode), nullptr);
    std::unique_ptr<Connection> connection(new Connection(database));
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)));
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, patienceMs);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    distrustSchema(database);
    if (mode == Mode::ReadWrite) {
        if (const auto done = connection->run(u"PRAGMA synchronous = NORMAL"_s); !done)
            return done.error();
    }
    return connection;
}

Connection::~Connection()
{
    m_idle.clear();
    sqlite3_close_v2(m_database);
}

void Connection::GiveBack::operator()(Statement* statement) const
{
    std::unique_ptr<Statement> done(statement);
    done->reset();
    auto& idle = connection->m_idle;
    if (idle.size() >= mostIdle)
        idle.clear();
    idle.insert_or_assign(sql, std::move(done));
}

// One that is under way is not idle: a statement may run within its own rows.
Result<Connection::Prepared> Connection::prepared(const QString& sql, const SqlValues& values) const
{
    std::unique_ptr<Statement> statement;
    if (auto known = m_idle.extract(sql); !known.empty()) {
        statement = std::move(known.mapped());
    } else {
        auto made = Statement::prepare(m_database, sql);
        if (!made)
            return made.error();
        statement = *std::move(made);
    }
    Prepared prepared(statement.release(), {this, sql});
    if (const auto bound = prepared->bind(values); !bound)
        return bound.error();
    return prepared;
}

Result<Done> Connection::run(const QString& sql, const SqlValues& values) const
{
    return forEach(sql, values, [](const SqlRow&) {});
}

Result<qint64> Connection::change(const QString& sql, const SqlValues& values) const
{
    if (const auto done = run(sql, values); !done)
        return done.error();
    return static_cast<qint64>(sqlite3_changes64(m_database));
}

Result<qint64> Connection::insert(const QString& sql, const SqlValues& values) const
{
    if (const auto done = run(sql, values); !done)
        return done.error();
    return static_cast<qint64>(sqlite3_last_insert_rowid(m_database));
}

Result<SqlValue> Connection::value(const QString& sql, const SqlValues& values) const
{
    SqlValue value;
    if (const auto found = first(sql, values, [&value](const SqlRow& row) { value = row.value(0); }); !found)
        return found.error();
    return value;
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_database) == 0;
}

bool Connection::isMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_database, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

} // namespace safelight
