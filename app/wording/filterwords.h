#pragma once

#include "app/find/attemptfilter.h"
#include "app/find/historyquery.h"

#include <QString>

namespace safelight::wording {

// What a filter takes, in plain language: "blocked, model contains flash, after 20 Nov 2026". Empty for the
// one that takes everything.
QString filterEcho(const AttemptFilter& filter);
// What is wrong, and what can stand there instead; a sentence.
QString filterProblem(const FilterProblem& problem);
// The same where the filter itself is not in sight: says at which character, too.
QString filterProblemWithPlace(const FilterProblem& problem);
// What a key looks for, as short as completion shows it: "any part of the model's name".
QString filterKeyHint(const FilterKey& key);

QString historyOrder(HistoryOrder order); // "Number", "Time", …

} // namespace safelight::wording
