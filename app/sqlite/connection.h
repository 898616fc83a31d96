#pragma once

#include "app/sqlite/statement.h"

#include <unordered_map>

namespace safelight {

// One SQLite connection, for the thread that opened it. Errors come as sentences. Statements are prepared
// once and kept. What a file's schema says is trusted nowhere: no trigger of it runs and no view of it is
// read.
class Connection final
{
    Q_DISABLE_COPY_MOVE(Connection)

public:
    // Immutable: reads the main file only and creates nothing beside it, for files that may be foreign.
    enum class Mode { ReadWrite, Create, ReadOnly, Immutable };

    static Result<std::unique_ptr<Connection>> open(const QString& path, Mode mode);
    ~Connection();

    // Each row, see Statement::forEach().
    template<typename Each>
    Result<Done> forEach(const QString& sql, const SqlValues& values, Each each) const
    {
        const auto statement = prepared(sql, values);
        if (!statement)
            return statement.error();
        return (*statement)->forEach(std::move(each));
    }
    // The first row. Answers whether there is one.
    template<typename Take>
    Result<bool> first(const QString& sql, const SqlValues& values, Take take) const
    {
        const auto statement = prepared(sql, values);
        if (!statement)
            return statement.error();
        return (*statement)->first(std::move(take));
    }

    Result<Done> run(const QString& sql, const SqlValues& values = {}) const;
    // Like run(), with the number of rows that it changed.
    Result<qint64> change(const QString& sql, const SqlValues& values = {}) const;
    // Like run(), with the row id that was given.
    Result<qint64> insert(const QString& sql, const SqlValues& values) const;
    // The first column of the first row; NULL when there is no row.
    Result<SqlValue> value(const QString& sql, const SqlValues& values = {}) const;

    bool isInTransaction() const;
    // The file under this name is not the one that was opened: it was removed, renamed or replaced.
    bool isMoved() const;
    // SQLite's own, for QueryWatch.
    sqlite3* handle() const { return m_database; }

private:
    struct GiveBack
    {
        const Connection* connection = nullptr;
        QString sql;
        void operator()(Statement* statement) const;
    };
    using Prepared = std::unique_ptr<Statement, GiveBack>;

    explicit Connection(sqlite3* database)
        : m_database(database)
    { }
    Result<Prepared> prepared(const QString& sql, const SqlValues& values) const;

    sqlite3* m_database;
    mutable std::unordered_map<QString, std::unique_ptr<Statement>> m_idle; // by their text
};

// All of it or nothing. Takes the write lock at once, so that two programs wait for each other instead of
// failing half-way.
template<typename Work>
auto transacted(const Connection& connection, Work work) -> decltype(work())
{
    if (const auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun.error();
    auto result = work();
    if (result) {
        const auto committed = connection.run(QStringLiteral("COMMIT"));
        if (committed)
            return result;
        result = committed.error();
    }
    // SQLite may have rolled back by itself (disk full).
    if (connection.isInTransaction())
        static_cast<void>(connection.run(QStringLiteral("ROLLBACK")).has_value());
    return result;
}

// All that `work` reads is of the same moment, whoever writes meanwhile. Within a transaction: of that.
template<typename Work>
auto readTogether(const Connection& connection, Work work) -> decltype(work())
{
    if (connection.isInTransaction())
        return work();
    if (const auto begun = connection.run(QStringLiteral("BEGIN")); !begun)
        return begun.error();
    auto result = work();
    if (connection.isInTransaction())
        static_cast<void>(connection.run(QStringLiteral("COMMIT")).has_value());
    return result;
}

} // namespace safelight
