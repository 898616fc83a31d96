#pragma once

#include "app/cost/pricetable.h"

namespace safelight {

// When a proxy with a flat price charges (gemini-api.md §7: all three are seen).
enum class FlatRule {
    OnSuccess, // only when something was delivered
    OnHttp200, // for every answer, blocked ones too
    OnEverythingSent, // also for errors and what the user cancelled
};

template<>
struct WireNames<FlatRule>
{
    static constexpr std::array table {
        std::pair {FlatRule::OnSuccess, QLatin1StringView("onSuccess")},
        std::pair {FlatRule::OnHttp200, QLatin1StringView("onHttp200")},
        std::pair {FlatRule::OnEverythingSent, QLatin1StringView("onEverythingSent")},
    };
};

// USD for each request to a back end, instead of prices per token.
struct FlatPrice
{
    QString backendId;
    QString model; // empty: every model
    double amount = 0;
    FlatRule rule = FlatRule::OnHttp200;

    friend bool operator==(const FlatPrice&, const FlatPrice&) = default;
};

// All prices that are known: what came with the program, and what the user says, which counts first.
struct PriceBook
{
    PriceTable bundled;
    PriceTable user;
    QList<FlatPrice> flat;

    std::optional<PriceMatch> lookup(const QString& model, QDate date) const;
    // The one for this model, else the one for every model.
    std::optional<FlatPrice> flatPrice(const QString& backendId, const QString& model) const;

    friend bool operator==(const PriceBook&, const PriceBook&) = default;
};

// The user's part, for the settings.
QByteArray encodeUserPrices(const PriceBook& book);
// A book of the bundled prices and these; empty text is a book without any of the user's.
Result<PriceBook> decodeUserPrices(const QByteArray& json);

} // namespace safelight
