#include "app/cli/sendcommand.h"

namespace safelight {

int runSend(const QStringList&)
{
    return 2;
}

} // namespace safelight
