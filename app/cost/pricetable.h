#pragma once

#include "app/base/known.h"
#include "app/base/result.h"
#include "app/cost/modelmatch.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QStringList>

namespace safelight {

// What is counted and priced apart. Text is Input and Output; thinking is Output (gemini-api.md §7).
enum class RateKind {
    Input,
    InputImage,
    InputAudio,
    InputVideo,
    CachedInput,
    CachedAudio,
    Output,
    OutputImage,
    OutputAudio,
    OutputVideo,
};
inline constexpr std::size_t rateKinds = 10;

// The names are the members of a price file.
template<>
struct WireNames<RateKind>
{
    static constexpr std::array table {
        std::pair {RateKind::Input, QLatin1StringView("input")},
        std::pair {RateKind::InputImage, QLatin1StringView("inputImage")},
        std::pair {RateKind::InputAudio, QLatin1StringView("inputAudio")},
        std::pair {RateKind::InputVideo, QLatin1StringView("inputVideo")},
        std::pair {RateKind::CachedInput, QLatin1StringView("cachedInput")},
        std::pair {RateKind::CachedAudio, QLatin1StringView("cachedAudio")},
        std::pair {RateKind::Output, QLatin1StringView("output")},
        std::pair {RateKind::OutputImage, QLatin1StringView("outputImage")},
        std::pair {RateKind::OutputAudio, QLatin1StringView("outputAudio")},
        std::pair {RateKind::OutputVideo, QLatin1StringView("outputVideo")},
    };
};

// Batch and Flex are cheaper, Priority is dearer (gemini-api.md §7).
enum class ServiceTier { Standard, Batch, Flex, Priority };

template<>
struct WireNames<ServiceTier>
{
    static constexpr std::array table {
        std::pair {ServiceTier::Standard, QLatin1StringView("standard")},
        std::pair {ServiceTier::Batch, QLatin1StringView("batch")},
        std::pair {ServiceTier::Flex, QLatin1StringView("flex")},
        std::pair {ServiceTier::Priority, QLatin1StringView("priority")},
    };
};

// USD per million tokens; a tier holds for all tokens of a request whose prompt is longer than `above`.
struct TokenRate
{
    struct Tier
    {
        qint64 above = 0; // prompt tokens
        double price = 0;

        friend bool operator==(const Tier&, const Tier&) = default;
    };

    double base = 0;
    QList<Tier> tiers; // ascending

    double at(qint64 promptTokens) const;

    friend bool operator==(const TokenRate&, const TokenRate&) = default;
};

// The price of one model in one span of days.
struct ModelPrice
{
    QString model;
    QStringList ids; // further ids of the same model
    std::optional<ModelMatch> match; // and whatever this matches
    QDate from; // first day; null: always
    QDate until; // last day; null: still
    std::array<std::optional<TokenRate>, rateKinds> rates;
    std::array<std::optional<double>, 4> factors; // by ServiceTier; Standard is 1
    QString source;
    QDate checked; // the day on which the source was read; null: not told

    const std::optional<TokenRate>& rate(RateKind kind) const { return rates.at(std::size_t(kind)); }
    std::optional<TokenRate>& rate(RateKind kind) { return rates.at(std::size_t(kind)); }
    // USD per million tokens. Input without a price of its own costs what text costs; output does not: image
    // tokens at the text rate would be several times too cheap. Absent: no price known.
    std::optional<double> perMillion(RateKind kind, qint64 promptTokens,
                                     ServiceTier tier = ServiceTier::Standard) const;
    bool isValidOn(QDate date) const;

    friend bool operator==(const ModelPrice&, const ModelPrice&) = default;
};

// A price and how it was found.
struct PriceMatch
{
    ModelPrice price;
    QString id; // the id or pattern of the table that matched
    bool user = false; // from the user's own table

    friend bool operator==(const PriceMatch&, const PriceMatch&) = default;
};

struct PriceTable
{
    QDate date; // of the table as a whole
    QList<ModelPrice> prices;

    // The price of this model on this day: by its id, else as a version of an id, else by pattern. Absent:
    // none is known, which is not zero. An invalid day finds none.
    std::optional<PriceMatch> find(const QString& model, QDate day) const;

    friend bool operator==(const PriceTable&, const PriceTable&) = default;
};

// resources/models/prices.json. Empty where that resource is not linked in.
const PriceTable& bundledPrices();

// A price file: all of it, or an error that names the line of broken JSON, or the entry, the member and what
// is wrong with it.
Result<PriceTable> decodePriceTable(const QByteArray& json);
QByteArray encodePriceTable(const PriceTable& table);

} // namespace safelight
