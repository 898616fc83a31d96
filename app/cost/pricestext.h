#pragma once

#include <QCoreApplication>

namespace safelight {

// The sentences of these functions, as Qt translates them.
class PricesText
{
    Q_DECLARE_TR_FUNCTIONS(Prices)
};

} // namespace safelight
