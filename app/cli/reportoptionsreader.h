#pragma once

#include "app/base/result.h"
#include "app/reportfile/reportfile.h"

#include <QStringList>

namespace safelight {

// What stands behind `safelight report` (headless.md).
struct ReportCall
{
    bool help = false;
    QString session;
    ReportTarget target; // path "-": standard output
    QString filter;
    QList<int> numbers; // of attempts; empty: all
    QList<int> compared; // numbers, the baseline first
    ReportOptions options;
};

// Fails with a sentence; the arguments are those behind "report".
Result<ReportCall> readReportCall(const QStringList& arguments);
QString reportHelpText();

// "3,5-7" as 3, 5, 6, 7; an error for anything that is not a list of attempt numbers.
Result<QList<int>> parseNumbers(const QString& text);

} // namespace safelight
