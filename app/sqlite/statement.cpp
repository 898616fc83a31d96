#include "app/sqlite/statement.h"

#include "app/sqlite/longwork.h"

#include <sqlite3.h>

#include <limits>

namespace safelight {

namespace {

Error problem(Error::Code code, const char* sentence, const QString& detail)
{
    return {code, QCoreApplication::translate("SessionStore", sentence), detail};
}

Error lastError(sqlite3* database, int code)
{
    const int shown = code == SQLITE_OK ? SQLITE_ERROR : code;
    return sqliteError(shown,
                       QStringLiteral("%1 (%2)").arg(QString::fromUtf8(sqlite3_errmsg(database))).arg(shown));
}

// Empty bytes are not NULL, which is what SQLite takes a null pointer for.
const char* neverNull(const QByteArray& bytes)
{
    return bytes.isNull() ? "" : bytes.constData();
}

struct Binder
{
    sqlite3_stmt* statement;
    int place;

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
    int operator()(qint64 number) const { return sqlite3_bind_int64(statement, place, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, place, number); }
    int operator()(const SqlValue::Text& text) const
    {
        return sqlite3_bind_text64(statement, place, neverNull(text.utf8), size(text.utf8), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    int operator()(const QByteArray& bytes) const
    {
        return sqlite3_bind_blob64(statement, place, neverNull(bytes), size(bytes), SQLITE_STATIC);
    }

private:
    static sqlite3_uint64 size(const QByteArray& bytes) { return static_cast<sqlite3_uint64>(bytes.size()); }
};

} // namespace

Error sqliteError(int code, const QString& detail)
{
    switch (code & 0xff) {
    case SQLITE_INTERRUPT:
        return stoppedError();
    case SQLITE_FULL:
        return problem(
            Error::Code::Io,
            QT_TRANSLATE_NOOP("SessionStore", "The disk is full, so the session could not be written."),
            detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return problem(
            Error::Code::Refused,
            QT_TRANSLATE_NOOP("SessionStore",
                              "Another program keeps the session locked, so it could not be written."),
            detail);
    case SQLITE_READONLY:
        return problem(Error::Code::Io,
                       QT_TRANSLATE_NOOP("SessionStore", "The session may be read but not written."), detail);
    case SQLITE_IOERR:
        return problem(
            Error::Code::Io,
            QT_TRANSLATE_NOOP("SessionStore", "The disk reported an error while using the session."), detail);
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT: // what the schema forbids
    case SQLITE_MISMATCH:
    case SQLITE_NOTADB:
        return problem(Error::Code::Parse, QT_TRANSLATE_NOOP("SessionStore", "The session file is damaged."),
                       detail);
    default:
        return problem(Error::Code::Io,
                       QT_TRANSLATE_NOOP("SessionStore", "The session could not be read or written."),
                       detail);
    }
}

bool SqlRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 SqlRow::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double SqlRow::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QByteArrayView SqlRow::utf8(int column) const
{
    const auto* bytes = sqlite3_column_text(m_statement, column);
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

QString SqlRow::text(int column) const
{
    return isNull(column) ? QString() : QString::fromUtf8(utf8(column));
}

QByteArray SqlRow::bytes(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

SqlValue SqlRow::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return number(column);
    case SQLITE_FLOAT:
        return real(column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB:
        return bytes(column);
    default:
        return {};
    }
}

int SqlRow::columns() const
{
    return sqlite3_column_count(m_statement);
}

Result<std::unique_ptr<Statement>> Statement::prepare(sqlite3* database, const QString& sql)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(database, utf8.constData(), static_cast<int>(utf8.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return lastError(database, code);
    return std::unique_ptr<Statement>(new Statement(database, statement));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Result<Done> Statement::bind(const SqlValues& values)
{
    int place = 0;
    for (const SqlValue& value : values) {
        const int code = std::visit(Binder {m_statement, ++place}, value.data());
        if (code != SQLITE_OK)
            return lastError(m_database, code);
    }
    return Done();
}

void Statement::reset()
{
    sqlite3_reset(m_statement); // repeats the error of the last step, which the caller has
    sqlite3_clear_bindings(m_statement);
}

Statement::Step Statement::next()
{
    m_code = sqlite3_step(m_statement);
    if (m_code == SQLITE_ROW)
        return Step::Row;
    return m_code == SQLITE_DONE ? Step::End : Step::Failed;
}

Error Statement::failure() const
{
    return lastError(m_database, m_code);
}

} // namespace safelight
