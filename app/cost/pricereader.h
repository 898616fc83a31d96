#pragma once

#include "app/cost/pricejson.h"

namespace safelight {

// Our own price file: {"date", "factors", "models": [{"model", "ids", "match", "from", "until", prices by
// WireNames<RateKind>, "factors", "source", "checked"}]}. An unknown member is an error, because a misspelt
// price would otherwise be no price.
class PriceReader
{
public:
    Result<PriceTable> read(const QJsonObject& root);

private:
    using Factors = decltype(ModelPrice::factors);

    ModelPrice readEntry(const QJsonObject& object, int number, const Factors& factors);
    void readFactors(const QJsonValue& value, Factors& factors);
    void refuseUnknown(const QJsonObject& object);
    void checkEntry(const ModelPrice& price, const PriceTable& table);

    PriceJson m_json;
};

QJsonObject toJson(const ModelPrice& price);

} // namespace safelight
