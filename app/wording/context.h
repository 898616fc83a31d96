#pragma once

#include <QCoreApplication>

namespace safelight {

// The translation context of all words: one for the window, the command line and the report.
class Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

} // namespace safelight
