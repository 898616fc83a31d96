#include "app/advice/remedy.h"

namespace safelight {

bool RemedyAction::isEdit() const
{
    switch (kind) {
    case RemedyKind::Thresholds:
    case RemedyKind::AddText:
    case RemedyKind::Rewrite:
    case RemedyKind::SystemInstruction:
    case RemedyKind::Model:
    case RemedyKind::Generation:
    case RemedyKind::Images:
        return true;
    case RemedyKind::Explain:
    case RemedyKind::Repeat:
    case RemedyKind::Wait:
    case RemedyKind::OpenSettings:
        break;
    }
    return false;
}

bool RemedyAction::isSafeForProhibited() const
{
    return kind == RemedyKind::Explain;
}

} // namespace safelight
