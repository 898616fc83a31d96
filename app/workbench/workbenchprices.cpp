#include "app/workbench/workbenchprivate.h"

#include "app/base/clock.h"
#include "app/settings/settings.h"
#include "app/workbench/storedprices.h"

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

namespace {

// A row that refers to another one's flat prices, as a duplicate does, is billed by those.
PriceBook withReferredPrices(PriceBook book, const QList<Backend>& backends)
{
    QList<FlatPrice> referred;
    for (const Backend& backend : backends) {
        if (backend.pricesOf.isEmpty())
            continue;
        for (FlatPrice flat : std::as_const(book.flat)) {
            if (flat.backendId != backend.pricesOf)
                continue;
            flat.backendId = backend.id;
            referred.append(flat);
        }
    }
    book.flat = referred + book.flat;
    return book;
}

} // namespace

ReadingContext Workbench::Private::readingContext(const QString& model)
{
    return {backends.model(model), withReferredPrices(prices(), backends.backends()),
            parts.clock.now().date()};
}

// Reading the tables takes a while, and the first window does not need them.
const PriceBook& Workbench::Private::prices()
{
    if (!priceBook) {
        const auto kept = storedPrices(parts.settings);
        priceBook = kept ? *kept : PriceBook {bundledPrices(), {}, {}};
        if (!kept)
            emit q.problemOccurred(
                Workbench::tr(
                    "Your own prices could not be read; the prices that came with the program are used."),
                kept.error().message);
    }
    return *priceBook;
}

void Workbench::Private::setPrices(const PriceBook& book)
{
    priceBook = book;
    parts.settings.setValue(SettingKey::UserPrices, encodeUserPrices(book));
    draftEstimate.refresh();
    emit q.pricesChanged();
}

const PriceBook& Workbench::prices() const
{
    return d->prices();
}

void Workbench::setPrices(const PriceBook& book)
{
    d->setPrices(book);
}

std::optional<Estimate> Workbench::estimate() const
{
    return d->draftEstimate.estimate();
}

} // namespace safelight
