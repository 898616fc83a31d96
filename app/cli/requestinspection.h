#pragma once

#include <QString>

namespace safelight {

// `safelight inspect --request`: what a file is recognised as, what is open in it, what the editor carries
// along, and what a back end would refuse of it. Nothing is sent. The exit code: 1 when it would be refused.
struct RequestInspection
{
    QString source; // a file, or "-"
    QString backend; // its id or name
    bool json = false;
};
int inspectRequest(const RequestInspection& inspection);

} // namespace safelight
