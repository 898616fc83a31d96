#pragma once

#include "app/base/result.h"
#include "app/sqlite/sqlvalue.h"

#include <memory>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace safelight {

// The sentence for one of SQLite's result codes. Interrupted is Error::Code::Cancelled.
Error sqliteError(int code, const QString& detail);

// The row a statement stands on; good until the next one.
class SqlRow final
{
public:
    explicit SqlRow(sqlite3_stmt* statement)
        : m_statement(statement)
    { }

    bool isNull(int column) const;
    qint64 number(int column) const;
    bool flag(int column) const { return number(column) != 0; }
    double real(int column) const;
    QByteArrayView utf8(int column) const; // into SQLite's own memory
    QString text(int column) const; // null where the column is NULL
    QByteArray bytes(int column) const;
    SqlValue value(int column) const;
    int columns() const;

private:
    sqlite3_stmt* m_statement;
};

// A prepared statement. Its rows come through forEach() and first() only, so that no loop can end without the
// caller being handed the reason: the end of the rows, or an error.
class Statement final
{
    Q_DISABLE_COPY_MOVE(Statement)

public:
    static Result<std::unique_ptr<Statement>> prepare(sqlite3* database, const QString& sql);
    ~Statement();

    // The values must outlive the run: texts and bytes are not copied.
    Result<Done> bind(const SqlValues& values);
    void reset();

    // `each` takes a const SqlRow&; it answers nothing, or a Result<Done> whose error ends the loop.
    template<typename Each>
    Result<Done> forEach(Each each)
    {
        const SqlRow row(m_statement);
        for (;;) {
            const Step step = next();
            if (step == Step::End)
                return Done();
            if (step == Step::Failed)
                return failure();
            if constexpr (std::is_void_v<std::invoke_result_t<Each, const SqlRow&>>)
                each(row);
            else if (auto done = each(row); !done)
                return done;
        }
    }

    // Only the first row. Answers whether there was one.
    template<typename Take>
    Result<bool> first(Take take)
    {
        const Step step = next();
        if (step == Step::Failed)
            return failure();
        if (step == Step::Row)
            take(SqlRow(m_statement));
        return step == Step::Row;
    }

private:
    enum class Step { Row, End, Failed };

    Statement(sqlite3* database, sqlite3_stmt* statement)
        : m_database(database)
        , m_statement(statement)
    { }
    Step next();
    Error failure() const;

    sqlite3* m_database;
    sqlite3_stmt* m_statement;
    int m_code = 0; // of the last step
};

} // namespace safelight
