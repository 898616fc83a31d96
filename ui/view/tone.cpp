#include "ui/view/tone.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString iconOf(const Verdict& verdict)
{
    switch (verdict.outcome) {
    case Outcome::Delivered:
        return u"check"_s;
    case Outcome::PromptBlocked:
        return u"hand"_s;
    case Outcome::ResponseBlocked:
        return u"blocked"_s;
    case Outcome::Interrupted:
        return u"clock"_s;
    case Outcome::ApiError:
        return verdict.retry == RetryAdvice::Later ? u"clock"_s : u"warning"_s;
    case Outcome::Unreadable:
    case Outcome::Truncated:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        break;
    }
    return u"warning"_s;
}

} // namespace

Role inkOf(Grade grade)
{
    switch (grade) {
    case Grade::None:
        return Role::Mute;
    case Grade::Good:
        return Role::Good;
    case Grade::Partly:
        return Role::Warn;
    case Grade::Bad:
        break;
    }
    return Role::Bad;
}

Role backOf(Grade grade)
{
    switch (grade) {
    case Grade::None:
        return Role::Window;
    case Grade::Good:
        return Role::GoodBack;
    case Grade::Partly:
        return Role::WarnBack;
    case Grade::Bad:
        break;
    }
    return Role::BadBack;
}

Tone toneOf(const Attempt& attempt)
{
    const Grade grade = gradeOf(attempt.state, attempt.verdict.outcome);
    const bool sending = attempt.state == AttemptState::Sending;
    return {inkOf(grade), backOf(grade), sending ? u"clock"_s : iconOf(attempt.verdict)};
}

Role probabilityRole(std::optional<HarmProbability> probability)
{
    if (!probability)
        return Role::Mute;
    switch (*probability) {
    case HarmProbability::Negligible:
        return Role::Good;
    case HarmProbability::Low:
        return Role::Low;
    case HarmProbability::Medium:
        return Role::Warn;
    case HarmProbability::High:
        break;
    }
    return Role::Bad;
}

} // namespace safelight
