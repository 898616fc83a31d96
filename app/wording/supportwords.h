#pragma once

#include "app/response/supportcodes.h"

namespace safelight::wording {

QString supportCategory(SupportCategory category); // "A person or a face"
QString supportPhase(SupportPhase phase); // "in the prompt or its images"; empty when not documented
// Both in a few words; says so when the code is not known.
QString supportCode(const SupportCode& code);
// "Support code 39322892: a person or a face, in the prompt or its images." Empty without codes.
QString supportCodes(const QList<SupportCode>& codes);

} // namespace safelight::wording
