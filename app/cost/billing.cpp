#include "app/cost/billing.h"

#include "app/cost/costlines.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using End = safelight::BillingContext::End;

namespace safelight {

namespace {

constexpr qsizetype longestMessage = 10000; // characters; the sentence looked for is short

bool isDelivered(const Candidate& candidate)
{
    if (!candidate.finishReason)
        return candidate.hasContent();
    // A limit ends an answer that was asked for; its thinking may have used all of it.
    return *candidate.finishReason == FinishReason::MaxTokens
        || *candidate.finishReason == FinishReason::Continuation
        || (*candidate.finishReason == FinishReason::Stop && candidate.hasContent());
}

bool hasContent(const Response& response)
{
    return std::ranges::any_of(response.candidates, &Candidate::hasContent);
}

bool isStop(const Candidate& candidate)
{
    return !candidate.finishReason || *candidate.finishReason == FinishReason::Stop
        || *candidate.finishReason == FinishReason::NoImage;
}

// Did the connection or the user end it before the service had said how it ended?
std::optional<BillingReason> transportReason(const Response& response, const BillingContext& context)
{
    if (isFinished(response) && !response.error)
        return {};
    if (context.end == End::Cancelled || response.end == AnswerEnd::Cancelled)
        return BillingReason::Cancelled;
    if (context.end == End::NotSent)
        return BillingReason::NotSent;
    const bool isCutHere = response.end == AnswerEnd::Refused && hasContent(response);
    if (isCutHere || response.end == AnswerEnd::NoFinish || response.end == AnswerEnd::BrokenChunk)
        return BillingReason::Interrupted;
    if (context.end == End::Failed || response.end == AnswerEnd::Network
        || response.end == AnswerEnd::Refused)
        return BillingReason::Network;
    if (response.end == AnswerEnd::ErrorTail)
        return BillingReason::MidStreamError;
    return {};
}

bool isServiceError(const Response& response, const BillingContext& context)
{
    // Only HTTP 200 is billed (gemini-api.md §7).
    if (context.httpCode != 0)
        return context.httpCode < 200 || context.httpCode > 299;
    // Recorded: an error body says so itself; a web page could be anything.
    return response.error && response.shape == AnswerShape::ErrorBody && !response.error->html;
}

// What another service's gateway charges for a call, its form does not say; nor does an SDK's sentence.
bool isToldByAnother(const Response& response)
{
    return (!response.through.isEmpty() && !response.form.isEmpty()) || response.form == "openai.chat"_L1
        || response.form == "openai.responses"_L1 || response.form == "anthropic.messages"_L1
        || response.form == "gateway.error"_L1;
}

BillingReason reasonOf(const Response& response, const BillingContext& context)
{
    if (isToldByAnother(response) && !saysNotCharged(response))
        return BillingReason::OtherService;
    if (isServiceError(response, context))
        return BillingReason::ServiceError;
    if (const auto reason = transportReason(response, context))
        return *reason;
    if (response.error && response.candidates.isEmpty())
        return response.error->html ? BillingReason::Unreadable : BillingReason::MidStreamError;
    if (response.end == AnswerEnd::Unreadable || response.shape == AnswerShape::None)
        return BillingReason::Unreadable;
    if (response.usage && response.usage->trafficType == "PROVISIONED_THROUGHPUT"_L1)
        return BillingReason::ReservedCapacity;
    if (saysNotCharged(response) && !hasContent(response))
        return BillingReason::SaidNotCharged;
    if (std::ranges::any_of(response.candidates, isDelivered))
        return saysNotCharged(response) ? BillingReason::AnswerBlocked : BillingReason::Delivered;
    if (response.candidates.isEmpty())
        return BillingReason::PromptBlocked;
    return std::ranges::all_of(response.candidates, isStop) ? BillingReason::NothingDelivered
                                                            : BillingReason::AnswerBlocked;
}

BillingState stateOf(BillingReason reason)
{
    switch (reason) {
    case BillingReason::Delivered:
        return BillingState::Billed;
    case BillingReason::SaidNotCharged:
    case BillingReason::ServiceError:
    case BillingReason::NotSent:
    case BillingReason::ReservedCapacity:
        return BillingState::NotBilled;
    default:
        return BillingState::Unknown;
    }
}

// The tier that served, and only where the answer does not name it the one that was asked for: priority may
// be served as standard.
ServiceTier tierOf(const Response& response, const BillingContext& context)
{
    const QString served = response.usage ? response.usage->serviceTier.toLower() : QString();
    if (const auto tier = Known<ServiceTier>::fromWire(served); tier.isKnown())
        return *tier.value();
    const QString traffic = response.usage ? response.usage->trafficType : QString();
    if (traffic.contains("PRIORITY"_L1))
        return ServiceTier::Priority;
    if (traffic.contains("FLEX"_L1))
        return ServiceTier::Flex;
    if (traffic.contains("BATCH"_L1))
        return ServiceTier::Batch;
    return traffic.isEmpty() ? context.tier : ServiceTier::Standard;
}

// All images, also those among the thoughts; all but the last of each candidate are drafts.
void countImages(const Response& response, CostRules& rules)
{
    for (const auto& candidate : response.candidates) {
        const auto images = int(std::ranges::count_if(candidate.parts, &Part::isImage));
        rules.images += images;
        rules.drafts += std::max(0, images - (candidate.images().isEmpty() ? 0 : 1));
    }
}

CostRules rulesFor(const Response& response, const Billing& billing)
{
    const Charged charged = billing.state == BillingState::Billed ? Charged::Yes
        : billing.state == BillingState::NotBilled                ? Charged::No
                                                                  : Charged::Unknown;
    CostRules rules {nullptr, billing.tier, charged, charged, charged, charged, 0, 0};
    countImages(response, rules);
    // A blocked image is not charged; what the prompt and the thinking cost is the question.
    if (billing.reason == BillingReason::AnswerBlocked && rules.images == 0)
        rules.image = Charged::No;
    return rules;
}

// The price of the model that answered, else of the one asked for.
std::optional<PriceMatch> priceFor(const Response& response, const BillingContext& context, QDate date,
                                   const PriceBook& prices)
{
    if (auto found = prices.lookup(response.modelVersion, date))
        return found;
    return prices.lookup(context.model, date);
}

QDate dateOf(const Response& response, const BillingContext& context, bool& isAssumed)
{
    if (context.sent.isValid())
        return context.sent;
    const QDate created = QDateTime::fromString(response.createTime, Qt::ISODate).toUTC().date();
    isAssumed = !created.isValid();
    return isAssumed ? context.today : created;
}

void addUp(Billing& billing)
{
    double low = 0;
    double high = 0;
    for (const auto& line : std::as_const(billing.lines)) {
        if (!line.high) {
            const bool isAnyPriced = std::ranges::any_of(
                billing.lines, [](const CostLine& other) { return other.perMillion.has_value(); });
            billing.gap = isAnyPriced ? AmountGap::PartWithoutPrice : AmountGap::NoPrice;
            return;
        }
        low += *line.low;
        high += *line.high;
    }
    billing.low = low;
    billing.high = high;
}

void priceTokens(Billing& billing, const Response& response, const BillingContext& context,
                 const PriceBook& prices)
{
    const QDate date = dateOf(response, context, billing.dateAssumed);
    const auto found = priceFor(response, context, date, prices);
    CostRules rules = rulesFor(response, billing);
    if (found) {
        rules.price = &found->price;
        billing.priceModel = found->id;
        billing.priceDate = found->price.checked;
        billing.priceSource = found->price.source;
        billing.userPrice = found->user;
    }
    if (response.usage)
        billing.lines = costLines(*response.usage, rules);
    if (!billing.lines.isEmpty())
        addUp(billing);
    else
        billing.gap = found || response.usage ? AmountGap::NoUsage : AmountGap::NoPrice;
    if (billing.state == BillingState::NotBilled) {
        billing.low = billing.high = 0;
        billing.gap = AmountGap::None;
    }
}

// Is the user's rule for this back end met? Unknown: nobody can tell how the call ended over there.
BillingState flatState(FlatRule rule, BillingReason reason, int httpCode)
{
    if (rule == FlatRule::OnEverythingSent)
        return BillingState::Billed;
    const bool isAnswered = httpCode >= 200 && httpCode <= 299;
    switch (reason) {
    case BillingReason::Delivered:
    case BillingReason::ReservedCapacity:
        return BillingState::Billed;
    case BillingReason::ServiceError:
        return BillingState::NotBilled;
    case BillingReason::SaidNotCharged:
    case BillingReason::PromptBlocked:
    case BillingReason::AnswerBlocked:
    case BillingReason::NothingDelivered:
        return rule == FlatRule::OnHttp200 ? BillingState::Billed : BillingState::NotBilled;
    default:
        return rule == FlatRule::OnHttp200 && isAnswered ? BillingState::Billed : BillingState::Unknown;
    }
}

Billing flatBilling(const FlatPrice& flat, Billing billing, int httpCode)
{
    billing.state = flatState(flat.rule, billing.reason, httpCode);
    billing.reason = BillingReason::FlatPrice;
    billing.openEnded = false;
    billing.userPrice = true;
    billing.priceModel = flat.model;
    CostLine line;
    line.kind = CostKind::Request;
    line.charged = billing.state == BillingState::Billed ? Charged::Yes
        : billing.state == BillingState::NotBilled       ? Charged::No
                                                         : Charged::Unknown;
    line.high = line.charged == Charged::No ? 0 : flat.amount;
    line.low = line.charged == Charged::Yes ? flat.amount : 0;
    billing.low = line.low;
    billing.high = line.high;
    billing.lines = {line};
    return billing;
}

} // namespace

bool saysNotCharged(const Response& response)
{
    static const QRegularExpression sentence(
        u"\\b(?:not|never|won['’]t)\\s+(?:be\\s+|been\\s+)?(?:charged|billed)\\b|\\b(?:no|without)\\s+charges?\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto says = [](const QString& message) {
        return sentence.match(message.left(longestMessage)).hasMatch();
    };
    return (response.promptFeedback && says(response.promptFeedback->blockReasonMessage))
        || std::ranges::any_of(response.candidates,
                               [&](const Candidate& candidate) { return says(candidate.finishMessage); });
}

Billing billingOf(const Response& response, const BillingContext& context, const PriceBook& prices)
{
    Billing billing;
    billing.reason = reasonOf(response, context);
    billing.state = stateOf(billing.reason);
    billing.simulated = context.simulated;
    billing.tier = tierOf(response, context);
    billing.openEnded = billing.reason == BillingReason::Cancelled || billing.reason == BillingReason::Network
        || billing.reason == BillingReason::Interrupted || billing.reason == BillingReason::MidStreamError;
    // No rule charges for what never left, not even the one for everything sent.
    const auto flat = billing.reason == BillingReason::NotSent
        ? std::nullopt
        : prices.flatPrice(context.backendId, context.model);
    if (flat)
        return flatBilling(*flat, billing, context.httpCode);
    priceTokens(billing, response, context, prices);
    return billing;
}

} // namespace safelight
