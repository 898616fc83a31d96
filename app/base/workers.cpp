#include "app/base/workers.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace safelight {

namespace {

// As Qt does with its own pool: what a task uses (image plugins, settings) is gone after the application.
void finishWorkers()
{
    workers().waitForDone();
}

} // namespace

QThreadPool& workers()
{
    static QThreadPool pool;
    [[maybe_unused]] static const bool registered = (qAddPostRoutine(finishWorkers), true);
    return pool;
}

} // namespace safelight
