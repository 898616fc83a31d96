#pragma once

#include "app/diagnosis/verdict.h"
#include "app/response/response.h"
#include "app/safety/safetysettings.h"

#include <QString>

class QDateTime;

namespace safelight {

// The one place where meanings become words: the window, the command line and the report say the same.
namespace wording {

QString category(HarmCategory category); // "Sexually explicit"
QString category(const Known<HarmCategory>& category); // unknown: the text as it came
QString threshold(std::optional<BlockThreshold> threshold); // "Not sent", "Off", "None", "Only high", …
QString thresholdMeaning(std::optional<BlockThreshold> threshold); // a sentence
QString probability(const Known<HarmProbability>& probability); // "Negligible"
QString severity(const Known<HarmSeverity>& severity);
QString preset(SafetyPreset preset);
QString modality(const Known<Modality>& modality);
// The slider's spoken phrase: "Hate speech: only high. Blocks a high probability. Last measured: low."
QString sliderPhrase(HarmCategory category, std::optional<BlockThreshold> threshold,
                     const std::optional<Known<HarmProbability>>& lastMeasured);

QString outcome(Outcome outcome); // "Prompt blocked"
QString stage(Stage stage); // "Output filter"
QString step(StageState::Step step); // "Prompt filter", "Thinking", …
QString stageDetail(const StageState& state,
                    const Verdict& verdict); // "173 tokens", "blocked · not configurable"
QString settingHelps(SettingHelps helps); // "No threshold changes this"
QString retry(RetryAdvice advice); // "The same prompt may pass on another try"
QString badge(const Verdict& verdict); // short, for lists: "IMAGE_SAFETY", "PROMPT BLOCKED", "STOP"

// The banner: a title and the explanation under it. Names a category as the cause only when the service did.
QString verdictTitle(const Verdict& verdict, const Response& response);
QString verdictExplanation(const Verdict& verdict, const Response& response);
// One sentence, for the banner's first line, the command line's `summary` and the status bar.
QString summary(const Verdict& verdict, const Response& response);
// Why there are no ratings to show, as far as it can be known.
QString noRatings(const Verdict& verdict, const Response& response, const SafetySettings* settings);

// What a field of an answer or a request means ("candidates[0].finishReason" and its value); empty when not
// documented.
QString fieldMeaning(const QString& path, const QString& value);
// The same without a value, for who sets the field ("generationConfig.temperature").
QString fieldHelp(const QString& path);
// Which API has the field, and where that is documented; sentences. Empty when it is not.
QString fieldSource(const QString& path);

QString number(qint64 value); // thin-space groups: "1 093"
QString tokenCount(qint64 count); // "1 token", "1 093 tokens"
inline constexpr qsizetype longestReason = 40; // characters of a code of the service in a sentence
QString bytes(qint64 value); // "12.4 MB"
QString duration(double seconds); // "6.4 s", "2 min 10 s"
QString timeOfDay(const QDateTime& utc); // local, "14:02:11"

} // namespace wording
} // namespace safelight
