#include "app/wording/words.h"

#include "app/wording/context.h"

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

using Step = StageState::Step;
using Mark = StageState::Mark;

QString imageCount(int count)
{
    return count == 1 ? Wording::tr("1 image") : Wording::tr("%1 images").arg(number(count));
}

QString amounts(const StageState& state)
{
    QStringList known;
    if (state.images)
        known << imageCount(*state.images);
    if (state.tokens)
        known << tokenCount(*state.tokens);
    return known.join(u" · "_s);
}

QString blocked(const Verdict& verdict)
{
    switch (verdict.settingHelps) {
    case SettingHelps::Yes:
        return Wording::tr("blocked · configurable");
    case SettingHelps::No:
        return Wording::tr("blocked · not configurable");
    case SettingHelps::Unknown:
        break;
    }
    return Wording::tr("blocked");
}

QString stoppedGeneration(const Verdict& verdict)
{
    if (verdict.outcome == Outcome::ResponseBlocked)
        return blocked(verdict);
    if (verdict.outcome == Outcome::Truncated)
        return Wording::tr("output limit reached");
    if (verdict.outcome == Outcome::Refused)
        return Wording::tr("text, no image");
    if (verdict.outcome == Outcome::Empty)
        return Wording::tr("nothing written");
    return verdict.rule == "finish.no-image"_L1 ? Wording::tr("no image drawn") : Wording::tr("stopped");
}

QString passedGeneration(const StageState& state, const Verdict& verdict)
{
    if (state.images)
        return imageCount(*state.images);
    if (verdict.rule.startsWith("finish.image-"_L1))
        return Wording::tr("image drawn");
    return state.tokens ? tokenCount(*state.tokens) : Wording::tr("done");
}

QString passed(const StageState& state, const Verdict& verdict)
{
    switch (state.step) {
    case Step::PromptFilter:
        return state.tokens ? Wording::tr("passed · %1").arg(tokenCount(*state.tokens))
                            : Wording::tr("passed");
    case Step::Thinking:
        return state.tokens ? tokenCount(*state.tokens) : Wording::tr("thought");
    case Step::Generation:
        return passedGeneration(state, verdict);
    case Step::OutputFilter:
        return Wording::tr("passed");
    case Step::Delivery:
        break;
    }
    const QString known = amounts(state);
    return known.isEmpty() ? Wording::tr("arrived") : known;
}

QString stopped(const StageState& state, const Verdict& verdict)
{
    switch (state.step) {
    case Step::PromptFilter:
        return verdict.outcome == Outcome::Empty ? Wording::tr("no reason given") : blocked(verdict);
    case Step::OutputFilter:
        return verdict.outcome == Outcome::Stopped ? Wording::tr("withheld · not configurable")
                                                   : blocked(verdict);
    case Step::Generation:
        return stoppedGeneration(verdict);
    case Step::Delivery:
        return Wording::tr("cut off");
    case Step::Thinking:
        break;
    }
    return Wording::tr("stopped");
}

QString notReached(const StageState& state, const Verdict& verdict)
{
    if (state.step != Step::Delivery)
        return Wording::tr("not reached");
    if (verdict.checks.hasContent)
        return Wording::tr("part arrived");
    return state.images ? imageCount(*state.images) : Wording::tr("nothing");
}

} // namespace

QString stage(Stage stage)
{
    switch (stage) {
    case Stage::Request:
        return Wording::tr("Request");
    case Stage::Input:
        return Wording::tr("Prompt filter");
    case Stage::Thinking:
        return Wording::tr("Thinking");
    case Stage::Generation:
        return Wording::tr("Generation");
    case Stage::Output:
        return Wording::tr("Output filter");
    case Stage::Delivered:
        return Wording::tr("Delivered");
    case Stage::Transport:
        return Wording::tr("Transport");
    case Stage::Unknown:
        return Wording::tr("Unknown");
    }
    return {};
}

QString step(StageState::Step step)
{
    switch (step) {
    case Step::PromptFilter:
        return Wording::tr("Prompt filter");
    case Step::Thinking:
        return Wording::tr("Thinking");
    case Step::Generation:
        return Wording::tr("Generation");
    case Step::OutputFilter:
        return Wording::tr("Output filter");
    case Step::Delivery:
        return Wording::tr("Delivered");
    }
    return {};
}

QString stageDetail(const StageState& state, const Verdict& verdict)
{
    switch (state.mark) {
    case Mark::Passed:
        return passed(state, verdict);
    case Mark::Stopped:
        return stopped(state, verdict);
    case Mark::NotReached:
        return notReached(state, verdict);
    case Mark::Unknown:
        break;
    }
    // A model that thinks may do so without a count, so its absence proves nothing.
    if (state.step == Step::Thinking && verdict.outcome != Outcome::Unreadable
        && verdict.outcome != Outcome::ApiError)
        return Wording::tr("none reported");
    return Wording::tr("not known");
}

} // namespace safelight::wording
