#include "app/wording/reportwords.h"

#include "app/wording/context.h"

#include <array>

// The fixed words of a report, in the order of ReportWord.
namespace safelight::wording {

namespace {

struct ReportSentence
{
    ReportWord word;
    const char* text;
};

constexpr auto rows = std::to_array<ReportSentence>({
    {ReportWord::NotShown, QT_TRANSLATE_NOOP("Wording", "[not shown]")},
    {ReportWord::NotTold, QT_TRANSLATE_NOOP("Wording", "not told")},
    {ReportWord::NotKnown, QT_TRANSLATE_NOOP("Wording", "not known")},
    {ReportWord::Yes, QT_TRANSLATE_NOOP("Wording", "yes")},
    {ReportWord::Contents, QT_TRANSLATE_NOOP("Wording", "Contents")},
    {ReportWord::Page, QT_TRANSLATE_NOOP("Wording", "Page")},
    {ReportWord::Summary, QT_TRANSLATE_NOOP("Wording", "Summary")},
    {ReportWord::AllAttempts, QT_TRANSLATE_NOOP("Wording", "All attempts")},
    {ReportWord::NoAttempts, QT_TRANSLATE_NOOP("Wording", "There are no attempts in this report.")},
    {ReportWord::EachAttempt, QT_TRANSLATE_NOOP("Wording", "Each attempt")},
    {ReportWord::Comparisons, QT_TRANSLATE_NOOP("Wording", "Comparisons")},
    {ReportWord::Method, QT_TRANSLATE_NOOP("Wording", "How to read this report")},
    {ReportWord::LeftOut, QT_TRANSLATE_NOOP("Wording", "What is not shown")},
    {ReportWord::EndingsTitle, QT_TRANSLATE_NOOP("Wording", "Where the attempts ended")},
    {ReportWord::PassRates, QT_TRANSLATE_NOOP("Wording", "Pass rates of requests sent more than once")},
    {ReportWord::Ratings, QT_TRANSLATE_NOOP("Wording", "Ratings")},
    {ReportWord::TokensAndCost, QT_TRANSLATE_NOOP("Wording", "Tokens and cost")},
    {ReportWord::Request, QT_TRANSLATE_NOOP("Wording", "Request")},
    {ReportWord::Answer, QT_TRANSLATE_NOOP("Wording", "Answer")},
    {ReportWord::Attempts, QT_TRANSLATE_NOOP("Wording", "Attempts")},
    {ReportWord::Period, QT_TRANSLATE_NOOP("Wording", "Period")},
    {ReportWord::ModelsAsked, QT_TRANSLATE_NOOP("Wording", "Models asked")},
    {ReportWord::ModelsAnswered, QT_TRANSLATE_NOOP("Wording", "Models that answered")},
    {ReportWord::BackEnds, QT_TRANSLATE_NOOP("Wording", "Back ends")},
    {ReportWord::Simulated, QT_TRANSLATE_NOOP("Wording", "Simulated")},
    {ReportWord::Imported, QT_TRANSLATE_NOOP("Wording", "Read only")},
    {ReportWord::StillSent, QT_TRANSLATE_NOOP("Wording", "Still being sent")},
    {ReportWord::Tokens, QT_TRANSLATE_NOOP("Wording", "Tokens")},
    {ReportWord::Cost, QT_TRANSLATE_NOOP("Wording", "Cost")},
    {ReportWord::SimulatedCost, QT_TRANSLATE_NOOP("Wording", "What the simulated ones would have cost")},
    {ReportWord::Number, QT_TRANSLATE_NOOP("Wording", "No.")},
    {ReportWord::Sent, QT_TRANSLATE_NOOP("Wording", "Sent")},
    {ReportWord::Outcome, QT_TRANSLATE_NOOP("Wording", "Outcome")},
    {ReportWord::Stage, QT_TRANSLATE_NOOP("Wording", "Stage")},
    {ReportWord::Reason, QT_TRANSLATE_NOOP("Wording", "Reason")},
    {ReportWord::Model, QT_TRANSLATE_NOOP("Wording", "Model")},
    {ReportWord::BackEnd, QT_TRANSLATE_NOOP("Wording", "Back end")},
    {ReportWord::Passed, QT_TRANSLATE_NOOP("Wording", "Passed")},
    {ReportWord::Interval, QT_TRANSLATE_NOOP("Wording", "95 % interval")},
    {ReportWord::Varies, QT_TRANSLATE_NOOP("Wording", "Does the outcome vary?")},
    {ReportWord::VariesYes, QT_TRANSLATE_NOOP("Wording", "yes, between the same requests")},
    {ReportWord::VariesNo, QT_TRANSLATE_NOOP("Wording", "no, always the same so far")},
    {ReportWord::Title, QT_TRANSLATE_NOOP("Wording", "Title")},
    {ReportWord::ModelAsked, QT_TRANSLATE_NOOP("Wording", "Model asked")},
    {ReportWord::ModelAnswered, QT_TRANSLATE_NOOP("Wording", "Model that answered")},
    {ReportWord::Url, QT_TRANSLATE_NOOP("Wording", "URL")},
    {ReportWord::HttpCode, QT_TRANSLATE_NOOP("Wording", "HTTP status")},
    {ReportWord::CameFrom, QT_TRANSLATE_NOOP("Wording", "Came from")},
    {ReportWord::Mark, QT_TRANSLATE_NOOP("Wording", "Mark")},
    {ReportWord::Starred, QT_TRANSLATE_NOOP("Wording", "Starred")},
    {ReportWord::Tags, QT_TRANSLATE_NOOP("Wording", "Tags")},
    {ReportWord::Comment, QT_TRANSLATE_NOOP("Wording", "Comment")},
    {ReportWord::StoppedAt, QT_TRANSLATE_NOOP("Wording", "Stopped at")},
    {ReportWord::CanASettingChangeIt, QT_TRANSLATE_NOOP("Wording", "Can a setting change this?")},
    {ReportWord::Retry, QT_TRANSLATE_NOOP("Wording", "Trying again")},
    {ReportWord::Charged, QT_TRANSLATE_NOOP("Wording", "Charged")},
    {ReportWord::ReadFrom, QT_TRANSLATE_NOOP("Wording", "Read from")},
    {ReportWord::BlockMessage, QT_TRANSLATE_NOOP("Wording", "What the service says about the block")},
    {ReportWord::FinishMessage, QT_TRANSLATE_NOOP("Wording", "What the service says about the end")},
    {ReportWord::ErrorMessage, QT_TRANSLATE_NOOP("Wording", "The service’s error message")},
    {ReportWord::Category, QT_TRANSLATE_NOOP("Wording", "Category")},
    {ReportWord::Probability, QT_TRANSLATE_NOOP("Wording", "Probability")},
    {ReportWord::Threshold, QT_TRANSLATE_NOOP("Wording", "Threshold")},
    {ReportWord::Thresholds, QT_TRANSLATE_NOOP("Wording", "Safety thresholds")},
    {ReportWord::Settings, QT_TRANSLATE_NOOP("Wording", "Settings")},
    {ReportWord::AlsoSent, QT_TRANSLATE_NOOP("Wording", "Also sent")},
    {ReportWord::Kind, QT_TRANSLATE_NOOP("Wording", "Kind")},
    {ReportWord::PerMillion, QT_TRANSLATE_NOOP("Wording", "Per million")},
    {ReportWord::Amount, QT_TRANSLATE_NOOP("Wording", "Amount")},
    {ReportWord::Prompt, QT_TRANSLATE_NOOP("Wording", "Prompt")},
    {ReportWord::SystemInstruction, QT_TRANSLATE_NOOP("Wording", "System instruction")},
    {ReportWord::Text, QT_TRANSLATE_NOOP("Wording", "Text")},
    {ReportWord::ThoughtSummary, QT_TRANSLATE_NOOP("Wording", "Thought summary")},
    {ReportWord::FunctionCall, QT_TRANSLATE_NOOP("Wording", "Function call")},
    {ReportWord::OtherPart, QT_TRANSLATE_NOOP("Wording", "Other part")},
    {ReportWord::Draft, QT_TRANSLATE_NOOP("Wording", "a draft on the way to the last picture")},
    {ReportWord::WhatThisIs,
     QT_TRANSLATE_NOOP("Wording",
                       "Each attempt is one request to a Gemini model and what came of it. A request passes "
                       "several filters on its way: one for the prompt, then the model’s own thinking and "
                       "generation, then one for the answer. This report says for each attempt where it was "
                       "stopped, whether a setting can change that, and what it cost.")},
    {ReportWord::SimulatedBadge, QT_TRANSLATE_NOOP("Wording", "SIMULATED")},
    {ReportWord::AllSimulated, QT_TRANSLATE_NOOP("Wording", "No model was asked")},
    {ReportWord::AllSimulatedWhy,
     QT_TRANSLATE_NOOP("Wording",
                       "All answers in this report come from the simulator that is built into Safelight. "
                       "They show how blocks look, not what Gemini does; nothing was charged.")},
    {ReportWord::PassRatesMean,
     QT_TRANSLATE_NOOP("Wording",
                       "Identical requests: the same bytes to the same model and back end. The interval is "
                       "where the true rate lies with 95 % confidence after so many tries. Errors and broken "
                       "connections say nothing about a filter and are not counted as tries.")},
    {ReportWord::RatingsMean,
     QT_TRANSLATE_NOOP("Wording",
                       "A dashed line is the threshold that was sent for the category: what reaches above it "
                       "is blocked. No line: none was sent, or it blocks nothing.")},
    {ReportWord::NoUsage, QT_TRANSLATE_NOOP("Wording", "The answer came without token counts.")},
    {ReportWord::DoesNotAddUp,
     QT_TRANSLATE_NOOP("Wording", "The counts do not add up to the total that the service names.")},
    {ReportWord::RequestNotKnown,
     QT_TRANSLATE_NOOP("Wording", "The request is not known: this answer was recorded elsewhere.")},
    {ReportWord::NothingDelivered, QT_TRANSLATE_NOOP("Wording", "No text and no picture was delivered.")},
    {ReportWord::PictureHidden, QT_TRANSLATE_NOOP("Wording", "Not shown in this report")},
    {ReportWord::PictureNotThere, QT_TRANSLATE_NOOP("Wording", "Left out of this report")},
    {ReportWord::ComparisonMeans,
     QT_TRANSLATE_NOOP("Wording",
                       "Only what differs is listed. What was removed against the baseline is struck out, "
                       "what was added is underlined.")},
    {ReportWord::MethodVerdict,
     QT_TRANSLATE_NOOP(
         "Wording",
         "Verdicts are read from the fields of the answer that are named with each attempt, by fixed rules; "
         "nothing is guessed. Where the service does not say something, the report says “not known”.")},
    {ReportWord::MethodStages,
     QT_TRANSLATE_NOOP(
         "Wording",
         "Prompt filter: the request was refused before the model ran. Thinking and generation: the model "
         "stopped by itself. Output filter: the answer was made and then withheld.")},
    {ReportWord::MethodRatings,
     QT_TRANSLATE_NOOP(
         "Wording",
         "Ratings are the service’s own: how probable it thinks harmful content of a category is. Thresholds "
         "decide from which probability on it blocks; some filters have no threshold.")},
    {ReportWord::MethodMoney,
     QT_TRANSLATE_NOOP("Wording",
                       "Costs are computed from the token counts of the answers and dated list prices; they "
                       "are no invoice. Where no official statement says whether a blocked call is charged, "
                       "the cost is a range from the least to the most.")},
    {ReportWord::MethodPassRate,
     QT_TRANSLATE_NOOP("Wording", "The interval of a pass rate is Wilson’s score interval at 95 %.")},
    {ReportWord::MethodTimes, QT_TRANSLATE_NOOP("Wording", "Times are in UTC.")},
    {ReportWord::MethodKeys, QT_TRANSLATE_NOOP("Wording", "API keys and tokens are never part of a report.")},
    {ReportWord::HiddenPrompts,
     QT_TRANSLATE_NOOP("Wording",
                       "Prompts, system instructions, captions, file names and the texts of the answers, and "
                       "where messages of the service repeat them.")},
    {ReportWord::HiddenImages,
     QT_TRANSLATE_NOOP("Wording", "Reference images and pictures of the answers, and their hashes.")},
    {ReportWord::HiddenHost, QT_TRANSLATE_NOOP("Wording", "Host names, addresses and URLs.")},
    {ReportWord::HiddenProject, QT_TRANSLATE_NOOP("Wording", "Ids and numbers of cloud projects.")},
    {ReportWord::HiddenComments,
     QT_TRANSLATE_NOOP("Wording", "Comments, titles, tags and the name of the session.")},
    {ReportWord::PicturesLeftOut,
     QT_TRANSLATE_NOOP("Wording",
                       "Pictures are left out to keep the report small; their sizes and hashes are told.")},
});

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.at(i).word != ReportWord(i))
            return false;
    }
    return rows.size() == std::size_t(ReportWord::PicturesLeftOut) + 1;
}
static_assert(isComplete());

} // namespace

QString reportWord(ReportWord word)
{
    return Wording::tr(rows.at(std::size_t(word)).text);
}

} // namespace safelight::wording
