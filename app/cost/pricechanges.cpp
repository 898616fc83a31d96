#include "app/cost/pricechanges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QDate dayToCompareOn(const ModelPrice& price, QDate today)
{
    if (price.from.isValid() && price.from > today)
        return price.from;
    return price.until.isValid() && price.until < today ? price.until : today;
}

bool isOurFormat(const QByteArray& json)
{
    const auto models = QJsonDocument::fromJson(json).object()["models"_L1].toArray();
    return !models.isEmpty() && models.first().toObject().contains("model"_L1);
}

} // namespace

QList<PriceChange> priceChanges(const PriceTable& offered, const PriceBook& book, QDate today)
{
    QList<PriceChange> changes;
    for (const auto& price : offered.prices) {
        PriceChange change {PriceChange::Kind::New, price, {}};
        if (auto match = book.lookup(price.model, dayToCompareOn(price, today))) {
            change.kind =
                match->price.rates == price.rates ? PriceChange::Kind::Same : PriceChange::Kind::Changed;
            change.known = std::move(match->price);
        }
        changes.append(change);
    }
    return changes;
}

Result<ImportedPrices> readPriceFile(const QByteArray& json, QDate read)
{
    if (!isOurFormat(json))
        return importGenaiPrices(json, read);
    auto table = decodePriceTable(json);
    if (!table)
        return table.error();
    return ImportedPrices {*std::move(table), {}};
}

} // namespace safelight
