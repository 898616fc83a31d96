#include "app/workbench/storedprices.h"

#include "app/settings/settings.h"

namespace safelight {

Result<PriceBook> storedPrices(const Settings& settings)
{
    return decodeUserPrices(settings.value(SettingKey::UserPrices).toByteArray());
}

PriceBook storedPricesOrBundled(const Settings& settings)
{
    auto stored = storedPrices(settings);
    return stored ? *std::move(stored) : PriceBook {bundledPrices(), {}, {}};
}

} // namespace safelight
