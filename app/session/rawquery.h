#pragma once

#include "app/base/result.h"

#include <QByteArrayList>
#include <QVariant>

#include <functional>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace safelight {

class Connection;
struct SqliteFunctions;

// A query of hundreds of thousands of short rows: steps without making a QVariant of each column, which takes
// QSqlQuery ten times as long. Uses the driver's own connection, so the SQLite that is called here must be
// the very one of Qt's driver; usesDriversLibrary() tells.
class RawQuery final
{
    Q_DISABLE_COPY_MOVE(RawQuery)

public:
    RawQuery(const Connection& connection, const QString& sql, const QVariantList& values = {});
    ~RawQuery();

    bool next(); // false: at the end, or error()
    qint64 number(int column) const;
    double real(int column) const;
    bool isNull(int column) const;
    QByteArrayView text(int column) const; // UTF-8, until next()
    const std::optional<Error>& error() const { return m_error; } // Cancelled: stopped by a QueryWatch

private:
    void bind(int place, const QVariant& value);
    void fail(int code);

    const SqliteFunctions* m_sqlite = nullptr;
    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    QByteArrayList m_texts; // that the statement looks at
    std::optional<Error> m_error;
};

Result<Done> usesDriversLibrary(const Connection& connection);

// While it lives, whatever the connection does is stopped soon after `isCancelled` answers true.
class QueryWatch final
{
    Q_DISABLE_COPY_MOVE(QueryWatch)

public:
    QueryWatch(const Connection& connection, std::function<bool()> isCancelled);
    ~QueryWatch();

private:
    sqlite3* m_database;
    std::function<bool()> m_isCancelled;
};

} // namespace safelight
