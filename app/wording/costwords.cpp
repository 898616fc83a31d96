#include "app/wording/costwords.h"

#include "app/wording/context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

bool has(const Billing& billing, CostKind kind)
{
    return std::ranges::any_of(billing.lines, [kind](const CostLine& line) { return line.kind == kind; });
}

// Cached tokens whose own price is not known.
bool hasUnpricedCache(const Billing& billing)
{
    return std::ranges::any_of(billing.lines, [](const CostLine& line) {
        return line.kind == CostKind::Cached && !line.perMillion && line.high;
    });
}

QString reasonSentence(const Billing& billing)
{
    switch (billing.reason) {
    case BillingReason::Delivered:
        return Wording::tr("An answer was delivered, and answers are billed.");
    case BillingReason::SaidNotCharged:
        return Wording::tr("The service says itself that this is not charged.");
    case BillingReason::ServiceError:
        return Wording::tr("The service answered with an error; only HTTP 200 is billed.");
    case BillingReason::PromptBlocked:
        return Wording::tr(
            "The prompt was blocked. Its tokens are counted; no official statement says whether "
            "they are charged.");
    case BillingReason::AnswerBlocked:
        return Wording::tr(
            "The answer was withheld or stopped. The prompt and the thinking are counted; no "
            "official statement says whether they are charged. A withheld image is not charged.");
    case BillingReason::NothingDelivered:
        return Wording::tr("Nothing was delivered, but the request was answered. No official statement says "
                           "whether its tokens are charged.");
    case BillingReason::MidStreamError:
        return Wording::tr("An error ended an answer that had begun.");
    case BillingReason::Interrupted:
        return Wording::tr("The answer was cut off.");
    case BillingReason::Cancelled:
        return Wording::tr("You stopped it. The service may have gone on, and some charge for that.");
    case BillingReason::Network:
        return Wording::tr("The connection failed; the request may have arrived all the same.");
    case BillingReason::NotSent:
        return Wording::tr("Nothing was sent, so nothing is charged.");
    case BillingReason::Unreadable:
        return Wording::tr("The answer cannot be read.");
    case BillingReason::ReservedCapacity:
        return Wording::tr("It ran on reserved capacity, which is paid for otherwise.");
    case BillingReason::OtherService:
        return Wording::tr("It came through another service. What that charges is not in the response.");
    case BillingReason::FlatPrice:
        return Wording::tr("The flat price that you set for this back end.");
    }
    return {};
}

QString gapSentence(AmountGap gap)
{
    switch (gap) {
    case AmountGap::None:
        return {};
    case AmountGap::NoUsage:
        return Wording::tr("The answer does not say how many tokens were used.");
    case AmountGap::NoPrice:
        return Wording::tr("No price is known for this model.");
    case AmountGap::PartWithoutPrice:
        return Wording::tr("For a part of the tokens no price is known.");
    }
    return {};
}

} // namespace

QString billingState(BillingState state)
{
    switch (state) {
    case BillingState::Billed:
        return Wording::tr("Billed");
    case BillingState::NotBilled:
        return Wording::tr("Not billed");
    case BillingState::Unknown:
        return Wording::tr("Not known whether billed");
    }
    return {};
}

QString costKind(CostKind kind)
{
    switch (kind) {
    case CostKind::Prompt:
        return Wording::tr("Prompt");
    case CostKind::Cached:
        return Wording::tr("Prompt, cached");
    case CostKind::ToolUse:
        return Wording::tr("Prompt, from tools");
    case CostKind::Thinking:
        return Wording::tr("Thinking");
    case CostKind::Output:
        return Wording::tr("Answer");
    case CostKind::Draft:
        return Wording::tr("Drafts");
    case CostKind::Request:
        return Wording::tr("Request, flat price");
    }
    return {};
}

QString charged(Charged charged)
{
    switch (charged) {
    case Charged::Yes:
        return Wording::tr("Yes");
    case Charged::No:
        return Wording::tr("No");
    case Charged::Unknown:
        return Wording::tr("Not known");
    }
    return {};
}

QString flatRule(FlatRule rule)
{
    switch (rule) {
    case FlatRule::OnSuccess:
        return Wording::tr("Only when something is delivered");
    case FlatRule::OnHttp200:
        return Wording::tr("For every answer, blocked ones too");
    case FlatRule::OnEverythingSent:
        return Wording::tr("For everything sent, also errors and what you stop");
    }
    return {};
}

QString billingWhy(const Billing& billing)
{
    QStringList sentences {reasonSentence(billing), gapSentence(billing.gap)};
    if (has(billing, CostKind::Draft) && billing.state != BillingState::NotBilled)
        sentences << Wording::tr("Drafts are counted, but Google says that they are not charged.");
    if (hasUnpricedCache(billing))
        sentences << Wording::tr(
            "No price of cached tokens is known: somewhere between nothing and the full one.");
    if (billing.openEnded && billing.high)
        sentences << Wording::tr("The amount is what was counted until then.");
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString billingAmount(const Billing& billing)
{
    QString text = billingState(billing.state);
    if (billing.state != BillingState::NotBilled)
        text += ": "_L1
            + (billing.high ? moneyRange(billing.low, billing.high)
                            : (billing.gap == AmountGap::NoUsage ? Wording::tr("amount not known")
                                                                 : Wording::tr("no price known")));
    return text + u'.';
}

QString billingSentence(const Billing& billing)
{
    QString text = billingAmount(billing) + u' ' + billingWhy(billing);
    if (billing.simulated)
        text.prepend(Wording::tr("Prices as if sent to the Gemini API; nothing is charged.") + u' ');
    return text;
}

QString billingBrief(const Billing& billing)
{
    if (billing.state == BillingState::NotBilled)
        return Wording::tr("not billed");
    if (billing.gap == AmountGap::NoUsage)
        return Wording::tr("amount not known");
    return moneySpan(billing.low, billing.high);
}

QString priceDay(QDate checked)
{
    return checked.isValid() ? Wording::tr("Prices of %1.").arg(day(checked)) : QString();
}

QString priceNote(const Billing& billing)
{
    if (billing.reason == BillingReason::FlatPrice || billing.priceModel.isEmpty())
        return {};
    QString text = billing.userPrice ? Wording::tr("Your prices for %1").arg(billing.priceModel)
                                     : Wording::tr("Prices of %1").arg(billing.priceModel);
    if (billing.priceDate.isValid())
        text += Wording::tr(", checked on %1").arg(day(billing.priceDate));
    if (!billing.priceSource.isEmpty())
        text += Wording::tr(" (source: %1)").arg(billing.priceSource);
    text += u'.';
    if (billing.tier == ServiceTier::Priority)
        text += u' ' + Wording::tr("Priority service is dearer.");
    else if (billing.tier != ServiceTier::Standard)
        text += u' ' + Wording::tr("Batch and flex service is cheaper.");
    if (billing.dateAssumed)
        text += u' ' + Wording::tr("The answer does not say when it was given: today’s prices.");
    return text;
}

} // namespace safelight::wording
