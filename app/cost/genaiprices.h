#pragma once

#include "app/cost/pricetable.h"

#include <QStringList>

namespace safelight {

// What a price file of another make held.
struct ImportedPrices
{
    PriceTable table;
    QStringList notes; // what could not be used, a sentence each

    friend bool operator==(const ImportedPrices&, const ImportedPrices&) = default;
};

// Reads the open genai-prices format (github pydantic/genai-prices, prices/data.json): the models of the
// provider "google". What has no counterpart here becomes a note; what is broken is an error that names the
// place, and then nothing is taken. `read` is the day on which the file was read: the file has none.
Result<ImportedPrices> importGenaiPrices(const QByteArray& json, QDate read);

} // namespace safelight
