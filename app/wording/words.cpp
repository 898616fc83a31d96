#include "app/wording/words.h"

#include "app/wording/context.h"

namespace safelight::wording {

namespace {

// Like probability(), but inside a sentence.
QString spoken(const Known<HarmProbability>& value)
{
    return value.isKnown() ? probability(value).toLower() : value.text();
}

} // namespace

QString category(HarmCategory category)
{
    switch (category) {
    case HarmCategory::Harassment:
        return Wording::tr("Harassment");
    case HarmCategory::HateSpeech:
        return Wording::tr("Hate speech");
    case HarmCategory::SexuallyExplicit:
        return Wording::tr("Sexually explicit");
    case HarmCategory::DangerousContent:
        return Wording::tr("Dangerous content");
    case HarmCategory::CivicIntegrity:
        return Wording::tr("Civic integrity");
    case HarmCategory::ImageHate:
        return Wording::tr("Hate in the image");
    case HarmCategory::ImageDangerousContent:
        return Wording::tr("Dangerous content in the image");
    case HarmCategory::ImageHarassment:
        return Wording::tr("Harassment in the image");
    case HarmCategory::ImageSexuallyExplicit:
        return Wording::tr("Sexually explicit image");
    case HarmCategory::Jailbreak:
        return Wording::tr("Jailbreak");
    case HarmCategory::Derogatory:
        return Wording::tr("Derogatory (PaLM)");
    case HarmCategory::Toxicity:
        return Wording::tr("Toxicity (PaLM)");
    case HarmCategory::Violence:
        return Wording::tr("Violence (PaLM)");
    case HarmCategory::Sexual:
        return Wording::tr("Sexual content (PaLM)");
    case HarmCategory::Medical:
        return Wording::tr("Medical advice (PaLM)");
    case HarmCategory::Dangerous:
        return Wording::tr("Dangerous content (PaLM)");
    case HarmCategory::Unspecified:
        return Wording::tr("Unspecified category");
    }
    return {};
}

QString category(const Known<HarmCategory>& value)
{
    return value.isKnown() ? category(*value.value()) : value.text();
}

QString threshold(std::optional<BlockThreshold> threshold)
{
    if (!threshold)
        return Wording::tr("Not sent");
    switch (*threshold) {
    case BlockThreshold::Off:
        return Wording::tr("Off");
    case BlockThreshold::None:
        return Wording::tr("None");
    case BlockThreshold::OnlyHigh:
        return Wording::tr("Only high");
    case BlockThreshold::MediumAndAbove:
        return Wording::tr("Medium and up");
    case BlockThreshold::LowAndAbove:
        return Wording::tr("Low and up");
    }
    return {};
}

QString thresholdMeaning(std::optional<BlockThreshold> threshold)
{
    if (!threshold)
        return Wording::tr("The model’s own default applies, which is not the same as off.");
    switch (*threshold) {
    case BlockThreshold::Off:
        return Wording::tr("The filter is off; usually no ratings come back.");
    case BlockThreshold::None:
        return Wording::tr("Blocks nothing, and the ratings come back.");
    case BlockThreshold::OnlyHigh:
        return Wording::tr("Blocks a high probability.");
    case BlockThreshold::MediumAndAbove:
        return Wording::tr("Blocks a medium or high probability.");
    case BlockThreshold::LowAndAbove:
        return Wording::tr("Blocks a low, medium or high probability.");
    }
    return {};
}

QString probability(const Known<HarmProbability>& probability)
{
    if (!probability.isKnown())
        return probability.text();
    switch (*probability.value()) {
    case HarmProbability::Negligible:
        return Wording::tr("Negligible");
    case HarmProbability::Low:
        return Wording::tr("Low");
    case HarmProbability::Medium:
        return Wording::tr("Medium");
    case HarmProbability::High:
        return Wording::tr("High");
    }
    return {};
}

QString severity(const Known<HarmSeverity>& severity)
{
    if (!severity.isKnown())
        return severity.text();
    switch (*severity.value()) {
    case HarmSeverity::Negligible:
        return Wording::tr("Negligible");
    case HarmSeverity::Low:
        return Wording::tr("Low");
    case HarmSeverity::Medium:
        return Wording::tr("Medium");
    case HarmSeverity::High:
        return Wording::tr("High");
    }
    return {};
}

QString preset(SafetyPreset preset)
{
    switch (preset) {
    case SafetyPreset::ModelDefault:
        return Wording::tr("Model default");
    case SafetyPreset::Strict:
        return Wording::tr("Strict");
    case SafetyPreset::Permissive:
        return Wording::tr("Permissive");
    case SafetyPreset::Diagnostic:
        return Wording::tr("Diagnostic");
    case SafetyPreset::Custom:
        return Wording::tr("Custom");
    }
    return {};
}

QString modality(const Known<Modality>& modality)
{
    if (!modality.isKnown())
        return modality.text();
    switch (*modality.value()) {
    case Modality::Unspecified:
        return Wording::tr("Unspecified kind");
    case Modality::Text:
        return Wording::tr("Text");
    case Modality::Image:
        return Wording::tr("Image");
    case Modality::Video:
        return Wording::tr("Video");
    case Modality::Audio:
        return Wording::tr("Audio");
    case Modality::Document:
        return Wording::tr("Document");
    }
    return {};
}

QString sliderPhrase(HarmCategory harm, std::optional<BlockThreshold> position,
                     const std::optional<Known<HarmProbability>>& lastMeasured)
{
    QString phrase = Wording::tr("%1: %2. %3")
                         .arg(category(harm), threshold(position).toLower(), thresholdMeaning(position));
    if (lastMeasured && !lastMeasured->text().isEmpty())
        phrase += QLatin1Char(' ') + Wording::tr("Last measured: %1.").arg(spoken(*lastMeasured));
    return phrase;
}

QString outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Delivered:
        return Wording::tr("Delivered");
    case Outcome::Truncated:
        return Wording::tr("Cut off at the output limit");
    case Outcome::PromptBlocked:
        return Wording::tr("Prompt blocked");
    case Outcome::ResponseBlocked:
        return Wording::tr("Answer blocked");
    case Outcome::Stopped:
        return Wording::tr("Stopped");
    case Outcome::Empty:
        return Wording::tr("Empty");
    case Outcome::Refused:
        return Wording::tr("Refused");
    case Outcome::Interrupted:
        return Wording::tr("Interrupted");
    case Outcome::ApiError:
        return Wording::tr("Error from the service");
    case Outcome::Unreadable:
        return Wording::tr("Unreadable");
    }
    return {};
}

QString settingHelps(SettingHelps helps)
{
    switch (helps) {
    case SettingHelps::No:
        return Wording::tr("No threshold changes this");
    case SettingHelps::Yes:
        return Wording::tr("A threshold can change this");
    case SettingHelps::Unknown:
        return Wording::tr("Unknown whether a threshold changes this");
    }
    return {};
}

QString retry(RetryAdvice advice)
{
    switch (advice) {
    case RetryAdvice::Same:
        return Wording::tr("The same prompt may pass on another try");
    case RetryAdvice::Changed:
        return Wording::tr("Only after a change");
    case RetryAdvice::Later:
        return Wording::tr("Later");
    case RetryAdvice::No:
        return Wording::tr("No point in sending it again");
    }
    return {};
}

} // namespace safelight::wording
