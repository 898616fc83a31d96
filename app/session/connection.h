#pragma once

#include "app/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <memory>

struct sqlite3;

namespace safelight {

// One SQLite connection with a name of its own, for the thread that opened it. Errors come as sentences.
class Connection final
{
    Q_DISABLE_COPY_MOVE(Connection)

public:
    // Immutable: reads the main file only and creates nothing beside it, for files that may be foreign.
    enum class Mode { ReadWrite, ReadOnly, Immutable };

    static Result<std::unique_ptr<Connection>> open(const QString& path, Mode mode);
    ~Connection();

    // A forward-only query, executed.
    Result<QSqlQuery> query(const QString& sql, const QVariantList& values = {}) const;
    Result<Done> run(const QString& sql, const QVariantList& values = {}) const;
    // The first column of the first row; invalid when there is no row.
    Result<QVariant> value(const QString& sql, const QVariantList& values = {}) const;
    // Like run(), with the row id that was given.
    Result<qint64> insert(const QString& sql, const QVariantList& values) const;

    // The driver's own, for rawquery.h.
    sqlite3* handle() const;

private:
    explicit Connection(QString name);

    QString m_name;
};

// The sentence for one of SQLite's result codes.
Error sqliteError(int code, const QString& detail);

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
    // SQLite may have rolled back by itself (disk full): then this fails, and that is fine.
    static_cast<void>(connection.run(QStringLiteral("ROLLBACK")).has_value());
    return result;
}

} // namespace safelight
