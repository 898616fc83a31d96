#pragma once

#include "app/cost/genaiprices.h"
#include "app/cost/pricebook.h"

namespace safelight {

// What a price of another table would change.
struct PriceChange
{
    enum class Kind { Same, Changed, New };

    Kind kind = Kind::New;
    ModelPrice offered;
    std::optional<ModelPrice>
        known; // what is reckoned with so far, on the first day of the offered one from today on

    friend bool operator==(const PriceChange&, const PriceChange&) = default;
};

// One for each price of `offered`, in its order.
QList<PriceChange> priceChanges(const PriceTable& offered, const PriceBook& book, QDate today);

// A price file of our own make or in the genai-prices format, told apart by content. `read`: see
// importGenaiPrices.
Result<ImportedPrices> readPriceFile(const QByteArray& json, QDate read);

} // namespace safelight
