#pragma once

#include "app/base/textdiff.h"
#include "app/request/carriedpieces.h"
#include "app/session/attempt.h"

#include <QList>

#include <optional>

namespace safelight {

// What is compared, in the order in which it is shown.
enum class ComparedRow {
    Attempt, // number, badge, when, how long
    StoppedAt, // stage, reason, whether a threshold can change it
    Result, // the pictures
    Prompt,
    SystemInstruction,
    Thresholds,
    Settings,
    Carried, // what is sent and the editor does not show
    References,
    Model, // asked and answered
    BackEnd,
    Ratings,
    AnswerText,
    Tokens,
    Cost,
    Time,
};

inline constexpr std::array comparedRows {
    ComparedRow::Attempt,           ComparedRow::StoppedAt,  ComparedRow::Result,   ComparedRow::Prompt,
    ComparedRow::SystemInstruction, ComparedRow::Thresholds, ComparedRow::Settings, ComparedRow::Carried,
    ComparedRow::References,        ComparedRow::Model,      ComparedRow::BackEnd,  ComparedRow::Ratings,
    ComparedRow::AnswerText,        ComparedRow::Tokens,     ComparedRow::Cost,     ComparedRow::Time,
};

// A reference image of an attempt against those of the baseline.
struct ComparedReference
{
    // Same and Moved: the very same bytes. Moved: in another order among those that are the same, so that one
    // that was put in front moves none. SamePixels: other bytes that decode to the same picture, pixel by
    // pixel. LooksAlike: other bytes, and probably the same picture: it looks the same small, or where one of
    // both cannot be decoded, has the same name and size. Added and Removed: nothing like it there, or here.
    enum class Change { Same, Moved, SamePixels, LooksAlike, Added, Removed };

    Change change = Change::Same;
    ReferenceImage image; // of the attempt; Removed: of the baseline
    int place = -1; // from 0, in the attempt; −1: Removed
    int placeBefore = -1; // from 0, in the baseline; −1: Added
    bool captionChanged = false;

    friend bool operator==(const ComparedReference&, const ComparedReference&) = default;
};

// A category that any of the attempts has a rating for, so that all are shown on one scale.
struct RatedCategory
{
    int candidate = -1; // −1: of the prompt
    std::optional<Known<HarmCategory>> category; // absent: ratings that name none

    friend bool operator==(const RatedCategory&, const RatedCategory&) = default;
};

// One attempt beside the others.
struct ComparedColumn
{
    Attempt attempt; // without the bodies and headers as they were sent and received
    // What was asked is not known of an answer from elsewhere that came without its request.
    bool requestKnown = true;
    // From the baseline's to this one's; in the baseline, and where one of both is not known: one piece that
    // is the same, or nothing for an empty text.
    QList<DiffPiece> prompt;
    QList<DiffPiece> systemInstruction;
    QList<DiffPiece> answer;
    QList<ComparedReference> references; // in the attempt's order, what was removed last
    QList<CarriedPiece> carried;
    QList<std::optional<SafetyRating>> ratings; // one for each of Comparison::rated
    QList<ComparedRow> different; // from the baseline, in order
};

struct Comparison
{
    QList<ComparedColumn> columns; // in the order of the attempts
    int baseline = 0; // a place in `columns`
    QList<RatedCategory> rated; // the prompt's first, then by candidate; in the order in which they came

    bool isDifferent(ComparedRow row, int column) const; // from the baseline, which never is
    bool isDifferent(ComparedRow row) const; // in any column
};

// Two to four attempts, read (response, verdict, billing filled). A `baseline` that is none of them means the
// first. What is still being sent is compared by what is known. Compares long texts and decodes pictures:
// call it off the interface thread.
Comparison compare(const QList<Attempt>& attempts, int baseline);

// The text of the answer without thoughts, of all candidates: each after the first has a line with its number
// above it.
QString comparedAnswer(const Attempt& attempt);
// The pictures of the first candidate that has any; the last is the result.
QList<Part> comparedImages(const Attempt& attempt);

} // namespace safelight
