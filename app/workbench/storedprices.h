#pragma once

#include "app/cost/pricebook.h"

namespace safelight {

class Settings;

// The bundled prices and the user's own from the settings; an error when the latter cannot be read.
Result<PriceBook> storedPrices(const Settings& settings);
PriceBook storedPricesOrBundled(const Settings& settings);

} // namespace safelight
