#include "app/wording/words.h"

#include "app/diagnosis/rules.h"
#include "app/wording/context.h"
#include "app/wording/verdicttexts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr qsizetype longestQuote = 300; // characters

QString shortened(const QString& text, qsizetype limit)
{
    const QString simple = text.simplified();
    return simple.size() > limit ? simple.left(limit) + u"…"_s : simple;
}

bool isAbout(const Verdict& verdict, QLatin1StringView rule)
{
    return verdict.rule == rule;
}

// Only what the service marked as blocking (headless.md, `categories`).
QString categoryNames(const Verdict& verdict)
{
    QStringList names;
    for (const auto& text : verdict.categories) {
        const auto known = Known<HarmCategory>::fromWire(text);
        names << (known.isKnown() ? category(known).toLower() : shortened(text, longestReason));
    }
    return names.join(u", "_s);
}

qint64 thoughts(const Response& response)
{
    return response.usage ? response.usage->thoughts.value_or(0) : 0;
}

bool isSafetyStop(const Verdict& verdict)
{
    return isAbout(verdict, "block.safety"_L1) || isAbout(verdict, "finish.safety"_L1);
}

bool imageWasMade(const Verdict& verdict)
{
    return verdict.stages[std::size_t(StageState::Step::Generation)].mark == StageState::Mark::Passed;
}

// "The answer was blocked by the safety filter: hate speech"; only for a category the service named.
QString safetyTitle(const Verdict& verdict)
{
    const QString names = categoryNames(verdict);
    if (verdict.outcome == Outcome::PromptBlocked)
        return Wording::tr("The prompt was blocked by the safety filter: %1").arg(names);
    return verdict.checks.hasContent
        ? Wording::tr("The answer was cut off by the safety filter: %1").arg(names)
        : Wording::tr("The answer was blocked by the safety filter: %1").arg(names);
}

QString deliveredTitle(const Response& response, const QString& otherwise)
{
    const Candidate* candidate = decisiveCandidate(response);
    const auto images = candidate ? candidate->images().size() : 0;
    if (images == 0)
        return otherwise;
    return candidate->text().trimmed().isEmpty() ? Wording::tr("The image was delivered")
                                                 : Wording::tr("The image was delivered, with text");
}

// How far the request came before it was stopped, as far as the answer shows it.
QString progress(const Verdict& verdict, const Response& response)
{
    const auto count = thoughts(response);
    if (verdict.outcome == Outcome::PromptBlocked || count <= 0)
        return {};
    if (verdict.stage == Stage::Output)
        return Wording::tr("Your prompt passed: the model thought for %1 before the result was withheld.")
            .arg(tokenCount(count));
    if (isAbout(verdict, "finish.max-tokens"_L1) && !verdict.checks.hasContent)
        return Wording::tr("The model thought for %1 and had nothing left to answer with.")
            .arg(tokenCount(count));
    if (verdict.outcome == Outcome::ResponseBlocked || verdict.outcome == Outcome::Stopped)
        return Wording::tr("Your prompt passed: the model thought for %1.").arg(tokenCount(count));
    return {};
}

QString kept(const Verdict& verdict)
{
    const bool partial = verdict.outcome == Outcome::Interrupted || verdict.outcome == Outcome::Stopped
        || verdict.outcome == Outcome::ResponseBlocked;
    if (partial && verdict.checks.hasContent)
        return Wording::tr("What arrived until then is kept.");
    if (verdict.outcome == Outcome::Interrupted)
        return Wording::tr("No readable part of an answer arrived.");
    return {};
}

QString refusalWords(const Verdict& verdict)
{
    return verdict.looksLikeRefusal && verdict.outcome == Outcome::Delivered ? Wording::tr(
               "The text seems to decline: that is the model’s own choice of words, and no filter’s block.")
                                                                             : QString();
}

QString drafts(const Verdict& verdict, const Response& response)
{
    const Candidate* candidate = decisiveCandidate(response);
    if (verdict.outcome != Outcome::Delivered || !candidate)
        return {};
    const auto images = candidate->images().size();
    if (images > 1)
        return Wording::tr("%1 images came: the last one is the result, the earlier ones are drafts.")
            .arg(number(images));
    return Wording::tr("No filter stopped it.");
}

// The service's own sentence, where it is all there is to go by.
QString quote(const Verdict& verdict, const Response& response)
{
    QString said;
    if (response.error && verdict.outcome != Outcome::PromptBlocked)
        said = response.error->message;
    else if (verdict.outcome == Outcome::PromptBlocked && response.promptFeedback)
        said = response.promptFeedback->blockReasonMessage;
    else if (const Candidate* candidate = decisiveCandidate(response))
        said = verdict.stage == Stage::Unknown || verdict.rule.startsWith("prediction."_L1)
            ? candidate->finishMessage
            : QString();
    said = shortened(said, longestQuote);
    return said.isEmpty() ? QString() : Wording::tr("The service says: “%1”").arg(said);
}

// Ratings without a flag name no cause, but they are there (found.md, "Ratings without a flag").
QString ratedHighest(const Verdict& verdict, const Response& response)
{
    if (!isSafetyStop(verdict) || !verdict.categories.isEmpty())
        return {};
    const Candidate* candidate = decisiveCandidate(response);
    const auto& ratings = verdict.outcome == Outcome::PromptBlocked && response.promptFeedback
        ? response.promptFeedback->ratings
        : candidate ? candidate->ratings
                    : QList<SafetyRating>();
    auto highest = HarmProbability::Negligible;
    QStringList names;
    for (const auto& rating : ratings) {
        const auto level = rating.probability ? rating.probability->value() : std::nullopt;
        if (!level || !rating.category || *level < highest || *level == HarmProbability::Negligible)
            continue;
        if (*level > highest)
            names.clear();
        highest = *level;
        names << shortened(category(*rating.category), longestReason).toLower();
    }
    return names.isEmpty()
        ? QString()
        : Wording::tr("Rated highest: %1 (%2). The response does not flag which category blocked.")
              .arg(names.join(u", "_s), probability(Known(highest)).toLower());
}

QString safetySetting(const Verdict& verdict)
{
    const bool named = !verdict.categories.isEmpty();
    if (verdict.settingHelps == SettingHelps::Yes)
        return named
            ? Wording::tr("A more permissive threshold for %1 can let it pass.").arg(categoryNames(verdict))
            : Wording::tr("Gemini did not name a category. A more permissive threshold can let it "
                          "pass.");
    return named ? Wording::tr("None of the four thresholds is known to reach this.")
                 : Wording::tr("Gemini did not name a category, and no rating explains the stop, so it is "
                               "not known whether a threshold would help.");
}

QString setting(const Verdict& verdict)
{
    if (isSafetyStop(verdict))
        return safetySetting(verdict);
    const bool blocked =
        verdict.outcome == Outcome::PromptBlocked || verdict.outcome == Outcome::ResponseBlocked;
    if (isProhibition(verdict.rule))
        return {}; // its own sentence says so already
    if (verdict.settingHelps == SettingHelps::Unknown && (blocked || verdict.outcome == Outcome::Stopped))
        return Wording::tr("It is not known whether a threshold would help.");
    if (verdict.settingHelps != SettingHelps::No)
        return {};
    if (blocked || verdict.stage == Stage::Output)
        return Wording::tr("No threshold reaches this filter.");
    return verdict.outcome == Outcome::Stopped ? Wording::tr("No threshold changes this.") : QString();
}

QString retrySame(const Verdict& verdict)
{
    if (verdict.outcome == Outcome::Interrupted)
        return Wording::tr("Sending it again may work.");
    if (verdict.outcome == Outcome::Truncated)
        return {}; // what continues it is not a repetition
    if (verdict.stage == Stage::Output)
        return Wording::tr("The same prompt may pass on another try.");
    return Wording::tr("The same prompt may work on another try.");
}

QString retryChanged(const Verdict& verdict)
{
    if (verdict.settingHelps == SettingHelps::Unknown && verdict.outcome != Outcome::ResponseBlocked)
        return Wording::tr("Sent again unchanged, it will probably end the same way.");
    if (verdict.outcome == Outcome::PromptBlocked)
        return Wording::tr("Sent again unchanged, it will be blocked again.");
    if (verdict.outcome == Outcome::ResponseBlocked)
        return Wording::tr("Change the prompt before the next try.");
    return {}; // the rule's own sentence says what to change
}

QString retryLater(const Response& response)
{
    if (response.error && response.error->retryAfterSeconds)
        return Wording::tr("The service asks to wait %1 before the next try.")
            .arg(duration(*response.error->retryAfterSeconds));
    return Wording::tr("Wait a little, then send it again.");
}

QString nextTry(const Verdict& verdict, const Response& response)
{
    switch (verdict.retry) {
    case RetryAdvice::Same:
        return retrySame(verdict);
    case RetryAdvice::Changed:
        return retryChanged(verdict);
    case RetryAdvice::Later:
        return retryLater(response);
    case RetryAdvice::No:
        break;
    }
    return {};
}

QString errorCode(const Verdict& verdict)
{
    const auto isCode = [](const Evidence& field) { return field.path == "error.code"_L1; };
    const auto it = std::ranges::find_if(verdict.readFrom, isCode);
    if (it != verdict.readFrom.end())
        return it->value;
    return verdict.reason ? shortened(*verdict.reason, longestReason) : Wording::tr("ERROR");
}

} // namespace

QString badge(const Verdict& verdict)
{
    switch (verdict.outcome) {
    case Outcome::PromptBlocked:
        return Wording::tr("PROMPT BLOCKED");
    case Outcome::Refused:
        return Wording::tr("REFUSED");
    case Outcome::Empty:
        return Wording::tr("EMPTY");
    case Outcome::Interrupted:
        return isAbout(verdict, "end.cancelled"_L1) ? Wording::tr("CANCELLED") : Wording::tr("INTERRUPTED");
    case Outcome::ApiError:
        return errorCode(verdict);
    case Outcome::Unreadable:
        return Wording::tr("UNREADABLE");
    case Outcome::Delivered:
    case Outcome::Truncated:
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
        break;
    }
    return verdict.reason ? shortened(*verdict.reason, longestReason) : outcome(verdict.outcome).toUpper();
}

QString verdictTitle(const Verdict& verdict, const Response& response)
{
    if (isSafetyStop(verdict) && !verdict.categories.isEmpty())
        return safetyTitle(verdict);
    if (isAbout(verdict, "finish.safety"_L1) && verdict.checks.hasContent)
        return Wording::tr("The answer was cut off by the safety filter");
    if (isAbout(verdict, "finish.max-tokens"_L1) && !verdict.checks.hasContent)
        return Wording::tr("The output limit was spent before the answer began");
    if (isAbout(verdict, "end.network"_L1) && verdict.checks.hasContent)
        return Wording::tr("The connection broke while the answer was arriving");
    if (isAbout(verdict, "end.refused"_L1) && verdict.checks.hasContent)
        return Wording::tr("Safelight stopped reading the response");
    const VerdictText text = verdictText(verdict.rule);
    const QString title = imageWasMade(verdict) ? text.madeTitle : text.title;
    if (title.isEmpty())
        return outcome(verdict.outcome);
    if (verdict.outcome == Outcome::Delivered)
        return deliveredTitle(response, title);
    return title.contains("%1"_L1) ? title.arg(shortened(verdict.reason.value_or(QString()), longestReason))
                                   : title;
}

QString verdictExplanation(const Verdict& verdict, const Response& response)
{
    QStringList sentences {progress(verdict, response),
                           verdictText(verdict.rule).explanation,
                           refusalWords(verdict),
                           drafts(verdict, response),
                           kept(verdict),
                           quote(verdict, response),
                           setting(verdict),
                           nextTry(verdict, response)};
    sentences.insert(1, ratedHighest(verdict, response));
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString summary(const Verdict& verdict, const Response& response)
{
    return verdictTitle(verdict, response) + u'.';
}

QString noRatings(const Verdict& verdict, const Response& response, const SafetySettings* settings)
{
    if (verdict.outcome == Outcome::ApiError || verdict.outcome == Outcome::Unreadable)
        return Wording::tr("No ratings: nothing was judged, because no answer came.");
    if (verdict.outcome == Outcome::Interrupted && !verdict.checks.hasContent)
        return Wording::tr("No ratings: the answer broke off before any came.");
    if (verdict.rule.endsWith("prohibited-content"_L1))
        return Wording::tr("No ratings: Gemini sends none with prohibited content.");
    if (verdict.rule.startsWith("finish.image-"_L1))
        return Wording::tr("No ratings: the filter on the finished image reports none.");
    const bool sentEmpty = std::ranges::any_of(response.candidates, &Candidate::hasRatings)
        || (response.promptFeedback && response.promptFeedback->hasRatings);
    if (sentEmpty)
        return Wording::tr("The service sent an empty list of ratings.");
    if (settings && presetOf(*settings) == SafetyPreset::Permissive)
        return Wording::tr("No ratings: with the filters off, usually none come back. The preset Diagnostic "
                           "asks for them and blocks nothing.");
    if (settings && presetOf(*settings) == SafetyPreset::ModelDefault)
        return Wording::tr("No ratings: no threshold was sent, and the default of many models is off. The "
                           "preset Diagnostic asks for them and blocks nothing.");
    return Wording::tr(
        "No ratings came with this answer. With the filters off, or left to the model, that is "
        "usual.");
}

} // namespace safelight::wording
