#include "app/cli/commandline.h"

namespace safelight {

bool isHeadlessCall(const QStringList& arguments)
{
    return arguments.size() > 1;
}

int runHeadless(const QStringList&)
{
    return 2;
}

} // namespace safelight
