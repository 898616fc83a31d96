#pragma once

#include <QDateTime>

namespace safelight {

// Where the time comes from, so that a test can bring its own.
class Clock
{
public:
    virtual ~Clock() = default;
    // Now, in UTC, to the millisecond.
    virtual QDateTime now() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace safelight
