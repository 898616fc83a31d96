#pragma once

#include "app/report/reportsink.h"
#include "app/wording/reportword.h"

namespace safelight {

// The name of an attempt's heading, for links: "attempt-7".
QString attemptAnchor(int number);

// Appends the fact unless its value is empty.
void addFact(QList<ReportFact>& facts, ReportWord name, const QString& value, bool code = false);

// One attempt: what came of it, and as much of the rest as the options want.
void tellAttempt(const ReportAttempt& attempt, const ReportOptions& options, ReportSink& sink);

} // namespace safelight
