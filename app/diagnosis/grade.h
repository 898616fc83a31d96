#pragma once

#include "app/diagnosis/verdict.h"

namespace safelight {

// How an ending is judged, from best to worst; what shows it chooses a colour for it. Bad: a block or an
// error. Partly: something came, but not as asked. None: there is nothing to judge.
enum class Grade { None, Good, Partly, Bad };

constexpr Grade gradeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Delivered:
        return Grade::Good;
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::ApiError:
    case Outcome::Unreadable:
        return Grade::Bad;
    case Outcome::Truncated:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
    case Outcome::Interrupted:
        break;
    }
    return Grade::Partly;
}

} // namespace safelight
