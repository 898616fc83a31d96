#include "app/workbench/pricedesk.h"

#include "app/base/clock.h"
#include "app/settings/settings.h"
#include "app/workbench/storedprices.h"

namespace safelight {

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

PriceDesk::PriceDesk(Settings& settings, const Clock& clock, ModelFinder models, BackendLister backends,
                     QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
    , m_models(std::move(models))
    , m_backends(std::move(backends))
{ }

// Reading the tables takes a while, and the first window does not need them.
const PriceBook& PriceDesk::book()
{
    if (!m_book) {
        const auto kept = storedPrices(m_settings);
        m_book = kept ? *kept : PriceBook {bundledPrices(), {}, {}};
        if (!kept)
            emit problemOccurred(
                tr("Your own prices couldn’t be read. The prices that came with Safelight are used."),
                kept.error().message);
    }
    return *m_book;
}

void PriceDesk::setBook(const PriceBook& book)
{
    m_book = book;
    m_settings.setValue(SettingKey::UserPrices, encodeUserPrices(book));
    emit changed();
}

ReadingContext PriceDesk::readingContext(const QString& model)
{
    return {m_models(model), withReferredPrices(book(), m_backends()), m_clock.now().date()};
}

} // namespace safelight
