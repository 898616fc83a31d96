#pragma once

#include "app/response/outcome.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace safelight {

// A field of the answer that the verdict was read from.
struct Evidence
{
    QString path; // "candidates[0].finishReason"
    QString value; // as it came, shortened when long

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

// One of the five boxes of the stage picture.
struct StageState
{
    enum class Step { PromptFilter, Thinking, Generation, OutputFilter, Delivery };
    enum class Mark { Passed, Stopped, NotReached, Unknown };

    Step step = Step::PromptFilter;
    Mark mark = Mark::Unknown;
    std::optional<qint64> tokens; // known at this step: thinking, or output
    std::optional<int> images; // Generation and Delivery: how many

    friend bool operator==(const StageState&, const StageState&) = default;
};

// The three checks of a fix that worked (domain.md).
struct Checks
{
    bool noBlockReason = false;
    bool finishStop = false;
    bool hasContent = false;

    bool allPassed() const { return noBlockReason && finishStop && hasContent; }
    friend bool operator==(const Checks&, const Checks&) = default;
};

// The reading of one answer: where it stopped, whether a threshold can change that, what to do with a retry.
struct Verdict
{
    Outcome outcome = Outcome::Unreadable;
    Stage stage = Stage::Unknown;
    std::optional<QString> reason; // the block reason, finish reason or error status that decided, as it came
    SettingHelps settingHelps = SettingHelps::Unknown;
    RetryAdvice retry = RetryAdvice::No;
    QStringList categories; // wire names the service marked as blocking; never a guess
    QList<Evidence> readFrom; // the fields behind the verdict, the deciding one first
    std::array<StageState, 5> stages {};
    Checks checks;
    bool looksLikeRefusal = false; // what was delivered declines in so many words; no filter did that
    QString rule; // id of the rule that decided: "finish.image-safety"
    QString source; // where the rule comes from: "gemini-api.md §3"

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

} // namespace safelight
