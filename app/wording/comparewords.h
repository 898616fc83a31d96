#pragma once

#include "app/compare/comparison.h"

#include <QString>

namespace safelight::wording {

// One of several short facts in a place: a threshold, a setting, a reference image, a rating.
struct ComparedFact
{
    QString text; // "Sexual Med+"
    QString meaning; // in full: "Sexually explicit: medium and up instead of only high"
    bool isDifferent = false; // from the baseline

    friend bool operator==(const ComparedFact&, const ComparedFact&) = default;
};

QString comparedRow(ComparedRow row); // "Stopped at"
// "#7", or "decoded answer" for what has no number.
QString comparedName(const Attempt& attempt);
// "#7 · 14:02:11 · 6.4 s"
QString comparedHead(const Attempt& attempt);
// The badge of a list; of one that is still being sent "sending".
QString comparedBadge(const Attempt& attempt);

// What stands in a place, as plain text; never empty. Prompts, system instructions and answers come whole.
QString comparedText(const Comparison& comparison, ComparedRow row, int column);
// The same in short facts; empty for rows that are no list of them.
QList<ComparedFact> comparedFacts(const Comparison& comparison, ComparedRow row, int column);
// The word diff of a row of texts; empty for other rows and for empty texts.
QList<DiffPiece> comparedPieces(const Comparison& comparison, ComparedRow row, int column);
// What differs there from the baseline, for the ear: "Prompt of #7 differs from #4. Removed: beach. Added:
// park". Empty when nothing does.
QString comparedDifference(const Comparison& comparison, ComparedRow row, int column);
// "Harass", for under a bar.
QString shortCategory(const RatedCategory& rated);
// "Prompt", "Answer", "Candidate 2"
QString ratedOf(const Comparison& comparison, int candidate);

// A table for notes and issues: what was removed is struck out, what was added is bold. Texts of others stay
// text: nothing in them becomes markup. Very long texts are cut, with a note of how much.
QString comparisonMarkdown(const Comparison& comparison, bool onlyDifferences = false);

} // namespace safelight::wording
