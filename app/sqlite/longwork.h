#pragma once

#include "app/base/result.h"

#include <QCoreApplication>

#include <functional>

namespace safelight {

// Something that may take long asks whether to go on, and tells how far it is. Both may be empty; both are
// called on the thread that works, `progress` rather too often than too seldom.
struct LongWork
{
    std::function<bool()> isCancelled;
    std::function<void(qint64 done, qint64 total)> progress;

    bool cancelled() const { return isCancelled && isCancelled(); }
    void tell(qint64 done, qint64 total) const
    {
        if (progress)
            progress(done, total);
    }
};

inline Error stoppedError()
{
    return {Error::Code::Cancelled, QCoreApplication::translate("SessionStore", "It was stopped."), {}};
}

} // namespace safelight
