#include "ui/response/inspectorpage.h"
#include "app/session/attempt.h"

namespace safelight {

bool isSameAttempt(const Attempt& a, const Attempt& b)
{
    return a.id == b.id && a.number == b.number && a.sentAt == b.sentAt;
}

} // namespace safelight
