#include "app/sqlite/querywatch.h"

#include "app/sqlite/connection.h"

#include <sqlite3.h>

namespace safelight {

QueryWatch::QueryWatch(const Connection& connection, std::function<bool()> isCancelled)
    : m_database(connection.handle())
    , m_isCancelled(std::move(isCancelled))
{
    if (!m_isCancelled)
        return;
    constexpr int steps = 1000; // of SQLite's machine: some tens of microseconds
    const auto isStopped = [](void* self) { return static_cast<QueryWatch*>(self)->m_isCancelled() ? 1 : 0; };
    sqlite3_progress_handler(m_database, steps, isStopped, this);
}

QueryWatch::~QueryWatch()
{
    sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

} // namespace safelight
