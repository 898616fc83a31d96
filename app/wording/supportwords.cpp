#include "app/wording/supportwords.h"

#include "app/wording/context.h"

namespace safelight::wording {

QString supportCategory(SupportCategory category)
{
    switch (category) {
    case SupportCategory::Child:
        return Wording::tr("A child");
    case SupportCategory::Celebrity:
        return Wording::tr("A known person");
    case SupportCategory::CelebrityOrChild:
        return Wording::tr("A known person or a child");
    case SupportCategory::Dangerous:
        return Wording::tr("Dangerous content");
    case SupportCategory::Hate:
        return Wording::tr("Hate");
    case SupportCategory::Other:
        return Wording::tr("Another safety reason");
    case SupportCategory::Person:
        return Wording::tr("A person or a face");
    case SupportCategory::PersonalData:
        return Wording::tr("Personal data");
    case SupportCategory::Prohibited:
        return Wording::tr("Prohibited content");
    case SupportCategory::Sexual:
        return Wording::tr("Sexual content");
    case SupportCategory::ThirdParty:
        return Wording::tr("Someone else’s work or brand");
    case SupportCategory::Toxic:
        return Wording::tr("Toxic content");
    case SupportCategory::Violence:
        return Wording::tr("Violence");
    case SupportCategory::Vulgar:
        return Wording::tr("Vulgar content");
    }
    return {};
}

QString supportPhase(SupportPhase phase)
{
    switch (phase) {
    case SupportPhase::Input:
        return Wording::tr("in the prompt or its images");
    case SupportPhase::Output:
        return Wording::tr("in what was made");
    case SupportPhase::Unknown:
        break;
    }
    return {};
}

QString supportCode(const SupportCode& code)
{
    if (!code.category)
        return Wording::tr("a code this program does not know");
    const QString phase = supportPhase(code.phase);
    const QString category = supportCategory(*code.category);
    return phase.isEmpty() ? category
                           : Wording::tr("%1, %2", "support code: category, phase").arg(category, phase);
}

QString supportCodes(const QList<SupportCode>& codes)
{
    QStringList sentences;
    for (const SupportCode& code : codes)
        sentences << Wording::tr("Support code %1: %2.").arg(code.code, supportCode(code));
    return sentences.join(u' ');
}

} // namespace safelight::wording
