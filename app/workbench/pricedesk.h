#pragma once

#include "app/backends/backend.h"
#include "app/cost/pricebook.h"
#include "app/sending/attemptreading.h"

#include <QObject>

#include <functional>
#include <optional>

namespace safelight {

class Clock;
class Settings;

// The bundled prices and the user's own, which are kept in the settings; and what a reading needs of them.
class PriceDesk final : public QObject
{
    Q_OBJECT

public:
    using ModelFinder = std::function<std::optional<ModelInfo>(const QString& id)>;
    using BackendLister = std::function<QList<Backend>()>;

    PriceDesk(Settings& settings, const Clock& clock, ModelFinder models, BackendLister backends,
              QObject* parent = nullptr);

    const PriceBook& book(); // read when first asked for
    void setBook(const PriceBook& book);
    ReadingContext readingContext(const QString& model);

signals:
    void changed(); // what is shown again is read with the new ones
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    Settings& m_settings;
    const Clock& m_clock;
    const ModelFinder m_models;
    const BackendLister m_backends;
    std::optional<PriceBook> m_book;
};

} // namespace safelight
