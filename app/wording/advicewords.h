#pragma once

#include "app/advice/remedy.h"
#include "app/advice/thresholdadvice.h"

#include <QString>

namespace safelight {

struct Template;
struct Verdict;

// The words of the advice, by the ids of resources/knowledge/remedies.json and templates.json. An id this
// program has no words for (from a session of a later one) answers itself, so that something is shown.
namespace wording {

QString remedyTitle(const QString& id); // "Name an art style"; the name of the attempt it leads to
QString remedyWhy(const Remedy& remedy); // one or two sentences
QString nothingYouCanChange(const QString& id); // what nothingYouCanChange() answered; empty for an empty id
QString checklistItem(const QString& id); // a sentence or two
// The ids that have words of their own, for whoever must check that none is missing.
bool hasAdviceWords(const QString& id);

QString scenario(Scenario scenario); // "Apparel and products"
QString fieldLabel(const QString& field); // "Clothing"
QString fieldHint(const QString& field, Scenario scenario); // "for example: a wool coat and a scarf"
QString suggestion(const QString& id); // "digital illustration"
// The sentences of a template with "{field}" in the places of the facts, as applyRemedy() wants them.
QStringList templateSentences(const Template& form);

// "Sexually explicit: only high instead of medium and up"
QString thresholdChange(const ThresholdChange& change);
// Why there is nothing to change, or what; one sentence.
QString thresholdAdvice(const ThresholdAdvice& advice);
// What the sliders have to do with this verdict, for the place beside them: that none of them reaches the
// filter that stopped it. Empty when they may, or when no filter stopped it.
QString sliderNote(const Verdict& verdict);
// "With these thresholds the last answer would pass." Empty when nothing was measured.
QString whatIf(const WhatIf& result);

} // namespace wording
} // namespace safelight
