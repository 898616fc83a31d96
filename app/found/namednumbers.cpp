#include "app/found/namednumbers.h"

#include "app/printed/printedanswer.h"

#include <algorithm>

namespace safelight {

namespace {

bool isNumber(const QString& text)
{
    return !text.isEmpty() && text.at(0).isDigit();
}

bool isRatedInNumbers(const QList<SafetyRating>& ratings)
{
    return std::ranges::any_of(ratings, [](const SafetyRating& rating) {
        return rating.category && isNumber(rating.category->text());
    });
}

bool hasNumbersForNames(const Response& response)
{
    const auto& feedback = response.promptFeedback;
    if (feedback
        && ((feedback->blockReason && isNumber(feedback->blockReason->text()))
            || isRatedInNumbers(feedback->ratings)))
        return true;
    return std::ranges::any_of(response.candidates, [](const Candidate& candidate) {
        return (candidate.finishReason && isNumber(candidate.finishReason->text()))
            || isRatedInNumbers(candidate.ratings);
    });
}

} // namespace

QByteArray withNamedNumbers(const QByteArray& json, const Response& response)
{
    if (!hasNumbersForNames(response) || response.shape == AnswerShape::EventStream)
        return {};
    const PrintedAnswer named = readPrintedAnswer(json, true);
    if (!named.hadNumbers || named.objects.isEmpty())
        return {};
    return named.objects.size() == 1 ? named.objects.constFirst() : '[' + named.objects.join(",\n") + ']';
}

} // namespace safelight
