#pragma once

#include <QtGlobal>

#include <functional>

struct sqlite3;

namespace safelight {

class Connection;

// While it lives, whatever the connection does is stopped soon after `isCancelled` answers true; the
// statement's error is then Error::Code::Cancelled.
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
