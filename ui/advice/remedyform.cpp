#include "ui/advice/remedyform.h"

#include "app/wording/advicewords.h"
#include "ui/advice/choiceforms.h"
#include "ui/advice/templateform.h"

namespace safelight {

RemedyForm* makeRemedyForm(const RemedySubject& subject, QWidget* parent)
{
    switch (subject.remedy.action.kind) {
    case RemedyKind::AddText:
    case RemedyKind::SystemInstruction:
        return new TemplateForm(subject, parent);
    case RemedyKind::Rewrite:
        return new RewriteForm(subject, parent);
    case RemedyKind::Thresholds:
        return new ThresholdForm(subject, parent);
    case RemedyKind::Model:
        return new ModelForm(subject, parent);
    case RemedyKind::Generation:
        return subject.remedy.id == QLatin1StringView("raiseOutputLimit") && subject.remedy.action.generation
            ? new LimitForm(subject, parent)
            : nullptr;
    case RemedyKind::Images:
        return new ImagesForm(subject, parent);
    case RemedyKind::Explain:
    case RemedyKind::Repeat:
    case RemedyKind::Wait:
    case RemedyKind::OpenSettings:
        break;
    }
    return nullptr;
}

} // namespace safelight
