#include "app/history/rawquery.h"

#include "app/history/connection.h"

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

RawQuery::RawQuery(const Connection& connection, const QString& sql, const QVariantList& values)
    : m_database(connection.handle())
{
    const QByteArray utf8 = sql.toUtf8();
    const int code = sqlite3_prepare_v2(m_database, utf8.constData(), static_cast<int>(utf8.size()),
                                        &m_statement, nullptr);
    if (code != SQLITE_OK) {
        fail(code);
        return;
    }
    int place = 0;
    for (const QVariant& value : values)
        bind(++place, value);
}

RawQuery::~RawQuery()
{
    sqlite3_finalize(m_statement);
}

void RawQuery::bind(int place, const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
        sqlite3_bind_double(m_statement, place, value.toDouble());
        break;
    case QMetaType::QString: {
        m_texts.append(value.toString().toUtf8());
        const QByteArray& text = m_texts.constLast();
        sqlite3_bind_text(m_statement, place, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
        break;
    }
    default:
        sqlite3_bind_int64(m_statement, place, value.toLongLong());
    }
}

void RawQuery::fail(int code)
{
    if (code == SQLITE_INTERRUPT)
        m_error = Error {Error::Code::Cancelled, {}, {}};
    else
        m_error = sqliteError(code, QString::fromUtf8(sqlite3_errmsg(m_database)));
}

bool RawQuery::next()
{
    if (m_error || !m_statement)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(code);
    return false;
}

qint64 RawQuery::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double RawQuery::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

bool RawQuery::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QByteArrayView RawQuery::text(int column) const
{
    const auto* bytes = sqlite3_column_text(m_statement, column);
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

Result<Done> usesDriversLibrary(const Connection& connection)
{
    const auto source = connection.value(u"SELECT sqlite_source_id()"_s);
    if (!source)
        return source.error();
    if (!connection.handle() || source->toString() != QLatin1StringView(sqlite3_sourceid()))
        return sqliteError(SQLITE_ERROR, u"Qt's driver brings an SQLite of its own"_s);
    return Done();
}

QueryWatch::QueryWatch(const Connection& connection, std::function<bool()> isCancelled)
    : m_database(connection.handle())
    , m_isCancelled(std::move(isCancelled))
{
    constexpr int steps = 1000; // of SQLite's machine: some tens of microseconds
    sqlite3_progress_handler(
        m_database, steps, [](void* self) { return static_cast<QueryWatch*>(self)->m_isCancelled() ? 1 : 0; },
        this);
}

QueryWatch::~QueryWatch()
{
    sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

} // namespace safelight
