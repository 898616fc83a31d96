#include "app/cost/pricetable.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool isInputKind(RateKind kind)
{
    return kind == RateKind::InputImage || kind == RateKind::InputAudio || kind == RateKind::InputVideo;
}

// The id by which `price` is the price of `model`, or none.
QString exactId(const ModelPrice& price, const QString& model)
{
    for (const QString& id : QStringList {price.model} + price.ids) {
        if (id.compare(model, Qt::CaseInsensitive) == 0)
            return id;
    }
    return {};
}

QString versionedId(const ModelPrice& price, const QString& model)
{
    for (const QString& id : QStringList {price.model} + price.ids) {
        if (isVersionOf(model, id))
            return id;
    }
    return {};
}

QString patternId(const ModelPrice& price, const QString& model)
{
    return price.match && price.match->matches(model) ? price.model : QString();
}

} // namespace

double TokenRate::at(qint64 promptTokens) const
{
    double price = base;
    for (const auto& tier : tiers) {
        if (promptTokens > tier.above)
            price = tier.price;
    }
    return price;
}

std::optional<double> ModelPrice::perMillion(RateKind kind, qint64 promptTokens, ServiceTier tier) const
{
    const std::optional<TokenRate>* found = &rate(kind);
    if (!*found && isInputKind(kind))
        found = &rate(RateKind::Input);
    // The price of cached text holds for audio only where audio costs no more than text.
    if (!*found && kind == RateKind::CachedAudio && !rate(RateKind::InputAudio))
        found = &rate(RateKind::CachedInput);
    const auto factor = tier == ServiceTier::Standard ? std::optional(1.0) : factors.at(std::size_t(tier));
    if (!*found || !factor)
        return {};
    return (*found)->at(promptTokens) * *factor;
}

bool ModelPrice::isValidOn(QDate date) const
{
    return date.isValid() && (!from.isValid() || from <= date) && (!until.isValid() || date <= until);
}

std::optional<PriceMatch> PriceTable::find(const QString& model, QDate day) const
{
    const QString id = plainModelId(model);
    if (id.isEmpty())
        return {};
    for (const auto rule : {exactId, versionedId, patternId}) {
        for (const auto& price : prices) {
            const QString found = price.isValidOn(day) ? rule(price, id) : QString();
            if (!found.isEmpty())
                return PriceMatch {price, found, false};
        }
    }
    return {};
}

const PriceTable& bundledPrices()
{
    static const PriceTable table = [] {
        QFile file(u":/models/prices.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return PriceTable();
        auto decoded = decodePriceTable(file.readAll());
        return decoded ? *std::move(decoded) : PriceTable();
    }();
    return table;
}

} // namespace safelight
