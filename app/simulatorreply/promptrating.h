#pragma once

#include "app/safety/harm.h"

#include <QString>

#include <array>

namespace safelight::simulation {

// A score per adjustable category, 0…1, in the order of adjustableCategories.
using Scores = std::array<double, adjustableCategories.size()>;

// Layer 1's opinion of a text: words and phrases raise a category, context (purpose, prevention, technical
// framing, a system instruction that states a role) lowers all. A stand-in for the rules, not for judgement.
Scores ratePrompt(const QString& text, const QString& systemInstruction);
HarmProbability probabilityOf(double score);

// Always refused, whatever the settings: a marker phrase for tests, and sexual words together with minors.
bool isProhibited(const QString& text);

// Lower case, words with one space between and around: so that " word " finds whole words only.
QString plainWords(const QString& text);
// The number of these phrases (in plain words) that the plain words hold.
int countOf(const QString& plain, const QStringList& phrases);

} // namespace safelight::simulation
