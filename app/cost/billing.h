#pragma once

#include "app/cost/costline.h"
#include "app/cost/pricebook.h"
#include "app/response/response.h"

namespace safelight {

// Was this attempt charged? gemini-api.md §7, "Billing of blocked calls".
enum class BillingState { Billed, NotBilled, Unknown };

template<>
struct WireNames<BillingState>
{
    static constexpr std::array table {
        std::pair {BillingState::Billed, QLatin1StringView("billed")},
        std::pair {BillingState::NotBilled, QLatin1StringView("notBilled")},
        std::pair {BillingState::Unknown, QLatin1StringView("unknown")},
    };
};

// What the state rests on.
enum class BillingReason {
    Delivered, // HTTP 200 with an answer
    SaidNotCharged, // the service's own words
    ServiceError, // answered 4xx or 5xx
    PromptBlocked, // the prompt is counted, nothing official says whether it is charged
    AnswerBlocked, // thinking too
    NothingDelivered, // HTTP 200, no block, and nothing in it
    MidStreamError, // HTTP 200, then an error
    Interrupted, // the answer was cut off
    Cancelled, // by the user; the service may have gone on
    Network, // the connection failed; the request may have arrived
    NotSent, // it failed before anything of the request left
    Unreadable, // whatever came, it is not an answer
    ReservedCapacity, // Vertex provisioned throughput: paid for otherwise
    FlatPrice, // of the back end, as the user set it
    OtherService, // it came through a gateway, whose form does not say what it charges
};

template<>
struct WireNames<BillingReason>
{
    static constexpr std::array table {
        std::pair {BillingReason::Delivered, QLatin1StringView("delivered")},
        std::pair {BillingReason::SaidNotCharged, QLatin1StringView("saidNotCharged")},
        std::pair {BillingReason::ServiceError, QLatin1StringView("serviceError")},
        std::pair {BillingReason::PromptBlocked, QLatin1StringView("promptBlocked")},
        std::pair {BillingReason::AnswerBlocked, QLatin1StringView("answerBlocked")},
        std::pair {BillingReason::NothingDelivered, QLatin1StringView("nothingDelivered")},
        std::pair {BillingReason::MidStreamError, QLatin1StringView("midStreamError")},
        std::pair {BillingReason::Interrupted, QLatin1StringView("interrupted")},
        std::pair {BillingReason::Cancelled, QLatin1StringView("cancelled")},
        std::pair {BillingReason::Network, QLatin1StringView("network")},
        std::pair {BillingReason::NotSent, QLatin1StringView("notSent")},
        std::pair {BillingReason::Unreadable, QLatin1StringView("unreadable")},
        std::pair {BillingReason::ReservedCapacity, QLatin1StringView("reservedCapacity")},
        std::pair {BillingReason::FlatPrice, QLatin1StringView("flatPrice")},
        std::pair {BillingReason::OtherService, QLatin1StringView("otherService")},
    };
};

// Why there is no amount, or not a whole one.
enum class AmountGap { None, NoUsage, NoPrice, PartWithoutPrice };

struct Billing
{
    BillingState state = BillingState::Unknown;
    BillingReason reason = BillingReason::Unreadable;
    AmountGap gap = AmountGap::None;
    // What it cost, from the least to the most. Absent, both: see `gap`.
    std::optional<double> low;
    std::optional<double> high;
    QString currency = QStringLiteral("USD");
    bool openEnded = false; // counted until the connection ended; the service may have counted more
    bool simulated = false; // prices as if sent to the Gemini API; nothing is charged
    bool dateAssumed = false; // not known when it was sent: today's prices
    ServiceTier tier = ServiceTier::Standard;
    QString priceModel; // the table's id that matched
    QDate priceDate; // the day on which the price was checked; null: not told
    QString priceSource;
    bool userPrice = false;
    QList<CostLine> lines;

    friend bool operator==(const Billing&, const Billing&) = default;
};

// What is known about the call beside its answer.
struct BillingContext
{
    enum class End { Answered, Cancelled, Failed, NotSent };

    int httpCode = 0; // 0: not known, or no answer
    End end = End::Answered;
    QString model; // asked for
    QString backendId;
    bool simulated = false;
    QDate sent; // null: not known, a recorded answer
    QDate today;
    ServiceTier tier = ServiceTier::Standard; // asked for; the answer's traffic type counts before it
};

// Reads the money out of an answer. Never guesses: what is not known is Unknown, with a range from the least
// to the most.
Billing billingOf(const Response& response, const BillingContext& context, const PriceBook& prices);

// "You will not be charged", "no charge": in the finish or block message.
bool saysNotCharged(const Response& response);

} // namespace safelight
