#pragma once

#include "app/cost/billing.h"
#include "app/cost/estimate.h"
#include "app/cost/ledger.h"

#include <QString>

namespace safelight::wording {

// USD, as short as it can be read: "$0.134", "$0.0026", "$1 234", "less than $0.0001". Empty when it is no
// amount.
QString money(double amount);
// "≈ $0.27": rounded to what a glance needs.
QString moneyAbout(double amount);
// In a sentence: "$0.134", "between $0 and $0.0026", "at least $0.002", "no price known".
QString moneyRange(std::optional<double> low, std::optional<double> high);
// In a list: "$0.134", "$0–$0.0026", "from $0.002", "no price known".
QString moneySpan(std::optional<double> low, std::optional<double> high);
// The price of a million tokens: "$0.25", "$120".
QString perMillion(double price);

QString day(QDate date); // "22 Jul 2026"
QString billingState(BillingState state); // "Billed"
QString costKind(CostKind kind); // "Thinking"
QString charged(Charged charged); // "Yes", "No", "Not known"
QString flatRule(FlatRule rule); // "For every answer, blocked ones too"

// What the state rests on, in sentences; the command line's `why`.
QString billingWhy(const Billing& billing);
// State and amount: "Not known whether billed: between $0 and $0.0026."
QString billingAmount(const Billing& billing);
// Both, and that a simulated answer is charged to nobody.
QString billingSentence(const Billing& billing);
// "Prices of 22 Jul 2026."; empty without a day.
QString priceDay(QDate checked);
// For lists: "$0.134", "$0–$0.0026", "not billed", "no price known".
QString billingBrief(const Billing& billing);
// Where the prices come from: "Prices of gemini-3-pro-image, checked on 22 Jul 2026 (…)." Empty without one.
QString priceNote(const Billing& billing);

// "≈ 18 text + 258–560 image tokens", or "276 tokens" when the back end counted them.
QString estimateTokens(const Estimate& estimate);
// "≈ $0.135–$0.147, estimate"; "no price known".
QString estimateMoney(const Estimate& estimate);
// What the estimate rests on, for a tooltip.
QString estimateBasis(const Estimate& estimate);

// "Session: 1 093 in · 519 thinking · 2 images · ≈ $0.27"; empty for a session without attempts.
QString sessionTotals(const Ledger& ledger);
// The same in full: money as a range, attempts without a price, what the simulator made up.
QString sessionTotalsDetail(const Ledger& ledger);

} // namespace safelight::wording
