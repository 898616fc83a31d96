#include "app/diagnosis/stagepicture.h"

#include "app/response/response.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Step = StageState::Step;
using Mark = StageState::Mark;
using Marks = std::array<Mark, 5>;

struct Facts
{
    const Candidate* candidate = nullptr;
    qint64 thoughts = 0;
    bool thoughtSeen = false; // a count, or a thought part
    bool contentSeen = false;
    std::optional<qint64> output;
};

Facts factsOf(const Response& response, const Candidate* candidate)
{
    Facts facts;
    facts.candidate = candidate;
    if (const auto& usage = response.usage) {
        facts.thoughts = usage->thoughts.value_or(0);
        // A mirrored count is not output (gemini-api.md §6).
        if (!usage->candidatesMirrorThoughts())
            facts.output = usage->candidates;
    }
    facts.thoughtSeen = facts.thoughts > 0
        || (candidate && std::ranges::any_of(candidate->parts, [](const Part& p) { return p.thought; }));
    facts.contentSeen = candidate && candidate->hasContent();
    return facts;
}

// The IMAGE_ reasons are about an image, but they do not say that one was made: the service's words or the
// tokens do (gemini-api.md §3, §5).
bool isAboutAnImage(const Verdict& verdict)
{
    return verdict.rule.startsWith("finish.image-"_L1);
}

bool imageWasMade(const Response& response, const Facts& facts)
{
    const Candidate& candidate = *facts.candidate;
    if (candidate.finishMessage.contains("generated image"_L1, Qt::CaseInsensitive)
        || std::ranges::any_of(candidate.parts, &Part::isImage))
        return true;
    const auto isImage = [](const ModalityTokens& tokens) {
        return tokens.modality == Modality::Image && tokens.tokens > 0;
    };
    if (response.usage && !response.usage->candidatesDetails.isEmpty())
        return facts.output && std::ranges::any_of(response.usage->candidatesDetails, isImage);
    return facts.output.value_or(0) > 0 && !facts.contentSeen; // what was written is not in the response
}

// A model that thought or wrote had the prompt: the prompt filter let it pass.
bool promptSurelyPassed(const Facts& facts)
{
    return facts.thoughtSeen || facts.contentSeen || facts.output.value_or(0) > 0;
}

Mark thinking(const Facts& facts)
{
    return facts.thoughtSeen ? Mark::Passed : Mark::Unknown;
}

Marks unfinished(const Facts& facts)
{
    const Mark prompt = promptSurelyPassed(facts) ? Mark::Passed : Mark::Unknown;
    return {prompt, thinking(facts), Mark::Unknown, Mark::Unknown, Mark::NotReached};
}

// An error below 500 refused the request itself; above, it is not known how far the service came.
Marks refusedRequest(const Response& response)
{
    const bool serverFault =
        response.error && (response.error->httpCode >= 500 || response.error->httpCode == 0);
    const Mark before = serverFault ? Mark::Unknown : Mark::NotReached;
    return {before, before, before, before, Mark::NotReached};
}

Marks stoppedAtInput(const Facts& facts)
{
    Marks marks {Mark::Stopped, Mark::NotReached, Mark::NotReached, Mark::NotReached, Mark::NotReached};
    // A rule about the request may stop it while the model is already at work.
    if (facts.thoughtSeen)
        marks.at(1) = Mark::Passed;
    if (facts.contentSeen)
        marks.at(2) = Mark::Passed;
    return marks;
}

Marks stoppedAtOutput(const Response& response, const Facts& facts, const Verdict& verdict)
{
    const bool made = isAboutAnImage(verdict) ? imageWasMade(response, facts)
                                              : facts.contentSeen || facts.output.value_or(0) > 0;
    return {Mark::Passed, thinking(facts), made ? Mark::Passed : Mark::Unknown, Mark::Stopped,
            Mark::NotReached};
}

Marks stoppedInGeneration(const Facts& facts, const Verdict& verdict)
{
    // What the output limit cut off has still been delivered as far as it goes.
    const bool kept = verdict.outcome == Outcome::Truncated && facts.contentSeen;
    return {Mark::Passed, thinking(facts), Mark::Stopped, kept ? Mark::Passed : Mark::NotReached,
            kept ? Mark::Passed : Mark::NotReached};
}

Marks brokenOff(const Facts& facts)
{
    Marks marks = unfinished(facts);
    if (facts.contentSeen)
        marks.back() = Mark::Stopped;
    return marks;
}

Marks marksFor(const Response& response, const Facts& facts, const Verdict& verdict)
{
    switch (verdict.stage) {
    case Stage::Request:
        return facts.candidate ? unfinished(facts) : refusedRequest(response);
    case Stage::Input:
        return stoppedAtInput(facts);
    case Stage::Thinking:
        return {Mark::Passed, Mark::Stopped, Mark::NotReached, Mark::NotReached, Mark::NotReached};
    case Stage::Generation:
        return stoppedInGeneration(facts, verdict);
    case Stage::Output:
        return stoppedAtOutput(response, facts, verdict);
    case Stage::Delivered:
        return {Mark::Passed, thinking(facts), Mark::Passed, Mark::Passed, Mark::Passed};
    case Stage::Transport:
        return brokenOff(facts);
    case Stage::Unknown:
        break;
    }
    if (verdict.outcome == Outcome::Unreadable)
        return {Mark::Unknown, Mark::Unknown, Mark::Unknown, Mark::Unknown, Mark::Unknown};
    return unfinished(facts);
}

} // namespace

std::array<StageState, 5> stagePicture(const Response& response, const Candidate* decisive,
                                       const Verdict& verdict)
{
    const Facts facts = factsOf(response, decisive);
    const Marks marks = marksFor(response, facts, verdict);
    std::array<StageState, 5> stages {};
    for (std::size_t i = 0; i < stages.size(); ++i) {
        stages.at(i).step = static_cast<Step>(i);
        stages.at(i).mark = marks.at(i);
    }
    auto& [prompt, thought, generation, filter, delivery] = stages;
    if (response.usage && prompt.mark != Mark::NotReached)
        prompt.tokens = response.usage->prompt;
    if (facts.thoughts > 0)
        thought.tokens = facts.thoughts;
    if (generation.mark == Mark::Passed || generation.mark == Mark::Stopped)
        generation.tokens = facts.output;
    const auto images = decisive ? static_cast<int>(decisive->images().size()) : 0;
    const bool aboutImages = verdict.rule.contains("image"_L1);
    if (images > 0 || (aboutImages && decisive)) {
        delivery.images = images;
        if (images > 0)
            generation.images = images;
    }
    if (delivery.mark == Mark::Passed)
        delivery.tokens = facts.output;
    return stages;
}

} // namespace safelight
