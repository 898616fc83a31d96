#include "app/cli/simulatecommand.h"

namespace safelight {

int runSimulate(const QStringList&)
{
    return 2;
}

} // namespace safelight
