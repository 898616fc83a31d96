#pragma once

#include <QCoreApplication>

namespace safelight {

// The sentences of these functions, as Qt translates them.
class ReportText
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

} // namespace safelight
