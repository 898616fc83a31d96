#pragma once

#include "app/base/result.h"
#include "app/find/historyquery.h"

#include <functional>
#include <memory>

namespace safelight {

class Connection;

// Finds and sorts a session's attempts. Remembers the list between two queries for as long as nobody, in this
// program or another, changes the file.
class HistoryFinder final
{
    Q_DISABLE_COPY_MOVE(HistoryFinder)

public:
    explicit HistoryFinder(const Connection& connection);
    ~HistoryFinder();

    using Cancelled = std::function<bool()>;
    // Error::Code::Cancelled soon after `cancelled` answers true.
    Result<HistoryIndex> find(const HistoryQuery& query, const Cancelled& cancelled);
    // The newest ones, without a filter, as quickly in a long session as in a short one: nothing but these is
    // counted. Complete when these are all.
    Result<HistoryIndex> firstPage(int count);
    Result<FilterValues> values() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
