#pragma once

#include "app/report/reportsink.h"

namespace safelight {

class Redactor;

// As a table.
void tellComparison(const ReportComparison& comparison, ReportSink& sink);

// In words, without what is to be hidden.
ReportComparison reportComparison(Comparison comparison, const Redactor& redactor);

} // namespace safelight
