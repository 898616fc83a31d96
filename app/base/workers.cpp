#include "app/base/workers.h"

#include <QThreadPool>

namespace safelight {

QThreadPool& workers()
{
    static QThreadPool pool;
    return pool;
}

} // namespace safelight
