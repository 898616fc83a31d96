#include "app/advice/thresholdadvice.h"

#include <algorithm>

namespace safelight {

namespace {

// All that was said about one category: the highest probability counts.
struct Measured
{
    std::optional<HarmProbability> probability;
    bool blocked = false;
    bool overwritten = false;
    bool present = false;
};

Measured measuredOf(HarmCategory category, const QList<SafetyRating>& ratings)
{
    Measured measured;
    for (const auto& rating : ratings) {
        if (rating.category != category)
            continue;
        measured.present = true;
        measured.blocked = measured.blocked || rating.blocked.value_or(false);
        measured.overwritten = measured.overwritten || rating.overwrittenThreshold.has_value();
        if (rating.probability && rating.probability->isKnown())
            measured.probability = std::max(measured.probability.value_or(HarmProbability::Negligible),
                                            *rating.probability->value());
    }
    return measured;
}

// The thresholds that keep judging, from strict to permissive. Off does no more than none, and takes the
// ratings away (gemini-api.md §2).
constexpr std::array strictFirst {BlockThreshold::LowAndAbove, BlockThreshold::MediumAndAbove,
                                  BlockThreshold::OnlyHigh, BlockThreshold::None};

constexpr auto strictestDefault = BlockThreshold::MediumAndAbove;

// The strictest threshold below `current` that lets this pass. Without a probability only none is sure to.
BlockThreshold firstPassing(BlockThreshold current, std::optional<HarmProbability> probability)
{
    for (const auto threshold : strictFirst) {
        if (probability && threshold < current && !blocks(threshold, *probability))
            return threshold;
    }
    return BlockThreshold::None;
}

bool standsInTheWay(const Measured& measured, BlockThreshold threshold, bool anyNamed)
{
    if (anyNamed)
        return measured.blocked;
    return measured.probability && blocks(threshold, *measured.probability);
}

bool isOpen(BlockThreshold threshold)
{
    return threshold == BlockThreshold::None || threshold == BlockThreshold::Off;
}

bool isNamed(const SafetyRating& rating)
{
    return rating.blocked.value_or(false);
}

ThresholdAdvice::State stateWithoutChange(const QList<SafetyRating>& ratings, bool overwritten, bool open)
{
    using State = ThresholdAdvice::State;
    if (overwritten)
        return State::Overwritten;
    if (open)
        return State::Open;
    if (std::ranges::any_of(ratings, isNamed))
        return State::OutOfReach;
    const auto isRated = [](const SafetyRating& rating) { return rating.probability.has_value(); };
    if (std::ranges::none_of(ratings, isRated))
        return State::NoRatings;
    const bool negligible = std::ranges::all_of(ratings, [](const SafetyRating& rating) {
        return !rating.probability || rating.probability == HarmProbability::Negligible;
    });
    return negligible ? State::AllNegligible : State::Passing;
}

} // namespace

ThresholdAdvice thresholdAdvice(const QList<SafetyRating>& ratings, const SafetySettings& settings)
{
    ThresholdAdvice advice;
    const bool anyNamed = std::ranges::any_of(ratings, isNamed);
    bool overwritten = false;
    bool open = false;
    for (const auto category : adjustableCategories) {
        const Measured measured = measuredOf(category, ratings);
        const auto from = settings.threshold(category);
        // What a named category was judged by is not known when nothing was sent: it may have been anything.
        const auto current = from.value_or(anyNamed ? BlockThreshold::LowAndAbove : strictestDefault);
        if (!measured.present || !standsInTheWay(measured, current, anyNamed))
            continue;
        overwritten = overwritten || measured.overwritten;
        open = open || isOpen(current);
        if (!measured.overwritten && !isOpen(current))
            advice.changes.append(
                {category, from, firstPassing(current, measured.probability), measured.probability});
    }
    advice.state = advice.changes.isEmpty() ? stateWithoutChange(ratings, overwritten, open)
                                            : ThresholdAdvice::State::Changes;
    return advice;
}

WhatIf whatIf(const QList<SafetyRating>& ratings, const SafetySettings& settings)
{
    WhatIf result;
    for (const auto category : adjustableCategories) {
        const auto probability = measuredOf(category, ratings).probability;
        if (!probability)
            continue;
        result.measured = true;
        const auto threshold = settings.threshold(category);
        if (!blocks(threshold.value_or(strictestDefault), *probability))
            continue;
        (threshold ? result.blocked : result.undecided).append(category);
    }
    return result;
}

} // namespace safelight
