#include "app/session/rawquery.h"

#include "app/session/connection.h"
#include "app/session/sqlitefunctions.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString withoutLibrary()
{
    return u"the SQLite library was not found"_s;
}

void watch(sqlite3* database, int (*isStopped)(void*), void* self)
{
    constexpr int steps = 1000; // of SQLite's machine: some tens of microseconds
    if (const auto* sqlite = sqliteFunctions())
        sqlite->progressHandler(database, steps, isStopped, self);
}

} // namespace

RawQuery::RawQuery(const Connection& connection, const QString& sql, const QVariantList& values)
    : m_sqlite(sqliteFunctions())
    , m_database(connection.handle())
{
    if (!m_sqlite) {
        m_error = sqliteError(SQLITE_ERROR, withoutLibrary());
        return;
    }
    const QByteArray utf8 = sql.toUtf8();
    const int code =
        m_sqlite->prepare(m_database, utf8.constData(), static_cast<int>(utf8.size()), &m_statement, nullptr);
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
    if (m_sqlite)
        m_sqlite->finalize(m_statement);
}

void RawQuery::bind(int place, const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
        m_sqlite->bindDouble(m_statement, place, value.toDouble());
        break;
    case QMetaType::QString: {
        m_texts.append(value.toString().toUtf8());
        const QByteArray& text = m_texts.constLast();
        m_sqlite->bindText(m_statement, place, text.constData(), static_cast<int>(text.size()),
                           SQLITE_STATIC);
        break;
    }
    default:
        m_sqlite->bindInt64(m_statement, place, value.toLongLong());
    }
}

void RawQuery::fail(int code)
{
    if (code == SQLITE_INTERRUPT)
        m_error = Error {Error::Code::Cancelled, {}, {}};
    else
        m_error = sqliteError(code, QString::fromUtf8(m_sqlite->message(m_database)));
}

bool RawQuery::next()
{
    if (m_error || !m_statement)
        return false;
    const int code = m_sqlite->step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(code);
    return false;
}

qint64 RawQuery::number(int column) const
{
    return m_sqlite->columnInt64(m_statement, column);
}

double RawQuery::real(int column) const
{
    return m_sqlite->columnDouble(m_statement, column);
}

bool RawQuery::isNull(int column) const
{
    return m_sqlite->columnType(m_statement, column) == SQLITE_NULL;
}

QByteArrayView RawQuery::text(int column) const
{
    const auto* bytes = m_sqlite->columnText(m_statement, column);
    return {bytes, m_sqlite->columnBytes(m_statement, column)};
}

Result<Done> usesDriversLibrary(const Connection& connection)
{
    const auto source = connection.value(u"SELECT sqlite_source_id()"_s);
    if (!source)
        return source.error();
    const auto* sqlite = sqliteFunctions();
    if (!sqlite)
        return sqliteError(SQLITE_ERROR, withoutLibrary());
    if (!connection.handle() || source->toString() != QLatin1StringView(sqlite->sourceId()))
        return sqliteError(SQLITE_ERROR, u"Qt's driver brings an SQLite of its own"_s);
    return Done();
}

QueryWatch::QueryWatch(const Connection& connection, std::function<bool()> isCancelled)
    : m_database(connection.handle())
    , m_isCancelled(std::move(isCancelled))
{
    watch(
        m_database, [](void* self) { return static_cast<QueryWatch*>(self)->m_isCancelled() ? 1 : 0; }, this);
}

QueryWatch::~QueryWatch()
{
    watch(m_database, nullptr, nullptr);
}

} // namespace safelight
