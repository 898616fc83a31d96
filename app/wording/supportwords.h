#pragma once

#include "app/response/supportcodes.h"

namespace safelight::wording {

QString supportCategory(SupportCategory category); // "A person or a face"
QString supportPhase(SupportPhase phase); // "in the prompt or its images"; empty when not documented
// Both in a few words; says so when the code is not known.
QString supportCode(const SupportCode& code);

} // namespace safelight::wording
