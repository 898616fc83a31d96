#include "ui/response/tone.h"

using namespace Qt::StringLiterals;

namespace safelight {

Tone toneOf(const Verdict& verdict)
{
    switch (verdict.outcome) {
    case Outcome::Delivered:
        return {Role::Good, Role::GoodBack, u"check"_s};
    case Outcome::PromptBlocked:
        return {Role::Bad, Role::BadBack, u"hand"_s};
    case Outcome::ResponseBlocked:
        return {Role::Bad, Role::BadBack, u"blocked"_s};
    case Outcome::ApiError:
        return {Role::Bad, Role::BadBack, verdict.retry == RetryAdvice::Later ? u"clock"_s : u"warning"_s};
    case Outcome::Unreadable:
        return {Role::Bad, Role::BadBack, u"warning"_s};
    case Outcome::Interrupted:
        return {Role::Warn, Role::WarnBack, u"clock"_s};
    case Outcome::Truncated:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        break;
    }
    return {Role::Warn, Role::WarnBack, u"warning"_s};
}

} // namespace safelight
