#include "app/wording/costwords.h"

#include "app/wording/context.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr double alike = 0.05;

QString span(const TokenRange& range)
{
    if (!range.high)
        return Wording::tr("%1 or more").arg(number(range.low));
    return range.low == *range.high ? number(range.low) : number(range.low) + u'–' + number(*range.high);
}

QString tokenCounts(const LedgerTotals& totals)
{
    QStringList parts {Wording::tr("%1 in").arg(number(totals.promptTokens)),
                       Wording::tr("%1 thinking").arg(number(totals.thoughtsTokens))};
    if (totals.images > 0)
        parts << Wording::tr("%n images", nullptr, int(std::min<qint64>(totals.images, 1'000'000'000)));
    return parts.join(u" · "_s);
}

QString totalMoney(const LedgerTotals& totals)
{
    if (totals.attempts > 0 && totals.withoutPrice == totals.attempts)
        return Wording::tr("no price known");
    // One number only where low and high are nearly the same: a range must not look like a sum.
    const QString span = moneySpan(totals.low(), totals.high());
    if (totals.high() - totals.low() <= alike * totals.high() || span == money(totals.high()))
        return moneyAbout(totals.high());
    return u"≈ "_s + span;
}

QString totalsInFull(const LedgerTotals& totals)
{
    QString text = Wording::tr("%n attempts", nullptr, int(totals.attempts)) + ": "_L1 + tokenCounts(totals)
        + u" · "_s + Wording::tr("%1 out").arg(number(totals.outputTokens)) + u" · "_s;
    text += totals.withoutPrice == totals.attempts ? Wording::tr("no price known")
                                                   : moneyRange(totals.low(), totals.high());
    if (totals.withoutPrice > 0 && totals.withoutPrice < totals.attempts)
        text += Wording::tr(", and %n without a price", nullptr, int(totals.withoutPrice));
    return text;
}

} // namespace

QString estimateTokens(const Estimate& estimate)
{
    if (estimate.isExact)
        return Wording::tr("%n tokens", nullptr, int(std::min<qint64>(estimate.input.low, 1'000'000'000)));
    if (estimate.imageTokens == TokenRange())
        return Wording::tr("≈ %1 tokens").arg(span(estimate.input));
    return Wording::tr("≈ %1 text + %2 image tokens")
        .arg(number(estimate.textTokens), span(estimate.imageTokens));
}

QString estimateMoney(const Estimate& estimate)
{
    if (!estimate.low)
        return Wording::tr("no price known");
    // Without a limit on the answer only the input can be priced.
    const QString money = estimate.high ? Wording::tr("≈ %1").arg(moneySpan(estimate.low, estimate.high))
                                        : Wording::tr("input %1").arg(moneyAbout(*estimate.low));
    return estimate.priceDate.isValid() ? Wording::tr("%1 (prices of %2)").arg(money, day(estimate.priceDate))
                                        : Wording::tr("%1, estimate").arg(money);
}

QString estimateBasis(const Estimate& estimate)
{
    QStringList lines {
        estimate.isExact
            ? Wording::tr("Input: %1 tokens, counted by the back end.").arg(span(estimate.input))
            : Wording::tr("Input: about %1 tokens, at four characters a token; sources differ about "
                          "pictures.")
                  .arg(span(estimate.input))};
    lines << (estimate.output.high
                  ? Wording::tr("Output: %1 tokens, thinking included.").arg(span(estimate.output))
                  : Wording::tr("Output: not limited, so the estimate has no upper end."));
    if (!estimate.priceModel.isEmpty())
        lines
            << Wording::tr("Prices of %1, checked on %2.").arg(estimate.priceModel, day(estimate.priceDate));
    return lines.join(u'\n');
}

QString sessionTotals(const Ledger& ledger)
{
    const bool isAllSimulated = ledger.sent().attempts == 0;
    const auto& totals = isAllSimulated ? ledger.simulated() : ledger.sent();
    if (totals.attempts == 0)
        return {};
    const QString money = totalMoney(totals);
    return Wording::tr("Session: %1").arg(tokenCounts(totals)) + u" · "_s
        + (isAllSimulated ? Wording::tr("%1, not charged").arg(money) : money);
}

QString sessionTotalsDetail(const Ledger& ledger)
{
    QStringList lines;
    if (ledger.sent().attempts + ledger.simulated().attempts > 0 && bundledPrices().date.isValid())
        lines << Wording::tr("Prices of %1, or your own.").arg(day(bundledPrices().date));
    if (ledger.sent().attempts > 0)
        lines << Wording::tr("Sent to a service: %1.").arg(totalsInFull(ledger.sent()));
    if (ledger.simulated().attempts > 0)
        lines << Wording::tr("Simulated: %1, if it had been sent; nothing is charged.")
                     .arg(totalsInFull(ledger.simulated()));
    return lines.join(u'\n');
}

} // namespace safelight::wording
